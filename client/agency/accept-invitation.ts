/**
 * Accepting an invitation: the new device's side, in two steps. First the keys, which the caller stores; then the hand-over
 * is erased, so that the link opens nothing any more. Source: docs/protocol.md 9.27, 9.28.
 */
import { envelopeName } from '../../shared/case/names.ts'
import { envelopeIdOf } from '../../shared/crypto/envelope-id.ts'
import { signerOf } from '../../shared/crypto/request.ts'
import { INCARNATION_BYTES } from '../../shared/protocol.ts'
import { NOTHING_SEEN, type SeenVersions } from '../../shared/trust/area.ts'
import { type MemberSheet, memberState } from '../../shared/trust/member-sheet.ts'
import { inboxOf } from '../../shared/wire/address.ts'
import type { Envelope } from '../../shared/wire/envelope.ts'
import type { MemberRelay } from '../relay/member.ts'
import type { Failure } from '../relay/outcome.ts'
import type { AgencyContext, AgencyFailure } from './context.ts'
import { announceErasure, type NamedEntry, replaceEntry } from './erase-entry.ts'
import { openHandover, type WrongHandover } from './handover.ts'
import { deriveInvitation } from './invitation.ts'
import type { JoinLink } from './link.ts'
import { EVERYBODY, type MemberKeys } from './member-keys.ts'
import { fetchSheets } from './member-sheet.ts'

/** The log entry to erase once the keys are stored. Keep it with them: erasing may be tried again after a restart. */
export type Handover = NamedEntry

export type OpenInvitationOutcome =
  | {
      readonly kind: 'opened'
      readonly keys: MemberKeys
      readonly memberSheet: MemberSheet
      readonly handover: Handover
      /** With this member sheet: keep it with the keys. */
      readonly seen: SeenVersions
    }
  /** What the link opens is not to be trusted; nothing was erased. An administrator must make a new link. */
  | { readonly kind: 'wrong-handover'; readonly reason: WrongHandover }
  /** Listed, but no hand-over is left: the link was used, on this device or another. */
  | { readonly kind: 'used' }
  /** The device is not on the member sheet: withdrawn by an administrator, or never there. */
  | { readonly kind: 'withdrawn' }
  | AgencyFailure

/** Every entry of the agency's log that still has a body, page by page. */
async function* readLog(
  member: MemberRelay,
  agency: JoinLink['agency'],
): AsyncGenerator<{ readonly kind: 'entry'; readonly number: number; readonly entry: Envelope } | Failure> {
  const incarnation = new Uint8Array(INCARNATION_BYTES)
  for (let after = 0; ;) {
    // A page after the first must name the incarnation that was answered, or it would begin at zero again.
    const page = await member.sync({ agency: inboxOf(agency), team: EVERYBODY, incarnation, after, confirmed: [] })
    if (page.kind !== 'page') {
      yield page
      return
    }
    incarnation.set(page.incarnation)
    for (const { kind, number, bytes } of page.entries) {
      after = number
      if (kind === 'entry') yield { kind, number, entry: bytes }
    }
    if (page.entries.length === 0 || after >= page.head) return
  }
}

/** Step one. Stores nothing and changes nothing at the relay. */
export async function openInvitation(context: AgencyContext, link: JoinLink): Promise<OpenInvitationOutcome> {
  const { p, relay } = context
  const invitation = await deriveInvitation(p, link.secret)
  const sheets = await fetchSheets(context, link.agency, link.signingKey, NOTHING_SEEN)
  if (sheets.kind !== 'sheets') return sheets
  const { memberSheet, seen } = sheets
  if (memberState(memberSheet, invitation.device.publicKey) !== 'current') return { kind: 'withdrawn' }
  let wrong: OpenInvitationOutcome | null = null
  for await (const read of readLog(relay.asMember(signerOf(p, invitation.device)), link.agency)) {
    if (read.kind !== 'entry') return read
    const handed = await openHandover(p, link, invitation, memberSheet, read.entry)
    if (handed?.kind === 'wrong-handover') wrong ??= handed
    if (handed?.kind !== 'opened') continue
    const { keys } = handed
    const entry = envelopeName(await envelopeIdOf(p, read.entry))
    return { kind: 'opened', keys, memberSheet, handover: { number: read.number, entry }, seen }
  }
  return wrong ?? { kind: 'used' }
}

export type EraseHandoverOutcome = { readonly kind: 'erased' } | Failure

/** Step two, after the keys are stored: announces, then replaces (P9.28). May be repeated. */
export async function eraseHandover(
  context: AgencyContext,
  keys: MemberKeys,
  handover: Handover,
): Promise<EraseHandoverOutcome> {
  const member = context.relay.asMember(signerOf(context.p, keys.device))
  const announced = await announceErasure(context, member, keys, handover)
  if (announced.kind !== 'appended') return announced
  const outcome = await replaceEntry(context.p, member, keys, handover)
  return outcome.kind === 'unreachable' || outcome.kind === 'refused' ? outcome : { kind: 'erased' }
}
