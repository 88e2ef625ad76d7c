/**
 * Padded plaintext: `flags(1) length(4) content zeros`, as long as the envelope's size demands. Promises that reading is the
 * inverse of padding: unknown flags, a length that does not fit and padding that is not zero are refused.
 * Source: docs/protocol.md section 4, P4.4, P4.5.
 */
import { concat, u32, u8, type Bytes } from '../bytes/cursor.ts'
import { ENVELOPE_BYTES, ENVELOPE_OVERHEAD_BYTES, PADDING_HEADER_BYTES } from '../protocol.ts'
import type { SizeIndex } from '../wire/envelope.ts'

declare const paddedBrand: unique symbol
/** Exactly the length that an envelope of one of the three sizes holds. */
export type Padded = Bytes & { readonly [paddedBrand]: true }

const FLAG_DEFLATED = 1
const SIZES: readonly SizeIndex[] = [0, 1, 2]

const paddedBytes = (size: SizeIndex): number => ENVELOPE_BYTES[size] - ENVELOPE_OVERHEAD_BYTES

/** The smallest size that holds so much content as it stands; null when none does. */
export function sizeFor(contentBytes: number): SizeIndex | null {
  return SIZES.find((size) => contentBytes <= paddedBytes(size) - PADDING_HEADER_BYTES) ?? null
}

/** Throws RangeError when the content does not fit. */
export function pad(content: Bytes, deflated: boolean, size: SizeIndex): Padded {
  const out = new Uint8Array(paddedBytes(size))
  out.set(concat(u8(deflated ? FLAG_DEFLATED : 0), u32(content.length)))
  out.set(content, PADDING_HEADER_BYTES)
  return out as Padded
}

export interface Unpadded {
  readonly deflated: boolean
  readonly content: Bytes
}

/** Null for anything that `pad` would not have written. */
export function unpad(padded: Bytes): Unpadded | null {
  if (padded.length < PADDING_HEADER_BYTES) return null
  const [flags = 0, a = 0, b = 0, c = 0, d = 0] = padded
  const length = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
  if (flags > FLAG_DEFLATED || length > padded.length - PADDING_HEADER_BYTES) return null
  let rest = 0
  for (let i = PADDING_HEADER_BYTES + length; i < padded.length; i++) rest |= padded[i] ?? 0
  if (rest !== 0) return null
  return {
    deflated: flags === FLAG_DEFLATED,
    content: padded.slice(PADDING_HEADER_BYTES, PADDING_HEADER_BYTES + length),
  }
}
