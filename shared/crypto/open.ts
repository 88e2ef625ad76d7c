/**
 * Opening: the content of an envelope, or null. Promises **one outcome for every failure**, and that the commitment was
 * compared before the box was opened: X-Wing does not fail on a foreign ciphertext, and secretbox alone does not commit to
 * its key. Source: docs/protocol.md P4.5.
 */
import type { Bytes } from '../bytes/cursor.ts'
import { equalBytes } from '../bytes/equal.ts'
import { COMMITMENT_BYTES, HEADER_BYTES, MAX_CONTENT_BYTES, XWING_CIPHERTEXT_BYTES } from '../protocol.ts'
import type { InboxAddress, LogAddress, RecoveryAddress, ReplyAddress } from '../wire/address.ts'
import { parseEnvelope } from '../wire/envelope.ts'
import { exportReceiver } from './hpke.ts'
import type { XWingSecret } from './kem.ts'
import { unpad } from './padding.ts'
import type { Primitives } from './primitives.ts'
import { exportKeys, infoOf } from './seal-context.ts'

/** The mailbox in which the envelope lay, and a key that may open it. */
export type Source =
  | { readonly kind: 'inbox'; readonly address: InboxAddress; readonly secret: XWingSecret<'intake'> }
  | {
      readonly kind: 'log'
      readonly address: LogAddress
      readonly secret: XWingSecret<'team'> | XWingSecret<'one-time'>
    }
  | { readonly kind: 'reply'; readonly address: ReplyAddress; readonly secret: XWingSecret<'reply'> }
  | { readonly kind: 'recovery'; readonly address: RecoveryAddress; readonly secret: XWingSecret<'recovery'> }

const COMMITMENT_AT = HEADER_BYTES + XWING_CIPHERTEXT_BYTES
const BOX_AT = COMMITMENT_AT + COMMITMENT_BYTES

/** At most MAX_CONTENT_BYTES of content. Null whatever the reason; ask parseEnvelope for an unknown version. */
export async function open(p: Primitives, from: Source, envelope: Bytes): Promise<Bytes | null> {
  const parsed = parseEnvelope(envelope)
  if (parsed.kind !== 'envelope') return null
  const info = infoOf(from.kind, envelope.slice(0, HEADER_BYTES), from.address)
  const context = await exportReceiver(p, from.secret, envelope.slice(HEADER_BYTES, COMMITMENT_AT), info)
  if (context === null) return null
  const { bodyKey, commitment } = await exportKeys(context)
  if (!equalBytes(commitment, envelope.subarray(COMMITMENT_AT, BOX_AT))) return null
  const padded = p.secretboxOpen(envelope.slice(BOX_AT), bodyKey)
  const unpadded = padded === null ? null : unpad(padded)
  if (unpadded === null) return null
  return unpadded.deflated ? p.inflate(unpadded.content, MAX_CONTENT_BYTES) : unpadded.content
}
