/** Inviting a member: the administrator's side. Source: docs/protocol.md 9.25, 9.26. */
import { signerOf } from '../../shared/crypto/request.ts'
import type { SeenVersions } from '../../shared/trust/area.ts'
import { renewedSheet, withMember } from '../../shared/trust/member-change.ts'
import { EVERYBODY, type MemberSheet, type MemberSheetContent } from '../../shared/trust/member-sheet.ts'
import { inboxOf } from '../../shared/wire/address.ts'
import type { AppendOutcome } from '../relay/outcome.ts'
import type { AgencyContext, AgencyFailure } from './context.ts'
import { sealHandover } from './handover.ts'
import { giftFor, holdingsOf, holdsNewest, NOTHING_HELD } from './holdings.ts'
import { deriveInvitation, type InvitationKeys } from './invitation.ts'
import { INVITATION_SECRET_BYTES, type JoinLink } from './link.ts'
import { ADMINISTRATOR, type AdministratorKeys } from './member-keys.ts'
import { changeMemberSheet } from './member-sheet.ts'

export type InviteOutcome =
  | {
      readonly kind: 'invited'
      readonly link: JoinLink
      readonly keys: InvitationKeys
      readonly memberSheet: MemberSheet
      /** With this member sheet: to be kept before the link is shown. */
      readonly seen: SeenVersions
    }
  /** This device does not hold the newest keys, or others change the sheet all the time: sync, then again. */
  | { readonly kind: 'superseded' }
  | AgencyFailure

export interface InviteInput {
  /** `administrator` among them gives the agency's signing key away too. */
  readonly roles: readonly string[]
  /** What the device is called on the member sheet, which everybody can read: never a person's name. */
  readonly label: string
}

/** Appends the hand-over for the device that these keys are of: everything, and to an administrator the signing key too. */
export async function handOver(
  context: AgencyContext,
  keys: AdministratorKeys,
  { oneTime }: InvitationKeys,
  roles: readonly string[],
): Promise<AppendOutcome> {
  const signing = roles.includes(ADMINISTRATOR) ? { signing: keys.signing.seed } : {}
  const entry = await sealHandover(context, keys, oneTime.publicKey, { ...giftFor(keys, NOTHING_HELD), ...signing })
  const member = context.relay.asMember(signerOf(context.p, keys.device))
  return member.append({ agency: inboxOf(keys.agency), team: EVERYBODY, entry })
}

/**
 * Appends the hand-over, then lists the device: interrupted between the two, nobody is listed who never got a link. Give
 * the link over a way that the relay does not see.
 */
export async function inviteMember(
  context: AgencyContext,
  keys: AdministratorKeys,
  { roles, label }: InviteInput,
  seen: SeenVersions,
): Promise<InviteOutcome> {
  const { p, random, today } = context
  const secret = random(INVITATION_SECRET_BYTES)
  const invitation = await deriveInvitation(p, secret)
  const appended = await handOver(context, keys, invitation, roles)
  if (appended.kind !== 'appended') return appended
  const device = invitation.device.publicKey
  let newest = true
  const list = (sheet: MemberSheet): MemberSheetContent | null => {
    newest = holdsNewest(sheet, holdingsOf(keys))
    return newest ? withMember(renewedSheet(sheet, today()), { device, roles, label }) : null
  }
  const changed = await changeMemberSheet(context, keys, list, seen)
  if (changed.kind !== 'published') return changed
  if (!newest) return { kind: 'superseded' }
  const link: JoinLink = { kind: 'join', agency: keys.agency, signingKey: keys.signing.publicKey, secret }
  return { kind: 'invited', link, keys: invitation, memberSheet: changed.memberSheet, seen: changed.seen }
}
