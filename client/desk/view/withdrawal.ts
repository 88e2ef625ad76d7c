/** What stands of a withdrawal, and whether it may be decided about today. Pure. Source: docs/protocol.md P6.8, P9.50. */
import type { Case, StandingWithdrawal } from '../../../shared/case/case.ts'
import { decideDay } from '../../../shared/case/withdrawals.ts'
import type { Day } from '../../../shared/day.ts'

export interface ShownWithdrawal extends Pick<StandingWithdrawal, 'takenDay' | 'takenBack'> {
  /** The first day on which it may be decided about; null: the day on which it was taken in cannot be told. */
  readonly decideDay: Day | null
  /** That day has come. */
  readonly isDue: boolean
  /** Erasing may be decided: the person asked for all of it with the ticket in use, and did not take it back. */
  readonly mayErase: boolean
}

/** Null: none stands. */
export function shownWithdrawal({ withdrawal, erased }: Case, today: Day): ShownWithdrawal | null {
  if (withdrawal === null) return null
  const { scope, ticket, takenDay, takenBack } = withdrawal
  const from = takenDay === null ? null : decideDay(takenDay)
  const isDue = from !== null && today >= from
  const mayErase = isDue && scope === 'all' && ticket === 'current' && takenBack === 'no' && erased === null
  return { takenDay, takenBack, decideDay: from, isDue, mayErase }
}
