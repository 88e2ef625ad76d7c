/**
 * The field of Curve25519 in BigInt, for public values only: nothing here is constant time. Source: RFC 7748 section 4.1.
 */
import { power250 as power250Unreduced } from './power250.ts'

export const FIELD_PRIME: bigint = 2n ** 255n - 19n

/** Of 32 bytes. */
export function littleEndian(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const at = (index: number): bigint => view.getBigUint64(index * 8, true)
  return at(0) | (at(1) << 64n) | (at(2) << 128n) | (at(3) << 192n)
}

/** The representative from 0 to p-1. */
export function mod(value: bigint): bigint {
  const rest = value % FIELD_PRIME
  return rest < 0n ? rest + FIELD_PRIME : rest
}

/** `x ** (2 ** times)`. */
function squared(x: bigint, times: number): bigint {
  let result = x
  for (let i = 0; i < times; i++) result = (result * result) % FIELD_PRIME
  return result
}

const power250 = (x: bigint): bigint => mod(power250Unreduced(x))

/** `2 ** ((p - 1) / 4)`, a root of -1: written down, because an app that opens on an old phone has better to do. */
const ROOT_OF_MINUS_ONE = 19681161376707505956807079304988542015446066515923890162744021073123829784752n

/** A root of `x` (reduced), either one; null for a non-residue. */
export function squareRoot(x: bigint): bigint | null {
  // x ** ((p + 3) / 8) is a root of x or of -x.
  const root = squared(mod(squared(power250(x), 1) * x), 1)
  const check = mod(root * root)
  if (check === x) return root
  return check === mod(-x) ? mod(root * ROOT_OF_MINUS_ONE) : null
}

/** Whether `x` (reduced, not zero) is a fourth power: `x ** ((p - 1) / 4) = 1`. */
export function isFourthPower(x: bigint): boolean {
  return mod(squared(power250(x), 3) * x * x * x) === 1n
}
