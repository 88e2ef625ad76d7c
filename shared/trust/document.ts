/**
 * What all three documents share: the head of the payload, its hash, and the refusal of what is too old, rolled back or
 * forked. Source: docs/protocol.md P7.1, P7.6.
 */
import { encodeBase64url } from '../bytes/base64url.ts'
import { type Bytes, MalformedError } from '../bytes/cursor.ts'
import { equalBytes } from '../bytes/equal.ts'
import { H } from '../crypto/hash.ts'
import type { Primitives } from '../crypto/primitives.ts'
import { type Day, addDays } from '../day.ts'
import { CLOCK_TOLERANCE_DAYS, HASH_BYTES } from '../protocol.ts'
import type { DocumentKind } from '../wire/documents.ts'
import type { JsonObject } from '../wire/json.ts'
import { bytes, day, integer } from './fields.ts'
import type { Refusal } from './outcome.ts'

export interface DocumentHead {
  /** From 1, each one higher; a u32. */
  readonly version: number
  /** Hash of the version before; null for the first. */
  readonly previous: Bytes | null
  readonly issuedDay: Day
  /** Last day on which it holds. */
  readonly expiresDay: Day
}

/** What a client keeps of the newest document that it verified. */
export interface SeenVersion {
  readonly version: number
  readonly hash: Bytes
}

export interface Dated {
  readonly today: Day
  /** The newest one verified before, if any. */
  readonly lastVersion?: SeenVersion | undefined
  /**
   * A phone whose clock was reset must still be able to tell: what seems to be issued in the future is then taken. The
   * relay and the desks refuse it, so that nobody can publish ahead of time.
   */
  readonly mayBeSlow?: boolean | undefined
  /** The last day of the directory that names whose document it is: today lies not behind it, whatever a clock says. */
  readonly directoryDay?: Day | undefined
  /** An administrator must be able to renew what has run out. */
  readonly evenExpired?: boolean | undefined
}

export const documentHash = (p: Primitives, kind: DocumentKind, payload: Bytes): Promise<Bytes> =>
  H(p, 'sosafe/v1/document-hash', kind, payload)

/** A u32: nobody can count past it, so no reader has to wonder what comes next. */
const MAX_VERSION = 0xffffffff

/** Throws MalformedError. `lifeDays`: most days from issue to expiry. */
export function readHead(fields: JsonObject, kind: DocumentKind, lifeDays: number): DocumentHead {
  if (fields['kind'] !== kind) throw new MalformedError('another kind of document')
  const version = integer(fields['version'], 1, MAX_VERSION)
  const previous = fields['previous'] === null ? null : bytes(fields['previous'], HASH_BYTES)
  if ((version === 1) !== (previous === null)) throw new MalformedError('only the first has no predecessor')
  const issuedDay = day(fields['issuedDay'])
  const expiresDay = day(fields['expiresDay'])
  if (expiresDay < issuedDay || expiresDay > addDays(issuedDay, lifeDays)) throw new MalformedError('lives too long')
  return { version, previous, issuedDay, expiresDay }
}

/** The head's JSON fields, as `readHead` reads them. */
export function headFields(kind: DocumentKind, head: DocumentHead): JsonObject {
  const { version, previous, issuedDay, expiresDay } = head
  return { kind, version, previous: previous && encodeBase64url(previous), issuedDay, expiresDay }
}

/** The head that follows a document; `null` begins. `lifeDays` from today. */
export function nextHead(before: SeenVersion | null, today: Day, lifeDays: number): DocumentHead {
  return {
    version: (before?.version ?? 0) + 1,
    previous: before?.hash ?? null,
    issuedDay: today,
    expiresDay: addDays(today, lifeDays),
  }
}

/** P7.6: the reason to refuse what does not follow the newest one that was seen, or null. */
export function refusalAfter(
  head: Pick<DocumentHead, 'previous'> & SeenVersion,
  last: SeenVersion,
): 'rolled-back' | 'fork' | null {
  if (head.version < last.version) return 'rolled-back'
  if (head.version === last.version && !equalBytes(head.hash, last.hash)) return 'fork'
  // The next version that names another predecessor has grown on a branch that this client never saw.
  const isNext = head.version === last.version + 1
  return isNext && (head.previous === null || !equalBytes(head.previous, last.hash)) ? 'fork' : null
}

/** P7.6 and expiry: the reason to refuse, or null. `toleranceDays` after the last day. */
export function refusalOf(
  head: DocumentHead & SeenVersion,
  { today, lastVersion, mayBeSlow, directoryDay, evenExpired }: Dated,
  toleranceDays: number = CLOCK_TOLERANCE_DAYS,
): Refusal | null {
  const against = lastVersion === undefined ? null : refusalAfter(head, lastVersion)
  if (against !== null) return against
  const latestDay = mayBeSlow === true ? directoryDay : today
  if (latestDay !== undefined && head.issuedDay > addDays(latestDay, CLOCK_TOLERANCE_DAYS)) return 'not-yet'
  return evenExpired !== true && today > addDays(head.expiresDay, toleranceDays) ? 'expired' : null
}
