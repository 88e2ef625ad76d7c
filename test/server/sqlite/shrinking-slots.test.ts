import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMail, FIRST_MAIL, type Mail } from '../../../server/mailboxes/sqlite-mail.ts'
import type { MailboxKey } from '../../../server/mailboxes/mailbox-key.ts'
import { checkpoint, close, openDatabase, type Sqlite } from '../../../server/sqlite/database.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { ENVELOPE_BYTES } from '../../../shared/protocol.ts'
import { parseEnvelopeBytes, type Envelope } from '../../../shared/wire/envelope.ts'
import { rounds } from '../../long.ts'
import { idOf, mailbox, today, zeros } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { spearman } from './rank-correlation.ts'

const random = (length: number): Bytes => new Uint8Array(randomBytes(length))
const KEPT = mailbox(1)
const FLOOD = mailbox(2)

/** Bytes that are found nowhere else. */
function marked(number: number): Envelope {
  const seed = createHash('shake256', { outputLength: ENVELOPE_BYTES[0] }).update(`envelope ${number}`).digest()
  return present(parseEnvelopeBytes(new Uint8Array(seed)))
}

function put(mail: Mail, to: MailboxKey, number: number): void {
  const envelope = marked(number)
  mail.put({ mailbox: to, id: idOf(envelope), envelope, today, expiresDay: addDays(today, 90) })
}

function eraseAll(mail: Mail, of: MailboxKey): void {
  let after: Uint8Array | null = zeros
  while (after !== null) after = mail.eraseSome(of, after)
}

const slotsIn = (sqlite: Sqlite): number => Number(sqlite.prepare('select count(*) from mail_0').pluck().get())

describe('slots that a flood leaves behind', () => {
  let folder: string
  let sqlite: Sqlite
  let mail: Mail
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosafe-shrink-'))
    sqlite = openDatabase(join(folder, 'relay.db'))
    mail = createMail(sqlite, random)
  })
  afterEach(() => {
    close(sqlite)
    rmSync(folder, { recursive: true, force: true })
  })
  const inOne = (work: () => void): void => sqlite.transaction(work).immediate()
  const fill = (kept: number, flood: number): void =>
    inOne(() => {
      for (let number = 0; number < kept + flood; number++) {
        // Kept ones come all through the flood.
        const isKept = number % Math.ceil((kept + flood) / kept) === 0
        put(mail, isKept ? KEPT : FLOOD, number)
      }
    })
  const files = (): Buffer => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))

  it('are taken away, and their room is given back to the disk', () => {
    fill(40, 1_500)
    inOne(() => eraseAll(mail, FLOOD))
    checkpoint(sqlite)
    const before = { slots: slotsIn(sqlite), bytes: statSync(join(folder, 'relay.db')).size }
    while (sqlite.transaction(() => mail.shrink()).immediate());
    checkpoint(sqlite)
    expect(slotsIn(sqlite)).toBeLessThan(before.slots / 2)
    expect(statSync(join(folder, 'relay.db')).size).toBeLessThan(before.bytes / 2)
    expect(mail.shrink()).toBe(false)
  })

  it('leave every kept envelope where it is found, once, and no byte of it where it was', () => {
    fill(40, 1_500)
    inOne(() => eraseAll(mail, FLOOD))
    while (sqlite.transaction(() => mail.shrink()).immediate());
    checkpoint(sqlite)
    const kept = mail.listInbox({ mailbox: KEPT, after: zeros }).items.map(({ envelope }) => envelope)
    expect(kept).toHaveLength(40)
    const haystack = files()
    for (const envelope of kept) {
      const marker = envelope.subarray(2_000, 2_012)
      const first = haystack.indexOf(marker)
      expect(first).toBeGreaterThan(0)
      expect(haystack.indexOf(marker, first + 1)).toBe(-1)
    }
    expect(mail.expireSome(FIRST_MAIL, addDays(today, 91), today).mail).toBe(40)
    expect(mail.listInbox({ mailbox: KEPT, after: zeros }).items).toEqual([])
  })

  it('stay while they may soon be needed: as many as are in use', () => {
    fill(800, 800)
    inOne(() => eraseAll(mail, FLOOD))
    const before = slotsIn(sqlite)
    while (sqlite.transaction(() => mail.shrink()).immediate());
    expect(slotsIn(sqlite)).toBe(before)
  })

  it('are filled again as before', () => {
    fill(40, 1_500)
    inOne(() => eraseAll(mail, FLOOD))
    while (sqlite.transaction(() => mail.shrink()).immediate());
    inOne(() => {
      for (let number = 10_000; number < 10_700; number++) put(mail, FLOOD, number)
    })
    expect(sqlite.prepare('select count(*) from mail_0 where mailbox != zeroblob(32)').pluck().get()).toBe(740)
    expect(sqlite.prepare('select count(*) = max(key) from mail_0').pluck().get()).toBe(1)
    expect(mail.listInbox({ mailbox: KEPT, after: zeros }).items).toHaveLength(40)
  })
})

describe('where envelopes lie after a flood has gone', () => {
  it('says nothing about their arrival, before it or after it', () => {
    const stores = rounds(12, 100)
    const count = 60
    const correlations = Array.from({ length: stores }, () => {
      const sqlite = openDatabase(':memory:')
      const mail = createMail(sqlite, random)
      const kept: number[] = []
      const keep = (number: number): void => {
        put(mail, KEPT, number)
        kept.push(number)
      }
      for (let number = 0; number < count * 12; number++) {
        if (number % 12 === 0) keep(number)
        else put(mail, FLOOD, number)
      }
      eraseAll(mail, FLOOD)
      const before = slotsIn(sqlite)
      while (mail.shrink());
      expect(slotsIn(sqlite)).toBeLessThan(before)
      for (let number = count * 12; number < count * 13; number++) keep(number)
      const position = sqlite.prepare<[Uint8Array], number>('select key from mail_0 where id = ?').pluck()
      const keys = kept.map((number) => position.get(idOf(marked(number))) ?? 0)
      sqlite.close()
      return spearman(kept, keys)
    })
    const mean = correlations.reduce((sum, value) => sum + value, 0) / stores
    // Chance alone gives one store a standard deviation of 0.092.
    expect(Math.abs(mean)).toBeLessThan((4 * 0.092) / Math.sqrt(stores))
  })
})
