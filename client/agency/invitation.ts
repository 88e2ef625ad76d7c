/** The two keys that grow from an invitation secret, on both sides of the link. Source: docs/protocol.md 9.25. */
import { type Bytes, lp } from '../../shared/bytes/cursor.ts'
import { NO_SALT } from '../../shared/crypto/hmac.ts'
import { expandXWing, type XWingSecret } from '../../shared/crypto/kem.ts'
import { parseSigningSeed, parseXWingSeed, type SigningKey, signingKeyOf } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { LABEL } from '../../shared/protocol.ts'

export interface InvitationKeys {
  readonly device: SigningKey<'device'>
  /** Opens the hand-over and nothing else. */
  readonly oneTime: XWingSecret<'one-time'>
}

export async function deriveInvitation(p: Primitives, secret: Bytes): Promise<InvitationKeys> {
  const derive = (use: string): Promise<Bytes> => p.hkdfSha256(NO_SALT, secret, lp(`${LABEL}/invite/${use}`), 32)
  const device = parseSigningSeed<'device'>(await derive('device'))
  const oneTime = parseXWingSeed<'one-time'>(await derive('one-time'))
  if (device === null || oneTime === null) throw new Error('HKDF gave another length')
  return { device: await signingKeyOf(p, device), oneTime: await expandXWing(p, oneTime) }
}
