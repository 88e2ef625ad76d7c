/**
 * Signing and verifying, strictly. Promises one verdict on every platform: what libraries disagree about (P2.2) is refused
 * here, whatever they say. Source: docs/protocol.md P2.2.
 */
import { encodeBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/cursor.ts'
import { SIGNATURE_BYTES } from '../protocol.ts'
import { isStrictEdwardsPoint, isStrictScalar } from './edwards.ts'
import type { SigningSeed, VerifyKey } from './keys.ts'
import { isPrimeOrder } from './prime-order.ts'
import type { SigningPrimitives } from './primitives.ts'

/** Keys whose verdict is remembered: more devices and tickets than one desk meets in a session. */
const REMEMBERED_KEYS = 16_384
const primeOrder = new Map<string, boolean>()

/** Costs more than the signature does, so once per key. */
function isOfPrimeOrder(key: VerifyKey): boolean {
  const name = encodeBase64url(key)
  const remembered = primeOrder.get(name)
  if (remembered !== undefined) return remembered
  const verdict = isPrimeOrder(key)
  if (primeOrder.size >= REMEMBERED_KEYS) primeOrder.clear()
  primeOrder.set(name, verdict)
  return verdict
}

/** 64 bytes. */
export function sign(p: SigningPrimitives, seed: SigningSeed, message: Bytes): Promise<Bytes> {
  return p.ed25519Sign(seed, message)
}

/** P2.2, and `[S]B = R + [k]A` without cofactor. */
export async function verify(p: SigningPrimitives, key: VerifyKey, message: Bytes, signature: Bytes): Promise<boolean> {
  // The order last: a key that is made up costs no more than its signature.
  return (await verifyOfAnyOrder(p, key, message, signature)) && isOfPrimeOrder(key)
}

/**
 * The same but for the key's order, about which libraries may disagree: only for a verdict that one program alone gives and
 * a key that speaks for nobody but its holder.
 */
export async function verifyOfAnyOrder(
  p: SigningPrimitives,
  key: VerifyKey,
  message: Bytes,
  signature: Bytes,
): Promise<boolean> {
  if (signature.length !== SIGNATURE_BYTES) return false
  if (!isStrictScalar(signature.subarray(32)) || !isStrictEdwardsPoint(signature.subarray(0, 32))) return false
  return isStrictEdwardsPoint(key) && p.ed25519Verify(key, message, signature)
}
