/**
 * Erasing an entry of the log for everybody: announced first, so that devices which have read past its number drop their
 * copies too, then replaced by a tombstone. Both may be repeated. Source: docs/protocol.md P8.6, P9.28.
 */
import { parseBase64url } from '../../shared/bytes/base64url.ts'
import { eventTime } from '../../shared/case/event.ts'
import { signFrame } from '../../shared/case/frame.ts'
import { createOwnEvent } from '../../shared/case/log-create.ts'
import { LOG } from '../../shared/case/log-event.ts'
import type { EnvelopeName } from '../../shared/case/names.ts'
import { logAddressOf } from '../../shared/crypto/addresses.ts'
import { expandXWing } from '../../shared/crypto/kem.ts'
import type { SigningKey } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { signerOf } from '../../shared/crypto/request.ts'
import { seal } from '../../shared/crypto/seal.ts'
import { sign } from '../../shared/crypto/sign.ts'
import { type AgencyId, inboxOf } from '../../shared/wire/address.ts'
import { encodeTombstone, tombstonePreimage } from '../../shared/wire/tombstone.ts'
import type { MemberRelay } from '../relay/member.ts'
import type { AppendOutcome, Failure, TombstoneOutcome } from '../relay/outcome.ts'
import type { AgencyContext } from './context.ts'
import { EVERYBODY } from '../../shared/trust/member-sheet.ts'
import type { MemberKeys } from './member-keys.ts'

/** An entry by its place and its id. */
export interface NamedEntry {
  readonly number: number
  readonly entry: EnvelopeName
}

/** The bytes that take the entry's place. */
export async function tombstoneFor(
  p: Primitives,
  agency: AgencyId,
  device: SigningKey<'device'>,
  { number, entry }: NamedEntry,
): Promise<ReturnType<typeof encodeTombstone>> {
  const hash = parseBase64url(entry)
  if (hash === null) throw new TypeError('a name is base64url')
  const log = await logAddressOf(p, inboxOf(agency), EVERYBODY)
  const signature = await sign(p, device.seed, tombstonePreimage(log, number, hash))
  return encodeTombstone({ device: device.publicKey, signature, number, hash })
}

/** Sealed to the newest version of the team key that this device has. */
export async function announceErasure(
  { p, random, now }: Omit<AgencyContext, 'relay' | 'today'>,
  member: Pick<MemberRelay, 'append'>,
  { agency, device, teams }: MemberKeys,
  named: NamedEntry,
): Promise<AppendOutcome> {
  const newest = teams.filter(({ team }) => team === EVERYBODY).toSorted((a, b) => b.version - a.version)[0]
  if (newest === undefined) throw new TypeError('a member has the key of everybody')
  const address = await logAddressOf(p, inboxOf(agency), EVERYBODY)
  const event = createOwnEvent('tombstone', { random, at: eventTime(now()) }, named)
  const { frame } = await signFrame(p, device, LOG, address, event)
  const { publicKey } = await expandXWing(p, newest.seed)
  const entry = await seal(p, random, { kind: 'log', address, hint: newest.version, key: publicKey }, frame)
  return member.append({ agency: inboxOf(agency), team: EVERYBODY, entry })
}

export async function replaceEntry(
  p: Primitives,
  member: Pick<MemberRelay, 'tombstone'>,
  { agency, device }: Pick<MemberKeys, 'agency' | 'device'>,
  named: NamedEntry,
): Promise<TombstoneOutcome> {
  const tombstone = await tombstoneFor(p, agency, device, named)
  return member.tombstone({ agency: inboxOf(agency), team: EVERYBODY, replaces: named.number, tombstone })
}

export type EraseOutcome = { readonly kind: 'erased' } | Failure

/** Announces, then replaces: only once what the entry brought is stored. */
export async function eraseEntry(context: AgencyContext, keys: MemberKeys, named: NamedEntry): Promise<EraseOutcome> {
  const member = context.relay.asMember(signerOf(context.p, keys.device))
  const announced = await announceErasure(context, member, keys, named)
  if (announced.kind !== 'appended') return announced
  const outcome = await replaceEntry(context.p, member, keys, named)
  return outcome.kind === 'unreachable' || outcome.kind === 'refused' ? outcome : { kind: 'erased' }
}
