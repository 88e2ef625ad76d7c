/**
 * Within one inbox or reply mailbox nothing in the files tells in which order mail came: a thief who parses them byte by
 * byte, after the round that the relay makes every minute, finds no more than chance. The same is done with an ordinary
 * table, where he finds everything. Source: docs/decisions/003-sqlite-geometry.md, 015-traces-in-files.md.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSqliteStore } from '../../../server/mailboxes/sqlite-store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { close, openDatabase } from '../../../server/sqlite/database.ts'
import { coverTimes, tidy } from '../../../server/sqlite/tidy.ts'
import { addDays, dayStartMs } from '../../../shared/day.ts'
import { ENVELOPE_BYTES } from '../../../shared/protocol.ts'
import { parseEnvelopeId } from '../../../shared/wire/address.ts'
import { parseEnvelopeBytes, type SizeIndex } from '../../../shared/wire/envelope.ts'
import { rounds } from '../../long.ts'
import { filled, mailbox, today } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { spearman } from '../sqlite/rank-correlation.ts'
import { chanceOf } from './chance.ts'
import { rounded, sayFigures } from './figures.ts'

/** Chance gives each figure a standard deviation of one by the root of this: 0.022, so that 0.1 is far off. */
const IN_EACH = rounds(2_000, 6_000)
const MOST = 0.1
const PAGE_BYTES = 16_384
const INBOX = 1
const REPLIES = 2
/** Others, who come and go. */
const OTHERS = 3

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-order-'))
  path = join(folder, 'relay.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const TAG = Buffer.from('a tag of 12.')
/** The tag and the number, at this place of every body and every id. */
const AT = 16

const tagged = (bytes: Uint8Array<ArrayBuffer>, number: number): Uint8Array<ArrayBuffer> => {
  bytes.set(TAG, AT)
  new DataView(bytes.buffer).setUint32(AT + TAG.length, number)
  return bytes
}
/** Ids begin like hashes: where they stand in an index must not be easier to see than it is. */
const idOf = (number: number): Uint8Array<ArrayBuffer> =>
  tagged(new Uint8Array(createHash('sha256').update(String(number)).digest()), number)
/** Seven of ten are small, one of twenty is large. */
const sizeOf = (number: number): SizeIndex => (number % 20 === 7 ? 2 : number % 4 === 1 ? 1 : 0)
const bodyOf = (number: number): Uint8Array<ArrayBuffer> => tagged(filled(ENVELOPE_BYTES[sizeOf(number)], 7), number)

/** So that what is judged by chance is judged alike each time. */
function repeatable(): (length: number) => Uint8Array<ArrayBuffer> {
  let drawn = 0
  return (length) => {
    drawn += 1
    return new Uint8Array(createHash('shake256', { outputLength: length }).update(`order ${drawn}`).digest())
  }
}

interface Place {
  readonly body: number
  readonly id: number
}

/** Where body and id of each number stand in the file. A body is taken for what it is by what follows the tag. */
function placesIn(file: Buffer): Map<number, Place> {
  const places = new Map<number, { body: number; id: number }>()
  for (let at = file.indexOf(TAG); at !== -1; at = file.indexOf(TAG, at + 1)) {
    const number = file.readUInt32BE(at + TAG.length)
    const place = places.get(number) ?? { body: -1, id: -1 }
    const start = at - AT
    const isBody = file
      .subarray(start, start + ENVELOPE_BYTES[0])
      .equals(Buffer.from(bodyOf(number).subarray(0, ENVELOPE_BYTES[0])))
    expect(isBody ? place.body : place.id).toBe(-1)
    places.set(number, isBody ? { ...place, body: start } : { ...place, id: start })
  }
  return places
}

/** What a thief may try: each gives one figure per piece of mail that should grow, or fall, with its arrival. */
const estimators: Readonly<Record<string, (place: Place) => number>> = {
  'place of the body': ({ body }) => body,
  'its page': ({ body }) => Math.floor(body / PAGE_BYTES),
  'its place in the page': ({ body }) => body % PAGE_BYTES,
  'place of the row': ({ id }) => id,
  'its place in its page': ({ id }) => id % PAGE_BYTES,
}

/** By estimator, for the mail of these numbers in order of arrival. */
function correlations(arrived: readonly number[], places: ReadonlyMap<number, Place>): Record<string, number> {
  const arrival = arrived.map((_, at) => at)
  const found = arrived.map((number) => present(places.get(number)))
  return Object.fromEntries(
    Object.entries(estimators).map(([name, of]) => [
      name,
      rounded(
        spearman(
          arrival,
          found.map((place) => of(place)),
        ),
        3,
      ),
    ]),
  )
}

/** A body stands whole within one page. */
function expectWhole(numbers: readonly number[], places: ReadonlyMap<number, Place>, file: Buffer): void {
  for (const number of numbers) {
    const { body } = present(places.get(number))
    const bytes = Buffer.from(bodyOf(number))
    expect(file.subarray(body, body + bytes.length).equals(bytes)).toBe(true)
    expect(Math.floor(body / PAGE_BYTES)).toBe(Math.floor((body + bytes.length - 1) / PAGE_BYTES))
  }
}

/** The journal is empty, its index names one page, and the times of the files are those of the day. */
function expectNothingBeside(): void {
  expect(statSync(`${path}-wal`).size).toBe(0)
  const index = readFileSync(`${path}-shm`)
  const pages = Array.from({ length: 4_062 }, (_, at) => index.readUInt32LE(136 + 4 * at)).filter((page) => page !== 0)
  expect(pages).toEqual([1])
  for (const name of readdirSync(folder)) {
    expect([name, statSync(join(folder, name)).mtimeMs]).toEqual([name, dayStartMs(today)])
  }
}

describe('the files of a relay', () => {
  it('do not tell the order of arrival within a mailbox, after growing and after shrinking', async () => {
    const sqlite = openDatabase(path)
    // Waiting for the disk changes nothing in the files.
    sqlite.pragma('synchronous = OFF')
    const chance = chanceOf('order')
    const store = createSqliteStore({ sqlite, queue: createCommitQueue(sqlite), random: repeatable() })
    const arrived = new Map([INBOX, REPLIES, OTHERS].map((box) => [box, [] as number[]]))
    const post = async (number: number): Promise<void> => {
      const box = 1 + chance.below(arrived.size)
      present(arrived.get(box)).push(number)
      const id = present(parseEnvelopeId(idOf(number)))
      const envelope = present(parseEnvelopeBytes(bodyOf(number)))
      await store.post({ mailbox: mailbox(box), id, envelope, today, expiresDay: addDays(today, 90) })
    }
    // As they come: one, or a few in one transaction; now and then a round of the relay.
    let number = 0
    while (number < arrived.size * IN_EACH) {
      await Promise.all(Array.from({ length: 1 + chance.below(12) }, () => post((number += 1))))
      if (chance.below(20) === 0) tidy({ sqlite, path })
    }
    const look = (box: number, when: string): void => {
      expect(tidy({ sqlite, path })).toBe(true)
      coverTimes({ path }, today)
      const numbers = present(arrived.get(box))
      const file = readFileSync(path)
      const places = placesIn(file)
      const found = correlations(numbers, places)
      sayFigures(`order of ${numbers.length} in one mailbox ${when}`, found)
      expect(Object.entries(found).filter(([, value]) => !(Math.abs(value) < MOST))).toEqual([])
      expectWhole(numbers, places, file)
      expectNothingBeside()
    }
    look(INBOX, 'of an agency')
    look(REPLIES, 'of replies')
    const slots = sqlite.prepare<[], number>('select count(*) from mail_0').pluck()
    const before = present(slots.get())
    await store.erase(mailbox(OTHERS))
    await store.erase(mailbox(REPLIES))
    await store.expire(today)
    expect(slots.get()).toBeLessThan(before)
    look(INBOX, 'of an agency, after two thirds of all mail were erased and the file has shrunk')
    await store.close()
    close(sqlite)
  }, 300_000)

  it('would tell it if they were ordinary ones', () => {
    const sqlite = openDatabase(path)
    sqlite.exec('create table plain (key integer primary key, id blob not null, bytes blob not null) strict')
    const insert = sqlite.prepare('insert into plain (id, bytes) values (?, ?)')
    const arrived = Array.from({ length: 500 }, (_, number) => number)
    for (const number of arrived) insert.run(idOf(number), bodyOf(number))
    tidy({ sqlite, path })
    const found = correlations(arrived, placesIn(readFileSync(path)))
    sayFigures('order of 500 in an ordinary table', found)
    expect(found['place of the row']).toBeGreaterThan(0.9)
    close(sqlite)
  })
})
