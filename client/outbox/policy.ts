/**
 * When the outbox tries again, and what it says of an item. Pure. Source: docs/protocol.md P9.8.
 */
import { type Day, addDays } from '../../shared/day.ts'
import { OUTBOX_DAYS } from '../../shared/protocol.ts'
import type { OutboxItem } from './item.ts'

/** What this phone knows of today. */
export interface Dates {
  /** By its clock, which somebody may have set, or an empty battery. */
  readonly today: Day
  /** Today is not before it: documents that the phone has verified bear witness. Null: none does. */
  readonly provenDay: Day | null
}

/**
 * - `late`: only by the clock. Kept and not posted: the date is put right, or a document bears it out.
 * - `expired`: proven. Told of before it goes.
 * - `gone`: expired so long ago that nobody needs to be told any more.
 */
export type Standing = 'waiting' | 'late' | 'expired' | 'gone'

/** No clock alone ever ends an item: a minute in the year 2040 must not cost anybody their letter. */
export function standingOf({ expiresDay }: Pick<OutboxItem, 'expiresDay'>, { today, provenDay }: Dates): Standing {
  if (provenDay !== null && provenDay > addDays(expiresDay, OUTBOX_DAYS)) return 'gone'
  if (provenDay !== null && provenDay > expiresDay) return 'expired'
  return today <= expiresDay ? 'waiting' : 'late'
}

const FIRST_TRY_MS = 2_000
const LONGEST_WAIT_MS = 300_000

/**
 * Wait before the next try while the page is open. Doubles up to five minutes.
 * @param failures tries in a row without an answer, from 0
 * @param chance 0 to 1: spreads phones that lost the relay at the same moment
 */
export function waitMs(failures: number, chance: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_TRY_MS * 2 ** Math.min(failures, 20))
  return Math.round(wait * (0.75 + chance / 2))
}
