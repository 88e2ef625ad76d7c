/**
 * The code sets of DEFLATE. Promises that a set is complete, as zlib demands: no bits stand for nothing.
 * Sources: RFC 1951 section 3.2.2; zlib's inftrees.c for what counts as complete.
 */
import { MalformedError } from '../bytes/cursor.ts'

/** Codes up to this length are found in one step. */
export const FAST_BITS = 9
export const MAX_BITS = 15

export interface Codes {
  /** By the next FAST_BITS bits: `symbol << 4 | length`, 0 where the code is longer or there is none. */
  readonly fast: Uint16Array
  readonly counts: Uint16Array
  /** Symbols in the order of their codes. */
  readonly symbols: Uint16Array
}

/** Throws unless the set is complete; `lone`: or empty, or one single code of one bit (RFC 1951 section 3.2.7). */
export function buildCodes(lengths: Uint8Array, lone: boolean): Codes {
  const counts = new Uint16Array(MAX_BITS + 1)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  const used = lengths.length - (counts[0] ?? 0)
  counts[0] = 0
  const offsets = new Uint16Array(MAX_BITS + 2)
  const next = new Uint16Array(MAX_BITS + 2)
  let left = 1
  for (let bits = 1; bits <= MAX_BITS; bits++) {
    const count = counts[bits] ?? 0
    left = left * 2 - count
    if (left < 0) throw new MalformedError('too many codes')
    offsets[bits + 1] = (offsets[bits] ?? 0) + count
    next[bits + 1] = ((next[bits] ?? 0) + count) * 2
  }
  if (left > 0 && !(lone && (used === 0 || (used === 1 && counts[1] === 1)))) throw new MalformedError('codes missing')
  const symbols = new Uint16Array(used)
  const fast = new Uint16Array(1 << FAST_BITS)
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const bits = lengths[symbol] ?? 0
    if (bits === 0) continue
    const at = offsets[bits] ?? 0
    symbols[at] = symbol
    offsets[bits] = at + 1
    const code = next[bits] ?? 0
    next[bits] = code + 1
    if (bits > FAST_BITS) continue
    let reversed = 0
    for (let bit = 0; bit < bits; bit++) reversed |= ((code >> bit) & 1) << (bits - 1 - bit)
    for (let i = reversed; i < fast.length; i += 1 << bits) fast[i] = (symbol << 4) | bits
  }
  return { fast, counts, symbols }
}

let fixed: { readonly literals: Codes; readonly distances: Codes } | null = null
/** RFC 1951 section 3.2.6. */
export function fixedCodes(): { readonly literals: Codes; readonly distances: Codes } {
  const lengths = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280)
  fixed ??= { literals: buildCodes(lengths, false), distances: buildCodes(new Uint8Array(32).fill(5), false) }
  return fixed
}
