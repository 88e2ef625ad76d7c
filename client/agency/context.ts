/**
 * What everything about an agency needs from outside, and what may go wrong on the way.
 *
 * `seen` everywhere here: the newest versions that the device has verified, from its vault. No relay can then bring back what
 * is over, an older member sheet with a removed device on it for instance (P7.6). In this order:
 *   1 read the agency's documents, verify them against `seen`, keep the versions found in the vault
 *   2 publish: nothing here builds on less than `seen`
 *   3 keep the `seen` of the outcome, before anybody is told. Not before 2: others may have been faster, and their sheet would
 *     then be refused as a fork of one that was never stored. A crash between 2 and 3 costs nothing: what was published is the
 *     next version of what is kept.
 */
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import type { Day } from '../../shared/day.ts'
import type { Refusal } from '../../shared/trust/outcome.ts'
import type { Failure } from '../relay/outcome.ts'
import type { Relay } from '../relay/relay.ts'

export interface AgencyContext {
  readonly p: Primitives
  readonly random: Random
  readonly relay: Relay
  readonly today: () => Day
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * - `absent`: the relay does not know the agency
 * - `distrusted`: what the relay gave does not hold (`reason`): do nothing on it, say so
 */
export type AgencyFailure =
  Failure | { readonly kind: 'absent' } | { readonly kind: 'distrusted'; readonly reason: Refusal }
