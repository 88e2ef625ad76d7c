import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAIL_TABLES } from '../../../server/mailboxes/sqlite-bodies.ts'
import { createMail } from '../../../server/mailboxes/sqlite-mail.ts'
import { createCommitQueue, type CommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { openDatabase, type Sqlite } from '../../../server/sqlite/database.ts'
import { correctDays, prolongDays } from '../../../server/sqlite/row-days.ts'
import { NO_DAY } from '../../../server/sqlite/slots.ts'
import { addDays, type Day } from '../../../shared/day.ts'
import { INBOX_EXPIRY_DAYS } from '../../../shared/protocol.ts'
import { device, envelope, idOf, mailbox, today } from '../mailboxes/contract-fixture.ts'

let sqlite: Sqlite
let queue: CommitQueue

/** One waits, one was taken the day after it came, and there are free slots. */
function fill(received: Day): void {
  const mail = createMail(sqlite, (length) => new Uint8Array(randomBytes(length)))
  while (mail.grow());
  for (const number of [1, 2]) {
    const id = idOf(envelope(number))
    const expiresDay = addDays(received, INBOX_EXPIRY_DAYS)
    mail.put({ mailbox: mailbox(1), id, envelope: envelope(number), today: received, expiresDay })
  }
  mail.markTaken(mailbox(1), idOf(envelope(2)), device(1), addDays(received, 1))
}

beforeEach(() => {
  sqlite = openDatabase(':memory:')
  queue = createCommitQueue(sqlite)
})
afterEach(() => {
  sqlite.close()
})

/** Days from today: received, due, taken, of the rows in use by their ids; and of the free ones, which have none. */
function days(): unknown[] {
  const rows = sqlite
    .prepare<[], number[]>(
      `select received - ${today}, expires - ${today}, iif(taken = ${NO_DAY}, null, taken - ${today}) from mail_0
        where mailbox != zeroblob(32) order by taken = ${NO_DAY} desc`,
    )
    .raw()
  const free = sqlite
    .prepare(
      'select distinct received, expires, taken from mail_0 where mailbox = zeroblob(32) union select received, expires, taken from mail_1',
    )
    .raw()
  expect(free.all()).toEqual([[NO_DAY, NO_DAY, NO_DAY]])
  return rows.all()
}

describe('days that nobody had noticed', () => {
  const prolong = (count: number): Promise<void> => prolongDays(sqlite, queue, MAIL_TABLES, { days: count, today })

  it('are added to the days that mail has, waiting or taken, and to nothing else', async () => {
    fill(addDays(today, -60))
    await prolong(40)
    expect(days()).toEqual([
      [-60, 70, null],
      [-60, 70, -19],
    ])
  })

  it('are not added beyond what comes today, however often', async () => {
    fill(addDays(today, -60))
    for (let count = 0; count < 3; count++) await prolong(40)
    expect(days()).toEqual([
      [-60, INBOX_EXPIRY_DAYS, null],
      [-60, INBOX_EXPIRY_DAYS, 0],
    ])
  })

  it('take nothing from mail that was dated by a clock that is ahead', async () => {
    fill(addDays(today, 100))
    await prolong(40)
    expect(days()).toEqual([
      [100, 100 + INBOX_EXPIRY_DAYS, null],
      [100, 100 + INBOX_EXPIRY_DAYS, 101],
    ])
  })
})

describe('days that have not come', () => {
  it('become today, and what is due by them is due with what comes today', async () => {
    fill(addDays(today, 100))
    await correctDays(sqlite, queue, MAIL_TABLES, today)
    expect(days()).toEqual([
      [0, INBOX_EXPIRY_DAYS, null],
      [0, INBOX_EXPIRY_DAYS, 0],
    ])
  })

  it('are the only ones that are changed', async () => {
    fill(addDays(today, -60))
    await correctDays(sqlite, queue, MAIL_TABLES, today)
    expect(days()).toEqual([
      [-60, 30, null],
      [-60, 30, -59],
    ])
  })
})
