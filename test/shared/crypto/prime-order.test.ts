/** P2.2: keys of mixed order, found by halving; here compared with plain multiplication by L. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStrictEdwardsPoint, isStrictScalar } from '../../../shared/crypto/edwards.ts'
import { FIELD_PRIME as P, isFourthPower, littleEndian, mod, squareRoot } from '../../../shared/crypto/field.ts'
import { power250 } from '../../../shared/crypto/power250.ts'
import { isPrimeOrder } from '../../../shared/crypto/prime-order.ts'

const L = 2n ** 252n + 27742317777372353535851937790883648493n

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let b = mod(base)
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = mod(result * b)
    b = mod(b * b)
  }
  return result
}
const D = mod(-121665n * power(121666n, P - 2n))

interface Point {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
  readonly t: bigint
}

function add(p: Point, q: Point): Point {
  const [a, b] = [mod((p.y - p.x) * (q.y - q.x)), mod((p.y + p.x) * (q.y + q.x))]
  const [c, d] = [mod(2n * p.t * D * q.t), mod(2n * p.z * q.z)]
  const [e, f, g, h] = [b - a, d - c, d + c, b + a]
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h) }
}

function multiply(point: Point, scalar: bigint): Point {
  let result: Point = { x: 0n, y: 1n, z: 1n, t: 0n }
  let doubled = point
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, doubled)
    doubled = add(doubled, doubled)
  }
  return result
}

function pointOf(y: bigint): Point | null {
  const x = squareRoot(mod((y * y - 1n) * power(mod(D * y * y + 1n), P - 2n)))
  return x === null ? null : { x, y, z: 1n, t: mod(x * y) }
}

function encode(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
}

const affineY = (point: Point): bigint => mod(point.y * power(point.z, P - 2n))
const isIdentity = (point: Point): boolean => point.x === 0n && point.y === point.z
const field = fc.bigInt({ min: 0n, max: P - 1n })

test('agrees with multiplication by L for any y, on the curve or not', () => {
  fc.assert(
    fc.property(field, (y) => {
      fc.pre(isStrictEdwardsPoint(encode(y)))
      const point = pointOf(y)
      expect(isPrimeOrder(encode(y))).toBe(point !== null && isIdentity(multiply(point, L)))
    }),
    { numRuns: 150 },
  )
})

test('agrees on every coset of the torsion: the point times 8 is of prime order, with torsion added it is not', () => {
  const order8 = pointOf(0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n)!
  fc.assert(
    fc.property(field, fc.nat(7), (y, multiple) => {
      const point = pointOf(y)
      fc.pre(point !== null)
      const prime = multiply(point!, 8n)
      fc.pre(!isIdentity(prime))
      const shifted = encode(affineY(add(prime, multiply(order8, BigInt(multiple)))))
      expect(isPrimeOrder(shifted)).toBe(multiple === 0)
    }),
    { numRuns: 150 },
  )
})

test('both signs of x have the same verdict', () => {
  fc.assert(
    fc.property(field, (y) => {
      fc.pre(isStrictEdwardsPoint(encode(y)))
      const other = encode(y)
      other[31] = other[31]! | 128
      expect(isPrimeOrder(other)).toBe(isPrimeOrder(encode(y)))
    }),
    { numRuns: 50 },
  )
})

test('powers in doubles are exact, at the edges of the limbs too', () => {
  const edges = fc.constantFrom(0n, 1n, P - 1n, P - 19n, 2n ** 20n - 1n, 2n ** 19n, 2n ** 254n, (2n ** 255n - 1n) % P)
  const limbs = fc
    .array(fc.constantFrom(0n, 1n, 2n ** 19n - 1n, 2n ** 19n, 2n ** 20n - 1n), { minLength: 13, maxLength: 13 })
    .map((parts) => parts.reduce((value, part) => (value << 20n) | part, 0n) % P)
  fc.assert(
    fc.property(fc.oneof(field, edges, limbs), (x) => {
      expect(mod(power250(x))).toBe(power(x, 2n ** 250n - 1n))
    }),
    { numRuns: 400 },
  )
})

test('roots and fourth powers are what they are called', () => {
  fc.assert(
    fc.property(field, (x) => {
      fc.pre(x !== 0n)
      const root = squareRoot(mod(x * x))
      expect(root === x || root === P - x).toBe(true)
      expect(squareRoot(x) === null).toBe(power(x, (P - 1n) / 2n) !== 1n)
      expect(isFourthPower(mod(x ** 4n))).toBe(true)
      expect(isFourthPower(x)).toBe(power(x, (P - 1n) / 4n) === 1n)
    }),
    { numRuns: 100 },
  )
})

test('encodings are canonical: y below p, S below L, little-endian', () => {
  expect(littleEndian(encode(P - 2n))).toBe(P - 2n)
  for (const y of [P, P + 1n, P + 18n, 0n, 1n, P - 1n]) {
    expect(isStrictEdwardsPoint(encode(y))).toBe(false)
    expect(isStrictEdwardsPoint(encode(y | (1n << 255n)))).toBe(false)
  }
  expect(isStrictEdwardsPoint(encode(3n))).toBe(true)
  expect(isStrictEdwardsPoint(new Uint8Array(31))).toBe(false)
  expect([L - 1n, L, L + 1n, 2n ** 256n - 1n].map((s) => isStrictScalar(encode(s)))).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(isStrictScalar(new Uint8Array(33))).toBe(false)
})
