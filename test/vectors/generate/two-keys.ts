/**
 * An envelope whose box opens under two keys: Poly1305 binds a message to no key, so two blocks can be chosen that give one
 * tag under both. The commitment is the other key's; only it tells. Source: Dodis, Grubbs, Ristenpart, Woodage, Fast Message
 * Franking (CRYPTO 2018).
 */
import nacl from 'tweetnacl'
import { exportByLibraries, bytesFor, lp, sodium } from './independent.ts'

const P = 2n ** 130n - 5n
const NONCE = new Uint8Array(24)

const littleEndian = (bytes: Uint8Array): bigint => bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
const toBytes = (value: bigint): Buffer =>
  Buffer.from(Array.from({ length: 16 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n)))
const mod = (value: bigint): bigint => ((value % P) + P) % P

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let b = base, e = exponent; e > 0n; e >>= 1n, b = mod(b * b)) if (e & 1n) result = mod(result * b)
  return result
}

/** Not in the type declarations; libsodium's wrapper has no plain XSalsa20 at all. The box is opened by libsodium below. */
const { lowlevel } = nacl as unknown as {
  readonly lowlevel: {
    crypto_stream(out: Uint8Array, at: number, bytes: number, nonce: Uint8Array, key: Uint8Array): void
  }
}

/** r and s of Poly1305 for a secretbox key: the first 32 bytes of its stream. */
function polyKey(key: Uint8Array): { readonly r: bigint; readonly s: bigint } {
  const stream = new Uint8Array(32)
  lowlevel.crypto_stream(stream, 0, 32, NONCE, key)
  return {
    r: littleEndian(stream.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn,
    s: littleEndian(stream.subarray(16)),
  }
}

/** Coefficients of the tag: constant part with both free blocks zero, and what one unit of each block adds. */
function linear(
  r: bigint,
  blocks: readonly bigint[],
): { readonly constant: bigint; readonly weights: readonly bigint[] } {
  const weights = blocks.map((_, i) => power(r, BigInt(blocks.length - i)))
  return { weights, constant: mod(blocks.reduce((sum, block, i) => sum + block * weights[i]!, 0n)) }
}

export async function boxForTwoKeys(seed: Buffer, enc: Buffer, info: Buffer, plainBytes: number): Promise<Buffer> {
  const bodyKey = await exportByLibraries(seed, enc, info, lp('sosafe/v1/body'))
  const otherKey = bytesFor('the other body key', 32)
  const otherCommitment = bytesFor('the other commitment', 32)
  const keys = [polyKey(bodyKey), polyKey(otherKey)] as const
  const ciphertext = Buffer.from(bytesFor('ciphertext for two keys', plainBytes))
  const count = Math.ceil(plainBytes / 16)
  const blocks = Array.from({ length: count }, (_, i) => {
    const block = ciphertext.subarray(i * 16, i * 16 + 16)
    return littleEndian(block) + (1n << BigInt(8 * block.length))
  })
  // Blocks 0 and 1 are free; both contribute at least the 2^128 that every full block carries.
  const fixed = blocks.map((block, i) => (i < 2 ? 1n << 128n : block))
  const [one, two] = [linear(keys[0].r, fixed), linear(keys[1].r, fixed)]
  const determinant = mod(one.weights[0]! * two.weights[1]! - one.weights[1]! * two.weights[0]!)
  const inverse = power(determinant, P - 2n)
  for (let attempt = 0; ; attempt++) {
    const tag = littleEndian(bytesFor(`tag ${attempt}`, 16))
    const wanted = keys.map(({ s }, i) => mod(mod(tag - s + (tag < s ? 1n << 128n : 0n)) - [one, two][i]!.constant))
    const x = mod((wanted[0]! * two.weights[1]! - wanted[1]! * one.weights[1]!) * inverse)
    const y = mod((wanted[1]! * one.weights[0]! - wanted[0]! * two.weights[0]!) * inverse)
    if (x >= 1n << 128n || y >= 1n << 128n) continue
    toBytes(x).copy(ciphertext, 0)
    toBytes(y).copy(ciphertext, 16)
    const box = Buffer.concat([toBytes(tag), ciphertext])
    for (const key of [bodyKey, otherKey]) sodium.crypto_secretbox_open_easy(box, NONCE, key)
    return Buffer.concat([Buffer.of(1, 1, 0, 23), enc, otherCommitment, box])
  }
}
