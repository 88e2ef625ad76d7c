/** The days that stand in a database, as far as they say how a deployment is kept; nothing finer, and no numbers of mail. */
import { parseDay, type Day } from '../../shared/day.ts'
import type { Sqlite } from '../sqlite/database.ts'
import { NO_DAY } from '../sqlite/slots.ts'
import type { MailboxKey } from './mailbox-key.ts'
import { SIZES } from './sqlite-bodies.ts'

export interface KeptDays {
  /** The latest day on which anything was received or verified; null when there is nothing. */
  readonly newest: Day | null
  /** The earliest last day of any mail. */
  readonly earliestExpiry: Day | null
  /** Since when mail waits in an inbox that nobody has taken in: over all inboxes together. */
  readonly waitingSince: Day | null
}

const USED = 'mailbox != zeroblob(32)'

/** `inboxes`: those of all agencies that the relay knows. */
export function keptDays(sqlite: Sqlite, inboxes: readonly MailboxKey[]): KeptDays {
  const days = (sql: string, ...values: Uint8Array[]): readonly Day[] => {
    const found = sqlite
      .prepare<Uint8Array[], number | null>(sql)
      .pluck()
      .all(...values)
    return found.map((day) => parseDay(day)).filter((day) => day !== null)
  }
  const ofMail = (column: string): readonly Day[] =>
    SIZES.flatMap((size) => days(`select ${column} from mail_${size} where ${USED}`))
  const waiting = SIZES.flatMap((size) =>
    inboxes.flatMap((inbox) =>
      days(`select min(received) from mail_${size} where taken = ${NO_DAY} and mailbox = ?`, inbox),
    ),
  )
  const newest = [...ofMail('max(received)'), ...days('select max(accepted) from document')]
  const least = (list: readonly Day[]): Day | null =>
    list.reduce<Day | null>((a, b) => (a === null || b < a ? b : a), null)
  return {
    newest: newest.reduce<Day | null>((a, b) => (a === null || b > a ? b : a), null),
    earliestExpiry: least(ofMail('min(expires)')),
    waitingSince: least(waiting),
  }
}
