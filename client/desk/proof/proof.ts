/**
 * Whether this browser has shown that it keeps a desk. Shared computers wipe what a person leaves behind, when the browser is
 * closed, when somebody logs out, or at night: a desk takes in no mail before it has seen its vault survive, or a person has
 * vouched for the computer. Source: docs/decisions/012-does-this-browser-keep-a-desk.md.
 */
import { addDays, type Day } from '../../../shared/day.ts'
import type { Proof } from '../../storage/desk-database.ts'
import type { Visit } from '../../storage/visits.ts'

/** A browser that was closed since must also have had a night for it. In Thailand a day of UTC begins at seven in the morning. */
const NIGHT_DAYS = 1
/** Enough by itself, for browsers that do not tell when they were closed because they open again what was open. */
export const PROOF_DAYS = 2

export const isProven = (proof: Proof): boolean => proof.kind !== 'unproven'

/** What a vault has proven that is found when a page starts. `proof`: null when nothing was written down of it. */
export function proofAt(proof: Proof | null, { isNew, marked }: Visit, today: Day): Proof {
  if (proof === null) return { kind: 'unproven', madeDay: today, marked }
  if (proof.kind !== 'unproven') return proof
  // The clock was ahead when it was made.
  if (proof.madeDay > today) return { ...proof, madeDay: today }
  const isOlderBy = (days: number): boolean => addDays(proof.madeDay, days) <= today
  const survived = (isNew && proof.marked && isOlderBy(NIGHT_DAYS)) || isOlderBy(PROOF_DAYS)
  return survived ? { kind: 'survived', day: today } : proof
}
