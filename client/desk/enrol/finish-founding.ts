/**
 * The part of founding that comes after the keys lie in the vault, and that may be interrupted: the relay learns of the new
 * agency. May be repeated. Source: docs/protocol.md P8.9.
 */
import type { SeenVersions } from '../../../shared/trust/area.ts'
import type { AgencyContext, AgencyFailure } from '../../agency/context.ts'
import { foundAgency } from '../../agency/found-agency.ts'
import { ADMINISTRATOR, type MemberKeys } from '../../agency/member-keys.ts'
import type { Founding } from '../../vault/contents.ts'

export type FinishOutcome =
  /** `seen`: the versions that were published on the way. */
  { readonly kind: 'finished'; readonly seen: SeenVersions } | { readonly kind: 'token' } | AgencyFailure

/** Of the device that founds: it signs the member sheet, and works on cases. */
const FOUNDER_ROLES: readonly string[] = [ADMINISTRATOR, 'caseworker']

export async function finishFounding(
  context: AgencyContext,
  keys: MemberKeys,
  { token, label }: Founding,
): Promise<FinishOutcome> {
  const { signing } = keys
  if (signing === null) throw new TypeError('a founder holds the signing key')
  const founded = await foundAgency(context, { ...keys, signing }, { token, label, roles: FOUNDER_ROLES })
  return founded.kind === 'founded' ? { kind: 'finished', seen: founded.seen } : founded
}
