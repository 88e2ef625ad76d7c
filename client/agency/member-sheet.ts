/** Reading the agency's sheets from the relay, and publishing the next member sheet. Source: docs/protocol.md P7.4, P8.8. */
import type { VerifyKey } from '../../shared/crypto/keys.ts'
import { addDays } from '../../shared/day.ts'
import { MEMBER_SHEET_RENEW_DAYS } from '../../shared/protocol.ts'
import { seenKey, type SeenVersions, withSeen } from '../../shared/trust/area.ts'
import { renewedSheet } from '../../shared/trust/member-change.ts'
import {
  encodeMemberSheet,
  type MemberSheet,
  type MemberSheetContent,
  verifyMemberSheet,
} from '../../shared/trust/member-sheet.ts'
import { signDocument } from '../../shared/trust/sign-document.ts'
import type { AgencyId } from '../../shared/wire/address.ts'
import type { UnverifiedDocument } from '../../shared/wire/documents.ts'
import type { AgencyContext, AgencyFailure } from './context.ts'
import type { AdministratorKeys } from './member-keys.ts'

export interface AgencySheets {
  readonly kind: 'sheets'
  readonly memberSheet: MemberSheet
  /** The intake sheet that the relay has, if any; not verified. */
  readonly intake: UnverifiedDocument | null
  /** With this member sheet. */
  readonly seen: SeenVersions
}

/** The agency's own sheets. A member sheet below `seen` is `rolled-back`, another one of the same version a `fork`. */
export async function fetchSheets(
  { p, relay, today }: AgencyContext,
  agency: AgencyId,
  signingKey: VerifyKey<'agency'>,
  seen: SeenVersions,
): Promise<AgencySheets | AgencyFailure> {
  const answer = await relay.agency(agency)
  if (answer.kind !== 'bundle') return answer
  const document = answer.bundle.memberSheets.get(agency)
  if (document === undefined) return { kind: 'absent' }
  const name = seenKey('member-sheet', agency)
  const options = { agency, signingKey, today: today(), lastVersion: seen.get(name), evenExpired: true }
  const memberSheet = await verifyMemberSheet(p, document, options)
  if (!memberSheet.ok) return { kind: 'distrusted', reason: memberSheet.reason }
  const intake = answer.bundle.intakeSheets.get(agency) ?? null
  return { kind: 'sheets', memberSheet: memberSheet.value, intake, seen: withSeen(seen, name, memberSheet.value) }
}

export interface PublishedMemberSheet {
  readonly kind: 'published'
  readonly memberSheet: MemberSheet
  /** With this member sheet: to be kept before anybody is told. */
  readonly seen: SeenVersions
}

/** Times that two administrators may collide before one gives up. */
const ATTEMPTS = 5

/** Signs and stores one member sheet as it is. `seen`: what it was made of. */
export async function putMemberSheet(
  { p, relay, today }: AgencyContext,
  { agency, signing }: AdministratorKeys,
  content: MemberSheetContent,
  seen: SeenVersions,
): Promise<PublishedMemberSheet | { readonly kind: 'superseded' } | AgencyFailure> {
  const document = await signDocument(p, 'member-sheet', encodeMemberSheet(content), [signing.seed])
  const verified = await verifyMemberSheet(p, document, { agency, signingKey: signing.publicKey, today: today() })
  if (!verified.ok) throw new Error(`wrote a member sheet that does not hold: ${verified.reason}`)
  const answer = await relay.putDocument({ kind: 'member-sheet', agency, document })
  if (answer.kind !== 'stored') return answer.kind === 'superseded' ? { kind: 'superseded' } : answer
  const memberSheet = verified.value
  return { kind: 'published', memberSheet, seen: withSeen(seen, seenKey('member-sheet', agency), memberSheet) }
}

/**
 * Publishes the sheet that `change` makes of the newest one; on a collision it is made again of what the other one wrote.
 * `change` answers null when there is nothing to do: then the newest sheet is given back. Never of one below `seen`: the
 * relay could show an older one, and who was removed would be back on the next.
 */
export async function changeMemberSheet(
  context: AgencyContext,
  keys: AdministratorKeys,
  change: (sheet: MemberSheet) => MemberSheetContent | null | Promise<MemberSheetContent | null>,
  seen: SeenVersions,
): Promise<PublishedMemberSheet | { readonly kind: 'superseded' } | AgencyFailure> {
  let newest = seen
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const sheets = await fetchSheets(context, keys.agency, keys.signing.publicKey, newest)
    if (sheets.kind !== 'sheets') return sheets
    newest = sheets.seen
    const content = await change(sheets.memberSheet)
    if (content === null) return { kind: 'published', memberSheet: sheets.memberSheet, seen: newest }
    const outcome = await putMemberSheet(context, keys, content, newest)
    if (outcome.kind !== 'superseded') return outcome
  }
  return { kind: 'superseded' }
}

/** To be called when an administrator's desk starts: a sheet lives for weeks, and until then a relay could show an older one. */
export function renewMemberSheet(
  context: AgencyContext,
  keys: AdministratorKeys,
  seen: SeenVersions,
): Promise<PublishedMemberSheet | { readonly kind: 'superseded' } | AgencyFailure> {
  const today = context.today()
  const renew = (sheet: MemberSheet): MemberSheetContent | null =>
    addDays(sheet.issuedDay, MEMBER_SHEET_RENEW_DAYS) > today ? null : renewedSheet(sheet, today)
  return changeMemberSheet(context, keys, renew, seen)
}
