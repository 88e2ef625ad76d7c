import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMail, type Mail } from '../../../server/mailboxes/sqlite-mail.ts'
import { createSqliteStore } from '../../../server/mailboxes/sqlite-store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { openDatabase, type Sqlite } from '../../../server/sqlite/database.ts'
import { createDraw } from '../../../server/draw.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { envelope, idOf, mailbox, today, zeros } from '../mailboxes/contract-fixture.ts'
import { spearman } from './rank-correlation.ts'

const random = (length: number): Bytes => new Uint8Array(randomBytes(length))

/** Repeatable randomness for what is judged by chance. */
function seeded(seed: string): (length: number) => Bytes {
  let count = 0
  return (length) => {
    count += 1
    return new Uint8Array(createHash('shake256', { outputLength: length }).update(`${seed}/${count}`).digest())
  }
}

describe('the slots', () => {
  let sqlite: Sqlite
  let mail: Mail
  beforeEach(() => {
    sqlite = openDatabase(':memory:')
    mail = createMail(sqlite, random)
  })
  afterEach(() => {
    sqlite.close()
  })

  const put = (into: Mail, number: number): void =>
    into.put({
      mailbox: mailbox(1),
      id: idOf(envelope(number)),
      envelope: envelope(number),
      today,
      expiresDay: addDays(today, 90),
    })
  const lengths = (): unknown =>
    sqlite
      .prepare(
        'select distinct length(mailbox), length(id), length(taken_by), received between 256 and 32767, expires between 256 and 32767, taken between 256 and 32767 from mail_0',
      )
      .raw()
      .all()

  it('are filled in an order that says nothing about arrival', () => {
    const stores = 30
    const count = 120
    const correlations = Array.from({ length: stores }, (_, store) => {
      const database = openDatabase(':memory:')
      const filled = createMail(database, seeded(`store ${store}`))
      const position = database.prepare<[Uint8Array], number>('select key from mail_0 where id = ?').pluck()
      for (let number = 0; number < count; number++) {
        put(filled, number)
        if (number % 10 === 0) while (filled.grow());
      }
      const arrival = Array.from({ length: count }, (_unused, number) => number)
      const keys = arrival.map((number) => position.get(idOf(envelope(number))) ?? 0)
      database.close()
      return spearman(arrival, keys)
    })
    const mean = correlations.reduce((sum, value) => sum + value, 0) / stores
    // Chance alone gives a standard deviation of 0.017 for this mean.
    expect(Math.abs(mean)).toBeLessThan(0.06)
  })

  it('have rows of one length, used or free, taken or not', () => {
    for (let number = 0; number < 60; number++) put(mail, number)
    while (mail.grow());
    expect(lengths()).toEqual([[32, 32, 32, 1, 1, 1]])
  })

  it('hold nothing of what was cleared', () => {
    put(mail, 1)
    mail.eraseSome(mailbox(1), zeros)
    expect(
      sqlite.prepare('select count(*) from mail_0 where mailbox != zeroblob(32) or id != zeroblob(32)').pluck().get(),
    ).toBe(0)
    expect(
      sqlite.prepare('select count(*) from mail_0_body where bytes != zeroblob(length(bytes))').pluck().get(),
    ).toBe(0)
    expect(sqlite.prepare('select distinct received, expires, taken from mail_0').raw().all()).toEqual([
      [20_000, 20_000, 20_000],
    ])
  })

  it('are used again before there are more of them', () => {
    while (mail.grow());
    const slots = (): unknown => sqlite.prepare('select count(*) from mail_0').pluck().get()
    const before = slots()
    for (let round = 0; round < 300; round++) {
      put(mail, round)
      mail.eraseSome(mailbox(1), zeros)
    }
    expect(slots()).toBe(before)
  })

  it('are free again when the transaction that filled them is rolled back', async () => {
    const queue = createCommitQueue(sqlite)
    const broken = queue.run(() => {
      put(mail, 1)
      throw new Error('a bug')
    })
    await expect(broken).rejects.toThrow('a bug')
    expect(mail.listInbox({ mailbox: mailbox(1), after: zeros }).items).toEqual([])
    for (let number = 0; number < 200; number++) put(mail, number)
    expect(mail.listInbox({ mailbox: mailbox(1), after: zeros }).items.length).toBeGreaterThan(90)
    expect(sqlite.prepare('select count(*) from mail_0 where mailbox != zeroblob(32)').pluck().get()).toBe(200)
  })

  it('refuse a day that would change the length of a row', () => {
    const late = {
      mailbox: mailbox(1),
      id: idOf(envelope(1)),
      envelope: envelope(1),
      today,
      expiresDay: addDays(today, 20_000),
    }
    expect(() => mail.put(late)).toThrow(RangeError)
  })

  it('grow in turns of their own, so that a post need not', async () => {
    const other = openDatabase(':memory:')
    const store = createSqliteStore({ sqlite: other, queue: createCommitQueue(other), random })
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(other.prepare('select count(*) from mail_0').pluck().get()).toBeGreaterThanOrEqual(96)
    await store.close()
    other.close()
  })
})

describe('a drawn number', () => {
  it('is below its limit and reaches every value', () => {
    const draw = createDraw(seeded('draw'))
    const seen = new Set(Array.from({ length: 300 }, () => draw(7)))
    expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('is drawn again where a remainder would favour the low ones', () => {
    const draw = createDraw((length) => {
      const bytes = new Uint8Array(length)
      new DataView(bytes.buffer).setUint32(0, 0xff_ff_ff_ff)
      new DataView(bytes.buffer).setUint32(4, 5)
      return bytes
    })
    expect(draw(7)).toBe(5)
  })
})
