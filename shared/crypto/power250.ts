/**
 * `x ** (2 ** 250 - 1)` in the field of Curve25519: nearly all the work of a square root or a residue test. In doubles, because
 * BigInt takes four times as long. Public values only: nothing here is constant time.
 *
 * A number is 13 limbs of 20 bits, signed, so 2^260 = 608 (mod p) wraps around. With limbs of at most 2^19 a column is below
 * 13 * 608 * 2^38 < 2^52 and every sum is exact. Source: Bernstein, Curve25519: new Diffie-Hellman speed records (PKC 2006),
 * section 4, for arithmetic in doubles.
 */
const LIMBS = 13
const LIMB_BITS = 20
const PER_LIMB = 2 ** -LIMB_BITS
/** 2^260 - 32 p. */
const WRAP = 608
/** Added and taken away again, it leaves the nearest multiple of 2^20. */
const ROUND = 1.5 * 2 ** (52 + LIMB_BITS)

const columns = new Float64Array(2 * LIMBS)

/** Takes the carries out of the first 13 columns. */
function carry(out: Float64Array): void {
  let high = 0
  for (let i = 0; i < LIMBS; i++) {
    const v = (columns[i] ?? 0) + high * PER_LIMB
    high = v + ROUND - ROUND
    out[i] = v - high
  }
  const low = (out[0] ?? 0) + WRAP * (high * PER_LIMB)
  high = low + ROUND - ROUND
  out[0] = low - high
  const next = (out[1] ?? 0) + high * PER_LIMB
  high = next + ROUND - ROUND
  out[1] = next - high
  out[2] = (out[2] ?? 0) + high * PER_LIMB
}

function multiplied(a: Float64Array, b: Float64Array): Float64Array {
  columns.fill(0)
  for (let i = 0; i < LIMBS; i++) {
    const limb = a[i] ?? 0
    for (let j = 0; j < LIMBS; j++) columns[i + j] = (columns[i + j] ?? 0) + limb * (b[j] ?? 0)
  }
  for (let i = 0; i < LIMBS; i++) columns[i] = (columns[i] ?? 0) + WRAP * (columns[i + LIMBS] ?? 0)
  const out = new Float64Array(LIMBS)
  carry(out)
  return out
}

