import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSqliteStore } from '../../../server/mailboxes/sqlite-store.ts'
import { findTorn } from '../../../server/mailboxes/sqlite-torn.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { openDatabase, type Sqlite } from '../../../server/sqlite/database.ts'
import { envelope, idOf, mailbox, sessionOf } from './contract-fixture.ts'

let sqlite: Sqlite
const session = sessionOf(async () => {
  sqlite = openDatabase(':memory:')
  const queue = createCommitQueue(sqlite)
  const store = createSqliteStore({ sqlite, queue, random: (length) => new Uint8Array(randomBytes(length)) })
  return { store, reopen: async () => store, end: async () => store.close() }
})

/** Two pieces of mail wait, one of them is taken in; two entries, one of them erased. */
beforeEach(async () => {
  for (const number of [1, 2]) await session.post(mailbox(1), envelope(number))
  await session.take(envelope(1), envelope(11))
  const number = await session.append(envelope(12))
  const tombstone = new Uint8Array(randomBytes(136))
  const erasure = { mailbox: mailbox(1), team: 0, replaces: number, tombstone, entryId: idOf(envelope(12)) }
  if ((await session.store().tombstone(erasure)) !== 'replaced') throw new Error('the fixture erases')
  await session.append(envelope(13))
})
afterEach(() => {
  sqlite.close()
})

const torn = (sql: string): ReturnType<typeof findTorn> => {
  sqlite.exec(sql)
  return findTorn(sqlite)
}

describe('what a torn transaction leaves', () => {
  it('is not seen where every transaction is whole', () => {
    expect(findTorn(sqlite)).toEqual({ torn: null, bodies: 0 })
  })

  it('is mail that was taken, without the entry that it went into', () => {
    expect(torn('delete from log where number = 1').torn).toBe('taken')
  })

  it('is a log with a number missing', () => {
    expect(torn('delete from log where number = 2').torn).toBe('numbers')
  })

  it('is an entry without its body, and a body without its entry', () => {
    expect(torn('update log set key = key + 1 where number = 3').torn).toBe('bodies-of-logs')
  })

  it('is a body of an entry that is erased', () => {
    expect(torn("insert into log_0_body values (7, x'01')").torn).toBe('bodies-of-logs')
  })

  it('is a body that is not what its id says, in the mail and in the log', () => {
    const all = 'bytes = zeroblob(length(bytes))'
    expect(
      torn(
        `update mail_0_body set ${all}; update log_0_body set ${all} where key = (select key from log where number = 3)`,
      ),
    ).toEqual({
      torn: null,
      bodies: 3,
    })
  })
})
