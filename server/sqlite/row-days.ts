/**
 * Sets days in rows of slots right that were written by a clock that was wrong. Ahead: a row that says it came tomorrow
 * came today, and is due with what comes today. Behind: each is due as many days later as nobody had noticed, and none
 * later than what comes today. Both may be repeated. Rows keep their length and their place.
 * Source: docs/protocol.md P8.11.
 */
import { addDays, type Day } from '../../shared/day.ts'
import { INBOX_EXPIRY_DAYS, REPLY_EXPIRY_DAYS } from '../../shared/protocol.ts'
import type { CommitQueue } from './commit-queue.ts'
import type { Sqlite } from './database.ts'
import { NO_DAY } from './slots.ts'

/** Rows looked at in one turn: a few milliseconds. */
const STEP_ROWS = 1_000

/** When the last of what comes `today` is due. */
const lastExpiry = (today: Day): Day => addDays(today, Math.max(INBOX_EXPIRY_DAYS, REPLY_EXPIRY_DAYS))

/** `change` gets the keys, first excluded and last included, of a step of the table. */
async function walk(
  sqlite: Sqlite,
  queue: CommitQueue,
  table: string,
  change: (from: number, to: number) => void,
): Promise<void> {
  const highest = sqlite.prepare<[], number>(`select coalesce(max(key), 0) from ${table}`).pluck()
  for (let key = 0; key < (highest.get() ?? 0); key += STEP_ROWS) {
    await queue.run(() => {
      change(key, key + STEP_ROWS)
    })
  }
}

/** `tables`: of slots. A free slot bears a day that is long over, and so does a row that nobody has taken. */
export async function correctDays(
  sqlite: Sqlite,
  queue: CommitQueue,
  tables: readonly string[],
  today: Day,
): Promise<void> {
  const expires = lastExpiry(today)
  for (const table of tables) {
    const correct = sqlite.prepare<[Day, Day, Day, number, number, Day, Day, Day]>(
      `update ${table} set received = min(received, ?), taken = min(taken, ?), expires = min(expires, ?)
        where key > ? and key <= ? and (received > ? or taken > ? or expires > ?)`,
    )
    await walk(sqlite, queue, table, (from, to) => {
      correct.run(today, today, expires, from, to, today, today, expires)
    })
  }
}

/** `days` passed by `today` that no row was counted for. */
export async function prolongDays(
  sqlite: Sqlite,
  queue: CommitQueue,
  tables: readonly string[],
  { days, today }: { readonly days: number; readonly today: Day },
): Promise<void> {
  for (const table of tables) {
    const prolong = sqlite.prepare<[number, Day, number, Day, number, number]>(
      `update ${table} set expires = max(expires, min(expires + ?, ?)),
          taken = case taken when ${NO_DAY} then taken else max(taken, min(taken + ?, ?)) end
        where key > ? and key <= ? and mailbox != zeroblob(32)`,
    )
    await walk(sqlite, queue, table, (from, to) => {
      prolong.run(days, lastExpiry(today), days, today, from, to)
    })
  }
}
