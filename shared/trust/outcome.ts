/** What a check of a document gives: the verified thing, or one plain reason. Source: docs/protocol.md section 7. */

/**
 * - `malformed`: not the payload that section 7 describes
 * - `signature`: not signed by whom it names, or not by our roots
 * - `threshold`: fewer than two different roots signed
 * - `foreign`: a good document of another agency
 * - `not-a-member`: signed by a device that is not current on the member sheet
 * - `expired` / `not-yet`: by this device's clock, `CLOCK_TOLERANCE_DAYS` allowed
 * - `stale`: online, and nobody has renewed it for too long, or it is of a chain that was replaced
 * - `rolled-back`: older than what was seen before; `fork`: another document of the version that was seen before
 */
export type Refusal =
  | 'malformed'
  | 'signature'
  | 'threshold'
  | 'foreign'
  | 'not-a-member'
  | 'expired'
  | 'not-yet'
  | 'stale'
  | 'rolled-back'
  | 'fork'

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Refusal }

export const refused = (reason: Refusal): { readonly ok: false; readonly reason: Refusal } => ({ ok: false, reason })
export const accepted = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
