/**
 * The part of enrolment that comes after the keys lie in the vault, and that may be interrupted: the relay learns of a new
 * agency, or the hand-over that brought the keys is erased. May be repeated. Source: docs/protocol.md P8.9, P9.27.
 */
import type { SeenVersions } from '../../../shared/trust/area.ts'
import { eraseHandover } from '../../agency/accept-invitation.ts'
import type { AgencyContext, AgencyFailure } from '../../agency/context.ts'
import { foundAgency } from '../../agency/found-agency.ts'
import type { MemberKeys } from '../../agency/member-keys.ts'
import type { Unfinished } from '../../vault/contents.ts'

export type FinishOutcome =
  /** `seen`: the versions that were published on the way; null: none. */
  { readonly kind: 'finished'; readonly seen: SeenVersions | null } | { readonly kind: 'token' } | AgencyFailure

/** Of the device that founds: it signs the member sheet, and works on cases. */
const FOUNDER_ROLES: readonly string[] = ['administrator', 'caseworker']

export async function finishEnrolment(
  context: AgencyContext,
  keys: MemberKeys,
  unfinished: Unfinished,
): Promise<FinishOutcome> {
  if (unfinished.kind === 'handover') {
    const erased = await eraseHandover(context, keys, unfinished)
    return erased.kind === 'erased' ? { kind: 'finished', seen: null } : erased
  }
  const { signing } = keys
  if (signing === null) throw new TypeError('a founder holds the signing key')
  const { token, label } = unfinished
  const founded = await foundAgency(context, { ...keys, signing }, { token, label, roles: FOUNDER_ROLES })
  return founded.kind === 'founded' ? { kind: 'finished', seen: founded.seen } : founded
}
