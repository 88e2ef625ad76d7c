/**
 * Whether a point of edwards25519 lies in the subgroup of prime order: P2.2 refuses keys of mixed order. The curve's group is
 * cyclic of order 8L, so the subgroup is what can be halved three times. Multiplying by L would say the same in three times
 * the time; the test beside this file compares the two.
 *
 * On Montgomery's form, u = (1 + y) / (1 - y) and v^2 = u (u^2 + A u + 1):
 *   P = 2Q exactly if u = s^2. Then U of Q solves U + 1/U = w with w = 2 (u + t), t^2 = u^2 + A u + 1, for the one sign of t that
 *   makes w + A = m^2 a square (the product of both is A^2 - 4, a non-residue); U = w/2 + s m and V = m U.
 *   Q lies in 4E exactly if the Tate pairing of order 4 with T = (1, v4), v4^2 = A + 2, is trivial on it:
 *   U (m - v4)^2 is a fourth power.
 * Everything is carried times powers of (1 - y), so that nothing is inverted; fourth powers do not change the last test.
 * Sources: docs/protocol.md P2.2; Pornin, eprint.iacr.org/2022/1164 (halving); Galbraith, Mathematics of Public Key
 * Cryptography, chapter 26 (Tate pairing).
 */
import { yOf } from './edwards.ts'
import { isFourthPower, mod, squareRoot } from './field.ts'

const A = 486662n

let v4: bigint | null = null

/** Found at the first key and not before: an app that opens on an old phone has better to do. */
function rootOfOrder4(): bigint {
  v4 ??= squareRoot(A + 2n)
  if (v4 === null) throw new Error('A + 2 is a square')
  return v4
}

/** False for what is not on the curve, and for mixed order. Call isStrictEdwardsPoint first: it excludes the eight points of small order. */
export function isPrimeOrder(encoded: Uint8Array): boolean {
  const y = yOf(encoded)
  const above = mod(1n + y)
  const below = mod(1n - y)
  const s = squareRoot(mod(above * below))
  if (s === null) return false
  const t = squareRoot(mod(above * above + A * above * below + below * below))
  // u is a square, so v^2 is one exactly if this is: else no point has this y.
  if (t === null) return false
  const halfPlus = mod(above + t)
  const rootPlus = squareRoot(mod((2n * halfPlus + A * below) * below))
  const half = rootPlus === null ? mod(above - t) : halfPlus
  const m = rootPlus ?? squareRoot(mod((2n * half + A * below) * below))
  if (m === null) throw new Error('one of the two is a square')
  const bigU = mod(half * below + s * m)
  const line = mod(m - rootOfOrder4() * below)
  return isFourthPower(mod(bigU * mod(line * line)))
}
