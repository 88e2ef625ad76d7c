/** What stands of a withdrawal: from when on it may be decided about, and whether the person has taken it back. Pure. */
import type { Case, ReporterItem } from '../../../shared/case/case.ts'
import { type Day, addDays } from '../../../shared/day.ts'
import { WITHDRAWAL_DAYS } from '../../../shared/protocol.ts'

export interface StandingWithdrawal {
  /** Null: the day on which it was taken in cannot be told. */
  readonly decideDay: Day | null
  /**
   * With the ticket in use, later by the clock of the person's phone: letters that wait together are taken in in any order.
   * To be shown; a member's reopening lifts it (P6.8).
   */
  readonly takenBack: boolean
}

/** By the last one that no member has lifted; null: there is none. */
export function standingWithdrawal({ timeline, withdrawals }: Case): StandingWithdrawal | null {
  const standing = new Set(withdrawals.filter(({ lifted }) => !lifted).map(({ hash }) => hash))
  const fromReporter = timeline.filter((item): item is ReporterItem => item.by === 'reporter')
  const last = fromReporter.findLast(({ hash }) => standing.has(hash))
  if (last === undefined) return null
  const saidAt = ({ event }: ReporterItem): number => Date.parse(event.at)
  const takenBack = fromReporter.some(
    (item) => item.event.type === 'reopening' && item.ticket === 'current' && saidAt(item) > saidAt(last),
  )
  return { decideDay: last.takenDay === null ? null : addDays(last.takenDay, WITHDRAWAL_DAYS), takenBack }
}
