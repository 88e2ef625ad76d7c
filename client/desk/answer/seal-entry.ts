/** Sealing an event to the team key: a log entry. Source: docs/protocol.md P6.1, P9.18. */
import type { Case } from '../../../shared/case/case.ts'
import { signFrame } from '../../../shared/case/frame.ts'
import { MAX_HEADS } from '../../../shared/case/limits.ts'
import { LOG, type KnownLogEvent } from '../../../shared/case/log-event.ts'
import type { EventHash } from '../../../shared/case/names.ts'
import { open } from '../../../shared/crypto/open.ts'
import { seal } from '../../../shared/crypto/seal.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import type { AppendOutcome } from '../../relay/outcome.ts'
import { EVERYBODY } from '../../../shared/trust/member-sheet.ts'
import type { DeskLink } from '../desk-link.ts'

export interface SealedEntry {
  readonly entry: Envelope
  /** Of the event inside: what the next one names as its head. */
  readonly hash: EventHash
}

/** What an event may name: a case with more branches is joined in two steps. */
export function headsOf(known: Pick<Case, 'heads'> | null): readonly EventHash[] {
  return (known?.heads ?? []).slice(0, MAX_HEADS)
}

/** Under the newest version of the team key. Throws SealError('too-long'), and RangeError for JSON that is too long. */
export async function sealEntry(link: DeskLink, event: KnownLogEvent): Promise<SealedEntry> {
  const { p, random, keyring } = link
  const { frame, hash } = await signFrame(p, keyring.device, LOG, keyring.log, event)
  const { version, secret } = keyring.team
  const to = { kind: 'log', address: keyring.log, hint: version, key: secret.publicKey } as const
  return { entry: await seal(p, random, to, frame), hash }
}

/** The same event under the newest version; null when this device cannot open the entry. */
export async function resealEntry(link: DeskLink, entry: Envelope, hint: number): Promise<Envelope | null> {
  const { p, random, keyring } = link
  const { log: address } = keyring
  const secret = keyring.teamSecret(hint)
  const frame = secret === null ? null : await open(p, { kind: 'log', address, secret }, entry)
  const { version, secret: newest } = keyring.team
  return frame === null ? null : seal(p, random, { kind: 'log', address, hint: version, key: newest.publicKey }, frame)
}

/** For what a desk writes by itself: if the answer is lost, the next sync shows whether it was done. */
export async function appendEvent(link: DeskLink, event: KnownLogEvent): Promise<AppendOutcome> {
  const { entry } = await sealEntry(link, event)
  return link.relay.append({ agency: link.keyring.inbox, team: EVERYBODY, entry })
}
