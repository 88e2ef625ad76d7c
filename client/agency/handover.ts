/**
 * The hand-over: a log entry that only the invited device's one-time key opens. Carries what a member needs to open what is
 * there and what comes. Source: docs/protocol.md P4.1, P6.5, 9.25, 9.27.
 */
import { parseBase64url } from '../../shared/bytes/base64url.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { eventTime } from '../../shared/case/event.ts'
import { readFrame, signFrame } from '../../shared/case/frame.ts'
import { createOwnEvent } from '../../shared/case/log-create.ts'
import { type HandoverBody, LOG } from '../../shared/case/log-event.ts'
import { logAddressOf } from '../../shared/crypto/addresses.ts'
import { expandXWing } from '../../shared/crypto/kem.ts'
import { signingKeyOf } from '../../shared/crypto/keys.ts'
import { open } from '../../shared/crypto/open.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { seal } from '../../shared/crypto/seal.ts'
import { findMember, type MemberSheet } from '../../shared/trust/member-sheet.ts'
import { inboxOf } from '../../shared/wire/address.ts'
import { type Envelope, parseEnvelope } from '../../shared/wire/envelope.ts'
import type { AgencyContext } from './context.ts'
import type { InvitationKeys } from './invitation.ts'
import type { JoinLink } from './link.ts'
import { type AdministratorKeys, EVERYBODY, type MemberKeys } from './member-keys.ts'

const ADMINISTRATOR = 'administrator'

function bodyFor({ chains, teams, signing }: AdministratorKeys, roles: readonly string[]): HandoverBody {
  const everybodys = teams.filter(({ team }) => team === EVERYBODY)
  return { chains, teams: everybodys, ...(roles.includes(ADMINISTRATOR) ? { signing: signing.seed } : {}) }
}

/** The agency's signing key goes along when `administrator` is among the roles. */
export async function sealHandover(
  { p, random, now }: AgencyContext,
  keys: AdministratorKeys,
  { oneTime }: InvitationKeys,
  roles: readonly string[],
): Promise<Envelope> {
  const address = await logAddressOf(p, inboxOf(keys.agency), EVERYBODY)
  const event = createOwnEvent('handover', { random, at: eventTime(now()) }, bodyFor(keys, roles))
  const { frame } = await signFrame(p, keys.device, LOG, address, event)
  return seal(p, random, { kind: 'log', address, hint: 0, key: oneTime.publicKey }, frame)
}

/**
 * Why a hand-over that the link opens is not taken; nothing is stored and nothing erased.
 * - `author`: not signed by a device that is an administrator on the member sheet now
 * - `chain`: the member sheet's chain is not among them, or one that it does not know yet, or one twice
 * - `team-key`: the member sheet's key of everybody is not among them, or one that it does not know yet, or one twice
 * - `signing-key`: another key than the link's
 */
export type WrongHandover = 'author' | 'chain' | 'team-key' | 'signing-key'

export type HandoverOutcome =
  | { readonly kind: 'opened'; readonly keys: MemberKeys }
  | { readonly kind: 'wrong-handover'; readonly reason: WrongHandover }

const isUnique = (names: readonly (string | number)[]): boolean => new Set(names).size === names.length

function areChainsOf({ chain }: MemberSheet, { chains }: HandoverBody): boolean {
  const numbers = chains.map(({ number }) => number)
  return numbers.includes(chain) && numbers.every((number) => number <= chain) && isUnique(numbers)
}

/** Older versions open older entries: nothing tells whether they are right, but those who gave them wrote those too. */
async function areTeamsOf(p: Primitives, sheet: MemberSheet, { teams }: HandoverBody): Promise<boolean> {
  if (!isUnique(teams.map(({ team, version }) => `${team}/${version}`))) return false
  if (!teams.every(({ team }) => sheet.teams.some((entry) => entry.team === team))) return false
  for (const entry of sheet.teams) {
    const handed = teams.filter(({ team }) => team === entry.team)
    if (handed.some(({ version }) => version > entry.version)) return false
    const current = handed.find(({ version }) => version === entry.version)
    if (current === undefined && entry.team === EVERYBODY) return false
    if (current !== undefined && !equalBytes((await expandXWing(p, current.seed)).publicKey, entry.key)) return false
  }
  return true
}

async function check(
  p: Primitives,
  { agency, signingKey }: JoinLink,
  { device }: InvitationKeys,
  sheet: MemberSheet,
  { author, body }: { readonly author: string; readonly body: HandoverBody },
): Promise<HandoverOutcome> {
  const wrong = (reason: WrongHandover): HandoverOutcome => ({ kind: 'wrong-handover', reason })
  const member = findMember(sheet, parseBase64url(author) ?? new Uint8Array())
  if (member === null || member.to !== null || !member.roles.includes(ADMINISTRATOR)) return wrong('author')
  if (!areChainsOf(sheet, body)) return wrong('chain')
  if (!(await areTeamsOf(p, sheet, body))) return wrong('team-key')
  const signing = body.signing === undefined ? null : await signingKeyOf(p, body.signing)
  // The link's key signed the member sheet: whoever has swapped one of the two is found out.
  if (signing !== null && !equalBytes(signing.publicKey, signingKey)) return wrong('signing-key')
  return { kind: 'opened', keys: { agency, device, chains: body.chains, teams: body.teams, signing } }
}

/** Null unless the one-time key opens the entry, and a hand-over is in it. */
export async function openHandover(
  p: Primitives,
  link: JoinLink,
  invitation: InvitationKeys,
  memberSheet: MemberSheet,
  entry: Envelope,
): Promise<HandoverOutcome | null> {
  const parsed = parseEnvelope(entry)
  if (parsed.kind !== 'envelope' || parsed.hint !== 0) return null
  const address = await logAddressOf(p, inboxOf(link.agency), EVERYBODY)
  const frame = await open(p, { kind: 'log', address, secret: invitation.oneTime }, entry)
  const read = frame === null ? null : await readFrame(p, frame, LOG, address)
  if (read?.event.type !== 'handover') return null
  return check(p, link, invitation, memberSheet, { author: read.author, body: read.event.body })
}
