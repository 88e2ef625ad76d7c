/**
 * Brings days in rows of slots back that were written while the machine's clock was ahead: a row that says it came
 * tomorrow came today, and is due with what comes today. Rows keep their length and their place.
 * Source: docs/protocol.md P8.11.
 */
import { addDays, type Day } from '../../shared/day.ts'
import { INBOX_EXPIRY_DAYS, REPLY_EXPIRY_DAYS } from '../../shared/protocol.ts'
import type { CommitQueue } from './commit-queue.ts'
import type { Sqlite } from './database.ts'

/** Rows looked at in one turn: a few milliseconds. */
const STEP_ROWS = 1_000

/** `tables`: of slots. A free slot bears a day that is long over, and so does a row that nobody has taken. */
export async function correctDays(
  sqlite: Sqlite,
  queue: CommitQueue,
  tables: readonly string[],
  today: Day,
): Promise<void> {
  const expires = addDays(today, Math.max(INBOX_EXPIRY_DAYS, REPLY_EXPIRY_DAYS))
  for (const table of tables) {
    const highest = sqlite.prepare<[], number>(`select coalesce(max(key), 0) from ${table}`).pluck()
    const correct = sqlite.prepare<[Day, Day, Day, number, number, Day, Day, Day]>(
      `update ${table} set received = min(received, ?), taken = min(taken, ?), expires = min(expires, ?)
        where key > ? and key <= ? and (received > ? or taken > ? or expires > ?)`,
    )
    for (let key = 0; key < (highest.get() ?? 0); key += STEP_ROWS) {
      await queue.run(() => {
        correct.run(today, today, expires, key, key + STEP_ROWS, today, today, expires)
      })
    }
  }
}
