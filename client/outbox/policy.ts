/**
 * When the outbox tries again, and what it says of an item. Pure.
 */
import { type Day, addDays } from '../../shared/day.ts'
import { OUTBOX_DAYS } from '../../shared/protocol.ts'
import type { OutboxItem } from './item.ts'

/** `gone`: expired so long ago that nobody needs to be told any more. */
export type Standing = 'waiting' | 'expired' | 'gone'

/**
 * An expired item is told of before it goes; it keeps its envelope meanwhile, so that a phone whose clock ran ahead
 * for a while has lost nothing.
 */
export function standingOf({ expiresDay }: Pick<OutboxItem, 'expiresDay'>, today: Day): Standing {
  if (today <= expiresDay) return 'waiting'
  return today <= addDays(expiresDay, OUTBOX_DAYS) ? 'expired' : 'gone'
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
