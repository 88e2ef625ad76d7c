/** Steps of the model, and which of them must go on by themselves when nothing goes wrong any more. */
import { namesMail } from './relay.ts'
import type { Desk, State } from './state.ts'
import { DESKS, entryOf, type DeskNumber } from './entries.ts'

/** In the order in which a fault-free world takes them. */
export const FAIR = ['commit', 'send', 'sync', 'heal', 'keys', 'take', 'reply', 'post', 'late'] as const
export type Fair = (typeof FAIR)[number]

export interface Step {
  readonly label: string
  readonly next: State
  /** Null for what may happen and need not. */
  readonly fair: Fair | null
}

export const step = (label: string, next: State, fair: Fair | null = null): Step => ({ label, next, fair })

export const fault = (state: State): State => ({
  ...state,
  budget: { ...state.budget, faults: state.budget.faults - 1 },
})

export function withDesk(state: State, desk: DeskNumber, change: Partial<Desk>): State {
  const [first, second] = state.desks
  return { ...state, desks: desk === 0 ? [{ ...first, ...change }, second] : [first, { ...second, ...change }] }
}

/** Desk 0 knows best who is a member: it made the sheet. */
export function currentDesks({ desks, isLost }: State): readonly DeskNumber[] {
  if (isLost) return [1]
  return desks[0].sheet > 0 ? [0] : DESKS
}

/** The entries that a desk can open with the team keys it holds. */
export function readable({ entries, holds }: Desk): readonly number[] {
  return entries.every((id) => entryOf(id).teamKey <= holds)
    ? entries
    : entries.filter((id) => entryOf(id).teamKey <= holds)
}

/** The mail waits, stands in the log, or is stored at a desk that is still a member's. */
export function isHeld(state: State, mail: number): boolean {
  const { relay, desks } = state
  if (relay.rows.some((row) => row.mail === mail) || namesMail(relay.log, mail)) return true
  return currentDesks(state).some((desk) => namesMail(desks[desk].entries, mail))
}
