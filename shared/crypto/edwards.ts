/**
 * Encodings of Ed25519 that every implementation must treat alike: refused here, before any library sees them. Promises to
 * decide on the bytes alone. Sources: docs/protocol.md P2.2; RFC 8032 section 5.1; eprint.iacr.org/2020/1244 (the edge cases).
 */
import { FIELD_PRIME, littleEndian } from './field.ts'

/** Order of the prime subgroup. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const Y_ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n
/** y of the eight points of the torsion subgroup: orders 1, 2, 4 and 8. */
const SMALL_ORDER_Y: ReadonlySet<bigint> = new Set([1n, FIELD_PRIME - 1n, 0n, Y_ORDER_8, FIELD_PRIME - Y_ORDER_8])
const SIGN_BIT = 1n << 255n

/** The y of an encoded point: all but the sign. */
export const yOf = (encoded: Uint8Array): bigint => littleEndian(encoded) & (SIGN_BIT - 1n)

/** 32 bytes, `y < p`, not `x = 0` with sign 1, not of small order. Says nothing of whether the point is on the curve. */
export function isStrictEdwardsPoint(encoded: Uint8Array): boolean {
  if (encoded.length !== 32) return false
  const y = yOf(encoded)
  // x = 0 only for y = 1 and y = p-1, which are of small order with either sign.
  return y < FIELD_PRIME && !SMALL_ORDER_Y.has(y)
}

/** 32 bytes below L. */
export function isStrictScalar(encoded: Uint8Array): boolean {
  return encoded.length === 32 && littleEndian(encoded) < L
}
