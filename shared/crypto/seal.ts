/**
 * Sealing: one content to one mailbox, as an envelope of one of three sizes. Promises that nothing but the size and the hint
 * tells one envelope from another, and that a body key seals exactly once. Source: docs/protocol.md section 4.
 */
import { concat, type Bytes } from '../bytes/cursor.ts'
import { MAX_CONTENT_BYTES } from '../protocol.ts'
import type { InboxAddress, LogAddress, RecoveryAddress, ReplyAddress } from '../wire/address.ts'
import { parseEnvelopeBytes, type Envelope, type SizeIndex } from '../wire/envelope.ts'
import { createBodyKey } from './body-key.ts'
import { exportSender } from './hpke.ts'
import type { IntakePublicKey, OneTimePublicKey, RecoveryPublicKey, ReplyPublicKey, TeamPublicKey } from './keys.ts'
import { pad, sizeFor } from './padding.ts'
import type { Primitives, Random } from './primitives.ts'
import { exportKeys, headerOf, infoOf } from './seal-context.ts'

/** Where an envelope goes and which key opens it; `hint` as in P4.1. */
export type Destination =
  | { readonly kind: 'inbox'; readonly address: InboxAddress; readonly hint: number; readonly key: IntakePublicKey }
  | {
      readonly kind: 'log'
      readonly address: LogAddress
      readonly hint: number
      readonly key: TeamPublicKey | OneTimePublicKey
    }
  | { readonly kind: 'reply'; readonly address: ReplyAddress; readonly hint: number; readonly key: ReplyPublicKey }
  | {
      readonly kind: 'recovery'
      readonly address: RecoveryAddress
      readonly hint: number
      readonly key: RecoveryPublicKey
    }

/** `too-long`: fits no size, cut it into parts (P6.7). `refused-key`: the public key fails P2.3. */
export class SealError extends Error {
  readonly code: 'too-long' | 'refused-key'
  constructor(code: 'too-long' | 'refused-key') {
    super(`cannot seal: ${code}`)
    this.name = 'SealError'
    this.code = code
  }
}

interface Fit {
  readonly size: SizeIndex
  readonly deflated: boolean
  readonly bytes: Bytes
}

/** P4.4: deflated only where that gives a smaller envelope. */
async function fit(p: Primitives, content: Bytes): Promise<Fit | null> {
  if (content.length > MAX_CONTENT_BYTES) return null
  const plain = sizeFor(content.length)
  if (plain === 0) return { size: 0, deflated: false, bytes: content }
  const bytes = await p.deflate(content)
  const size = sizeFor(bytes.length)
  if (size !== null && (plain === null || size < plain)) return { size, deflated: true, bytes }
  return plain === null ? null : { size: plain, deflated: false, bytes: content }
}

/** Index of the smallest size that holds this content; null when it must be cut into parts. */
export async function fitsIn(p: Primitives, content: Bytes): Promise<SizeIndex | null> {
  return (await fit(p, content))?.size ?? null
}

/** Throws SealError. */
export async function seal(p: Primitives, random: Random, to: Destination, content: Bytes): Promise<Envelope> {
  const fitted = await fit(p, content)
  if (fitted === null) throw new SealError('too-long')
  const header = headerOf(to.hint)
  const context = await exportSender(p, random, to.key, infoOf(to.kind, header, to.address))
  if (context === null) throw new SealError('refused-key')
  const { bodyKey, commitment } = await exportKeys(context)
  const box = createBodyKey(p, bodyKey).seal(pad(fitted.bytes, fitted.deflated, fitted.size))
  const envelope = parseEnvelopeBytes(concat(header, context.enc, commitment, box))
  if (envelope === null) throw new Error('the parts of an envelope do not add up')
  return envelope
}