/** `x ** (2 ** times)`. Unrolled: as a loop over limbs it would be no faster than BigInt. */
function squared(x: Float64Array, times: number): Float64Array {
  let x0 = x[0] ?? 0
  let x1 = x[1] ?? 0
  let x2 = x[2] ?? 0
  let x3 = x[3] ?? 0
  let x4 = x[4] ?? 0
  let x5 = x[5] ?? 0
  let x6 = x[6] ?? 0
  let x7 = x[7] ?? 0
  let x8 = x[8] ?? 0
  let x9 = x[9] ?? 0
  let x10 = x[10] ?? 0
  let x11 = x[11] ?? 0
  let x12 = x[12] ?? 0
  for (let n = 0; n < times; n++) {
    const t0 = x0 * x0 + WRAP * (2 * (x1 * x12 + x2 * x11 + x3 * x10 + x4 * x9 + x5 * x8 + x6 * x7))
    const t1 = 2 * x0 * x1 + WRAP * (2 * (x2 * x12 + x3 * x11 + x4 * x10 + x5 * x9 + x6 * x8) + x7 * x7)
    const t2 = 2 * x0 * x2 + x1 * x1 + WRAP * (2 * (x3 * x12 + x4 * x11 + x5 * x10 + x6 * x9 + x7 * x8))
    const t3 = 2 * (x0 * x3 + x1 * x2) + WRAP * (2 * (x4 * x12 + x5 * x11 + x6 * x10 + x7 * x9) + x8 * x8)
    const t4 = 2 * (x0 * x4 + x1 * x3) + x2 * x2 + WRAP * (2 * (x5 * x12 + x6 * x11 + x7 * x10 + x8 * x9))
    const t5 = 2 * (x0 * x5 + x1 * x4 + x2 * x3) + WRAP * (2 * (x6 * x12 + x7 * x11 + x8 * x10) + x9 * x9)
    const t6 = 2 * (x0 * x6 + x1 * x5 + x2 * x4) + x3 * x3 + WRAP * (2 * (x7 * x12 + x8 * x11 + x9 * x10))
    const t7 = 2 * (x0 * x7 + x1 * x6 + x2 * x5 + x3 * x4) + WRAP * (2 * (x8 * x12 + x9 * x11) + x10 * x10)
    const t8 = 2 * (x0 * x8 + x1 * x7 + x2 * x6 + x3 * x5) + x4 * x4 + WRAP * (2 * (x9 * x12 + x10 * x11))
    const t9 = 2 * (x0 * x9 + x1 * x8 + x2 * x7 + x3 * x6 + x4 * x5) + WRAP * (2 * x10 * x12 + x11 * x11)
    const t10 = 2 * (x0 * x10 + x1 * x9 + x2 * x8 + x3 * x7 + x4 * x6) + x5 * x5 + WRAP * (2 * x11 * x12)
    const t11 = 2 * (x0 * x11 + x1 * x10 + x2 * x9 + x3 * x8 + x4 * x7 + x5 * x6) + WRAP * (x12 * x12)
    const t12 = 2 * (x0 * x12 + x1 * x11 + x2 * x10 + x3 * x9 + x4 * x8 + x5 * x7) + x6 * x6
    let v = t0
    let high = v + ROUND - ROUND
    x0 = v - high
    v = t1 + high * PER_LIMB
    high = v + ROUND - ROUND
    x1 = v - high
    v = t2 + high * PER_LIMB
    high = v + ROUND - ROUND
    x2 = v - high
    v = t3 + high * PER_LIMB
    high = v + ROUND - ROUND
    x3 = v - high
    v = t4 + high * PER_LIMB
    high = v + ROUND - ROUND
    x4 = v - high
    v = t5 + high * PER_LIMB
    high = v + ROUND - ROUND
    x5 = v - high
    v = t6 + high * PER_LIMB
    high = v + ROUND - ROUND
    x6 = v - high
    v = t7 + high * PER_LIMB
    high = v + ROUND - ROUND
    x7 = v - high
    v = t8 + high * PER_LIMB
    high = v + ROUND - ROUND
    x8 = v - high
    v = t9 + high * PER_LIMB
    high = v + ROUND - ROUND
    x9 = v - high
    v = t10 + high * PER_LIMB
    high = v + ROUND - ROUND
    x10 = v - high
    v = t11 + high * PER_LIMB
    high = v + ROUND - ROUND
    x11 = v - high
    v = t12 + high * PER_LIMB
    high = v + ROUND - ROUND
    x12 = v - high
    v = x0 + WRAP * (high * PER_LIMB)
    high = v + ROUND - ROUND
    x0 = v - high
    v = x1 + high * PER_LIMB
    high = v + ROUND - ROUND
    x1 = v - high
    x2 += high * PER_LIMB
  }
  return Float64Array.of(x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12)
}

function limbsOf(value: bigint): Float64Array {
  columns.fill(0)
  let rest = value
  for (let i = 0; i < LIMBS; i++) {
    columns[i] = Number(BigInt.asUintN(LIMB_BITS, rest))
    rest >>= BigInt(LIMB_BITS)
  }
  const out = new Float64Array(LIMBS)
  carry(out)
  return out
}

function valueOf(limbs: Float64Array): bigint {
  let value = 0n
  for (let i = LIMBS - 1; i >= 0; i--) value = (value << BigInt(LIMB_BITS)) + BigInt(limbs[i] ?? 0)
  return value
}

/** `x` below 2^260; the result is congruent, not reduced, and may be negative. */
export function power250(value: bigint): bigint {
  const x = limbsOf(value)
  const x9 = multiplied(squared(x, 3), x)
  const x11 = multiplied(x9, squared(x, 1))
  const ones5 = multiplied(squared(x11, 1), x9)
  const ones10 = multiplied(squared(ones5, 5), ones5)
  const ones20 = multiplied(squared(ones10, 10), ones10)
  const ones40 = multiplied(squared(ones20, 20), ones20)
  const ones50 = multiplied(squared(ones40, 10), ones10)
  const ones100 = multiplied(squared(ones50, 50), ones50)
  const ones200 = multiplied(squared(ones100, 100), ones100)
  return valueOf(multiplied(squared(ones200, 50), ones50))
}
