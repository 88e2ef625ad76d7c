/**
 * Listing the device of a recovery beside the lost one, with its roles and its name. The lost one goes with the agency's keys
 * (9.30), after the relay has a copy that the new one keeps: until then the paper still opens the old copy.
 * Source: docs/protocol.md 9.44.
 */
import { renewedSheet, withMember } from '../../shared/trust/member-change.ts'
import type { SeenVersions } from '../../shared/trust/area.ts'
import { findMember, memberState, type MemberSheet, type MemberSheetContent } from '../../shared/trust/member-sheet.ts'
import type { AgencyContext, AgencyFailure } from '../agency/context.ts'
import type { AdministratorKeys } from '../agency/member-keys.ts'
import { changeMemberSheet, type PublishedMemberSheet } from '../agency/member-sheet.ts'

export type TakePlaceOutcome =
  /** May be what was published before. */
  | PublishedMemberSheet
  /** An administrator has removed the lost device, and this one is not listed: only an invitation leads back. */
  | { readonly kind: 'removed' }
  /** Others change the sheet all the time: again, with the same keys. */
  | { readonly kind: 'superseded' }
  | AgencyFailure

/** `lost`: public key of the lost device. May be repeated. */
export async function takePlace(
  context: AgencyContext,
  keys: AdministratorKeys,
  lost: Uint8Array,
  seen: SeenVersions,
): Promise<TakePlaceOutcome> {
  const device = keys.device.publicKey
  let isRemoved = false
  const list = (sheet: MemberSheet): MemberSheetContent | null => {
    if (memberState(sheet, device) === 'current') return null
    const before = findMember(sheet, lost)
    isRemoved = before === null || before.to !== null || findMember(sheet, device) !== null
    if (before === null || isRemoved) return null
    const { roles, label } = before
    return withMember(renewedSheet(sheet, context.today()), { device, roles, label })
  }
  const outcome = await changeMemberSheet(context, keys, list, seen)
  return isRemoved && outcome.kind === 'published' ? { kind: 'removed' } : outcome
}
