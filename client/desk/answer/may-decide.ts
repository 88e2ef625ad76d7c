/**
 * What decides about a withdrawal has its day: refused here before it, and at every desk's fold too. It may be coerced.
 * Source: docs/protocol.md P6.8, P9.50.
 */
import type { Case } from '../../../shared/case/case.ts'
import type { Day } from '../../../shared/day.ts'
import { shownWithdrawal } from '../view/withdrawal.ts'
import type { PlainAct } from './act.ts'

export type MayDecide =
  | { readonly kind: 'yes' }
  /** The day has not come; of erasing also: not asked for, or taken back. */
  | { readonly kind: 'too-early' }
  /** By what the relay says, this computer's calendar is wrong: it decides about no days. */
  | { readonly kind: 'clock' }

/** Whether a member may do this today. All but what decides about a withdrawal may be done at any time. */
export function mayDecide(of: Case, act: PlainAct, today: Day, clockAheadDays: number): MayDecide {
  const withdrawal = shownWithdrawal(of, today)
  const isErasure = act.kind === 'erasure'
  const isClosing = act.kind === 'closure' && act.reason === 'person_asked_to_stop' && withdrawal !== null
  if (!isErasure && !isClosing) return { kind: 'yes' }
  if (clockAheadDays !== 0) return { kind: 'clock' }
  const may = isErasure ? withdrawal?.mayErase === true : withdrawal?.isDue === true
  return { kind: may ? 'yes' : 'too-early' }
}
