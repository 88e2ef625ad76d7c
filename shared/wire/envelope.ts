/**
 * The outside of an envelope: three sizes, four header bytes. Promises that whatever it calls an envelope has one of the
 * three sizes; what is in it, only shared/crypto knows. Source: docs/protocol.md section 4.
 *
 *   version(1) suite(1) hint(2) enc(1120) commitment(32) box(the rest)
 */
import type { Bytes } from '../bytes/cursor.ts'
import { ENVELOPE_BYTES, HEADER_BYTES, SUITE, VERSION } from '../protocol.ts'

declare const envelopeBrand: unique symbol
/** Bytes of one of the three sizes, of whatever version. */
export type Envelope = Bytes & { readonly [envelopeBrand]: true }

/** Index into ENVELOPE_BYTES. */
export type SizeIndex = 0 | 1 | 2

export type ParsedEnvelope =
  | { readonly kind: 'envelope'; readonly hint: number; readonly sizeIndex: SizeIndex; readonly bytes: Envelope }
  /** P4.6: kept for a newer desk, whatever its size. */
  | { readonly kind: 'unknown-version'; readonly version: number; readonly suite: number; readonly bytes: Bytes }
  | { readonly kind: 'malformed' }

export function sizeIndexOf(lengthBytes: number): SizeIndex | null {
  if (lengthBytes === ENVELOPE_BYTES[0]) return 0
  if (lengthBytes === ENVELOPE_BYTES[1]) return 1
  return lengthBytes === ENVELOPE_BYTES[2] ? 2 : null
}

/** Null for any other length than the three. Looks at nothing else: the relay takes every version. */
export function parseEnvelopeBytes(bytes: Bytes): Envelope | null {
  return sizeIndexOf(bytes.length) === null ? null : (bytes as Envelope)
}

export function parseEnvelope(bytes: Bytes): ParsedEnvelope {
  const [version, suite, high, low] = bytes
  if (
    bytes.length < HEADER_BYTES ||
    version === undefined ||
    suite === undefined ||
    high === undefined ||
    low === undefined
  ) {
    return { kind: 'malformed' }
  }
  if (version !== VERSION || suite !== SUITE) return { kind: 'unknown-version', version, suite, bytes }
  const sizeIndex = sizeIndexOf(bytes.length)
  const envelope = parseEnvelopeBytes(bytes)
  if (sizeIndex === null || envelope === null) return { kind: 'malformed' }
  return { kind: 'envelope', hint: high * 256 + low, sizeIndex, bytes: envelope }
}
