/**
 * Which document may take the place of the stored one. Promises that one member alone cannot block an agency's intake sheets
 * by a version that nobody can exceed, and that a desk can give back what a restored relay has lost. Source: docs/protocol.md P8.8.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { Day } from '../../shared/day.ts'
import { EPOCH_ZERO_DAY, SHEET_VERSIONS_PER_DAY } from '../../shared/protocol.ts'
import { day, integer, parsePayload } from '../../shared/trust/fields.ts'
import type { DocumentKind } from '../../shared/wire/documents.ts'

/** What of a stored document decides about the next. */
export interface Place {
  readonly version: number
  readonly hash: Bytes
  readonly issuedDay: Day
  /** Of an intake sheet; of a directory 0, of a member sheet without meaning here. */
  readonly chain: number
}

export interface Candidate extends Place {
  readonly previous: Bytes | null
}

/** Of a payload that was verified when it was stored; null when it is none. */
export function placeOf(payload: Uint8Array, { version, hash }: Pick<Place, 'version' | 'hash'>): Place | null {
  return parsePayload(payload, (fields) => ({
    version,
    hash,
    issuedDay: day(fields['issuedDay']),
    chain: fields['chain'] === undefined ? 0 : integer(fields['chain'], 1),
  }))
}

/** Versions that there may have been between two days, the first of which had one already. */
const room = (from: number, to: number): number => Math.max(0, to - from) * SHEET_VERSIONS_PER_DAY

/** So that nobody brings a version after which no other fits, whatever days their documents bear. */
const canHaveCome = ({ version, issuedDay }: Place): boolean => version <= 1 + room(EPOCH_ZERO_DAY, issuedDay + 1)

export function mayFollow(kind: DocumentKind, next: Candidate, stored: Place | null): boolean {
  const isIntake = kind === 'intake-sheet'
  // Roots and agency key may bring versions that this relay never saw: those it lost.
  const isPossible = kind === 'directory' || canHaveCome(next)
  if (stored === null) return isIntake ? next.version <= 1 + room(EPOCH_ZERO_DAY, next.issuedDay) : isPossible
  if (isIntake && next.chain !== stored.chain) {
    return next.chain > stored.chain && next.version <= 1 + room(stored.issuedDay, next.issuedDay)
  }
  if (next.version <= stored.version) return false
  if (next.version === stored.version + 1) return next.previous !== null && equalBytes(next.previous, stored.hash)
  return isPossible && (!isIntake || next.version <= stored.version + 1 + room(stored.issuedDay, next.issuedDay))
}
