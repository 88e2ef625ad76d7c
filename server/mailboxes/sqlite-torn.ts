/**
 * Looks, after a sudden end, whether every transaction is there whole or not at all. SQLite promises it while its journal
 * is unharmed; a journal that was harmed after it had been written through in part leaves pages of two times, each sound
 * by itself. What belongs together is compared: a body and its id, what was taken and the entry that it went into, the
 * numbers of a log. Reads everything: some seconds for a million rows.
 */
import { equalBytes } from '../../shared/bytes/equal.ts'
import { sha256 } from '../sha256.ts'
import type { Sqlite } from '../sqlite/database.ts'
import { NO_DAY } from '../sqlite/slots.ts'
import { SIZES } from './sqlite-bodies.ts'

export interface Torn {
  /** What does not belong together; null when everything does. */
  readonly torn: 'taken' | 'numbers' | 'bodies-of-logs' | null
  /** Bodies that are not what their id says. */
  readonly bodies: number
}

interface Named {
  readonly id: Uint8Array
  readonly bytes: Uint8Array | null
}

function countOther(rows: Iterable<Named>): number {
  let count = 0
  for (const { id, bytes } of rows) if (bytes === null || !equalBytes(sha256(bytes), id)) count += 1
  return count
}

export function findTorn(sqlite: Sqlite): Torn {
  const named = (query: string): Iterable<Named> => sqlite.prepare<[], Named>(query).iterate()
  const some = (query: string): boolean => sqlite.prepare<[], unknown>(`${query} limit 1`).get() !== undefined
  const takenWithoutEntry = SIZES.some((size) =>
    some(
      `select 1 from mail_${size} m where taken != ${NO_DAY} and not exists
        (select 1 from log where mailbox = m.mailbox and source = m.id)`,
    ),
  )
  const hasGaps = some('select 1 from log group by mailbox, team having max(number) != count(*)')
  const bodyIsMissing = SIZES.some((size) => {
    const holds = `select key from log where size = ${size}`
    const body = `select key from log_${size}_body`
    return some(`select 1 from (${holds} except ${body})`) || some(`select 1 from (${body} except ${holds})`)
  })
  const mail = SIZES.map((size) =>
    countOther(
      named(
        `select m.id, b.bytes from mail_${size} m left join mail_${size}_body b on b.key = m.key where m.mailbox != zeroblob(32)`,
      ),
    ),
  )
  const entries = SIZES.map((size) =>
    countOther(
      named(`select l.entry as id, b.bytes from log l join log_${size}_body b on b.key = l.key where l.size = ${size}`),
    ),
  )
  const bodies = [...mail, ...entries].reduce((sum, count) => sum + count, 0)
  const torn = takenWithoutEntry ? 'taken' : hasGaps ? 'numbers' : bodyIsMissing ? 'bodies-of-logs' : null
  return { torn, bodies }
}
