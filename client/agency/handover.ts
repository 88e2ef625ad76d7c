/**
 * The hand-over: a log entry that only one device's one-time key opens. Carries what a member needs to open what is there and
 * what comes. Source: docs/protocol.md P4.1, P6.5.
 */
import { eventTime } from '../../shared/case/event.ts'
import { readFrame, signFrame } from '../../shared/case/frame.ts'
import { createOwnEvent } from '../../shared/case/log-create.ts'
import { type HandoverBody, LOG } from '../../shared/case/log-event.ts'
import type { Author } from '../../shared/case/names.ts'
import { logAddressOf } from '../../shared/crypto/addresses.ts'
import type { XWingSecret } from '../../shared/crypto/kem.ts'
import type { OneTimePublicKey } from '../../shared/crypto/keys.ts'
import { open } from '../../shared/crypto/open.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { seal } from '../../shared/crypto/seal.ts'
import { type AgencyId, inboxOf } from '../../shared/wire/address.ts'
import { type Envelope, parseEnvelope } from '../../shared/wire/envelope.ts'
import type { AgencyContext } from './context.ts'
import { EVERYBODY } from '../../shared/trust/member-sheet.ts'
import type { MemberKeys } from './member-keys.ts'

export async function sealHandover(
  { p, random, now }: Pick<AgencyContext, 'p' | 'random' | 'now'>,
  { agency, device }: Pick<MemberKeys, 'agency' | 'device'>,
  to: OneTimePublicKey,
  { chains, teams, signing }: HandoverBody,
): Promise<Envelope> {
  const address = await logAddressOf(p, inboxOf(agency), EVERYBODY)
  // By name: whatever else the caller's object holds stays here.
  const body = { chains, teams, ...(signing === undefined ? {} : { signing }) }
  const event = createOwnEvent('handover', { random, at: eventTime(now()) }, body)
  const { frame } = await signFrame(p, device, LOG, address, event)
  return seal(p, random, { kind: 'log', address, hint: 0, key: to }, frame)
}

/** Opened, and not yet to be trusted: see handover-check.ts. */
export interface OpenedHandover {
  readonly author: Author
  readonly body: HandoverBody
}

/** Null unless the one-time key opens the entry, and a hand-over is in it. */
export async function openHandover(
  p: Primitives,
  agency: AgencyId,
  secret: XWingSecret<'one-time'>,
  entry: Envelope,
): Promise<OpenedHandover | null> {
  const parsed = parseEnvelope(entry)
  if (parsed.kind !== 'envelope' || parsed.hint !== 0) return null
  const address = await logAddressOf(p, inboxOf(agency), EVERYBODY)
  const frame = await open(p, { kind: 'log', address, secret }, entry)
  const read = frame === null ? null : await readFrame(p, frame, LOG, address)
  return read?.event.type === 'handover' ? { author: read.author, body: read.event.body } : null
}
