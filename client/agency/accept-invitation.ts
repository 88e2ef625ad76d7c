/**
 * Accepting an invitation: the new device's side. First the keys, which the caller stores; then the hand-over is erased
 * (erase-entry.ts), so that the link opens nothing any more. Source: docs/protocol.md 9.27, 9.28.
 */
import { parseBase64url } from '../../shared/bytes/base64url.ts'
import { type Author, envelopeName } from '../../shared/case/names.ts'
import { envelopeIdOf } from '../../shared/crypto/envelope-id.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { signerOf } from '../../shared/crypto/request.ts'
import { INCARNATION_BYTES } from '../../shared/protocol.ts'
import { NOTHING_SEEN, type SeenVersions } from '../../shared/trust/area.ts'
import { EVERYBODY, findMember, type MemberSheet, memberState } from '../../shared/trust/member-sheet.ts'
import { inboxOf } from '../../shared/wire/address.ts'
import type { Envelope } from '../../shared/wire/envelope.ts'
import type { MemberRelay } from '../relay/member.ts'
import type { Failure } from '../relay/outcome.ts'
import type { AgencyContext, AgencyFailure } from './context.ts'
import type { NamedEntry } from './erase-entry.ts'
import { type OpenedHandover, openHandover } from './handover.ts'
import { type CheckedHandover, checkHandover, type WrongHandover } from './handover-check.ts'
import { deriveInvitation } from './invitation.ts'
import type { JoinLink } from './link.ts'
import { ADMINISTRATOR, type MemberKeys, withKeys } from './member-keys.ts'
import { fetchSheets } from './member-sheet.ts'

export type OpenInvitationOutcome =
  | {
      readonly kind: 'opened'
      readonly keys: MemberKeys
      readonly memberSheet: MemberSheet
      /** Log entries to erase once the keys are stored. Keep them with the keys: erasing may be tried again after a restart. */
      readonly handovers: readonly NamedEntry[]
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

const isAdministrator = (sheet: MemberSheet, author: Author): boolean => {
  const member = findMember(sheet, parseBase64url(author) ?? new Uint8Array())
  return member !== null && member.to === null && member.roles.includes(ADMINISTRATOR)
}

/** An invitation is an administrator's, and nothing of it is early: it was made under this member sheet or an older one. */
async function check(
  p: Primitives,
  sheet: MemberSheet,
  { signingKey }: JoinLink,
  opened: OpenedHandover,
): Promise<Exclude<CheckedHandover, { kind: 'early' }>> {
  const wrong = (reason: WrongHandover) => ({ kind: 'wrong-handover', reason }) as const
  if (!isAdministrator(sheet, opened.author)) return wrong('author')
  const checked = await checkHandover(p, sheet, signingKey, opened)
  if (checked.kind === 'early') return wrong(checked.what)
  if (checked.kind !== 'genuine') return checked
  if (checked.chains.length === 0) return wrong('chain')
  return checked.teams.some(({ team }) => team === EVERYBODY) ? checked : wrong('team-key')
}

/**
 * Step one. Stores nothing and changes nothing at the relay. Keys that are not the newest any more are taken as well: the
 * device asks its colleagues for those.
 */
export async function openInvitation(context: AgencyContext, link: JoinLink): Promise<OpenInvitationOutcome> {
  const { p, relay } = context
  const { agency } = link
  const { device, oneTime } = await deriveInvitation(p, link.secret)
  const sheets = await fetchSheets(context, agency, link.signingKey, NOTHING_SEEN)
  if (sheets.kind !== 'sheets') return sheets
  const { memberSheet, seen } = sheets
  if (memberState(memberSheet, device.publicKey) !== 'current') return { kind: 'withdrawn' }
  let keys: MemberKeys | null = null
  let reason: WrongHandover | null = null
  const handovers: NamedEntry[] = []
  for await (const read of readLog(relay.asMember(signerOf(p, device)), agency)) {
    if (read.kind !== 'entry') return read
    const opened = await openHandover(p, agency, oneTime, read.entry)
    if (opened === null) continue
    handovers.push({ number: read.number, entry: envelopeName(await envelopeIdOf(p, read.entry)) })
    const checked = await check(p, memberSheet, link, opened)
    if (checked.kind === 'wrong-handover') reason ??= checked.reason
    else {
      const own: MemberKeys = keys ?? { agency, device, chains: [], teams: [], signing: null }
      keys = { ...withKeys(own, checked), signing: own.signing ?? checked.signing }
    }
  }
  if (keys !== null) return { kind: 'opened', keys, memberSheet, handovers, seen }
  return reason === null ? { kind: 'used' } : { kind: 'wrong-handover', reason }
}
