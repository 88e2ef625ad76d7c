/**
 * What both halves of X-Wing refuse before any library sees it: X25519 coordinates that are not canonical or of small order,
 * ML-KEM public keys that fail the modulus check. Sources: docs/protocol.md P2.3; FIPS 203 section 7.2; RFC 7748 section 6.1.
 */
import { MLKEM_PUBLIC_BYTES, X25519_BYTES } from './kem-sizes.ts'
import { FIELD_PRIME, littleEndian } from './field.ts'

const ORDER_8 = 325606250916557431795983626356110631294008115727848805560023387167927233504n
const ORDER_8_TWIN = 39382357235489614581723060781553021112529911719440698176882885853963445705823n
/** u of the points of order 1, 2, 4 and 8 on the curve and on its twist. */
const SMALL_ORDER_U: ReadonlySet<bigint> = new Set([0n, 1n, FIELD_PRIME - 1n, ORDER_8, ORDER_8_TWIN])
const MLKEM_Q = 3329

/** 32 bytes below p (so the top bit is 0 too), not of small order. */
export function isStrictCoordinate(u: Uint8Array): boolean {
  if (u.length !== X25519_BYTES) return false
  const value = littleEndian(u)
  return value < FIELD_PRIME && !SMALL_ORDER_U.has(value)
}

/** Every 12-bit coefficient of the first 1,152 bytes is below q; the last 32 bytes are a free seed. */
function isMlkemPublicKey(key: Uint8Array): boolean {
  if (key.length !== MLKEM_PUBLIC_BYTES) return false
  for (let i = 0; i < MLKEM_PUBLIC_BYTES - 32; i += 3) {
    const middle = key[i + 1] ?? 0
    if (((key[i] ?? 0) | ((middle & 15) << 8)) >= MLKEM_Q) return false
    if (((middle >> 4) | ((key[i + 2] ?? 0) << 4)) >= MLKEM_Q) return false
  }
  return true
}

export function isStrictXWingPublicKey(key: Uint8Array): boolean {
  return isMlkemPublicKey(key.subarray(0, MLKEM_PUBLIC_BYTES)) && isStrictCoordinate(key.subarray(MLKEM_PUBLIC_BYTES))
}
