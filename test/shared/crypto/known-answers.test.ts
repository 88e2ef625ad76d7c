/** P2.1, P2.2: an Ed25519 that multiplies by the cofactor gives another verdict for an R of mixed order, and is not used. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createJsPrimitives } from '../../../shared/crypto/js-primitives.ts'
import { answersEd25519 } from '../../../shared/crypto/known-answers.ts'
import { createWebEd25519 } from '../../../shared/crypto/web-ed25519.ts'
import { createWebPrimitives } from '../../../shared/crypto/web-primitives.ts'
import { sodium } from '../../vectors/generate/independent.ts'

const { subtle } = globalThis.crypto
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const IDENTITY = Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 1 : 0))

const littleEndian = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * index)) & 255n))
const numberOf = (bytes: Uint8Array): bigint => bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)

/** `[8][S]B = [8]R + [8][k]A`, as RFC 8032 allows. */
function verifyCofactored(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const r = signature.subarray(0, 32)
  const k = numberOf(createHash('sha512').update(r).update(publicKey).update(message).digest()) % L
  const expected = sodium.crypto_core_ed25519_add(
    r,
    sodium.crypto_scalarmult_ed25519_noclamp(littleEndian(k), publicKey),
  )
  const made = sodium.crypto_scalarmult_ed25519_base_noclamp(signature.subarray(32))
  let difference = sodium.crypto_core_ed25519_sub(made, expected)
  for (let doubled = 0; doubled < 3; doubled++) difference = sodium.crypto_core_ed25519_add(difference, difference)
  return sodium.memcmp(difference, IDENTITY)
}

const native = createWebEd25519(subtle)

test('an Ed25519 with the cofactor signs and verifies like any other, and fails the known answer', async () => {
  const cofactored = {
    ...native,
    ed25519Verify: async (...[key, message, signature]: Parameters<typeof native.ed25519Verify>) =>
      verifyCofactored(key, message, signature),
  }
  const seed = new Uint8Array(32).fill(3)
  const key = await native.ed25519PublicKey(seed)
  expect(await cofactored.ed25519Verify(key, seed, await native.ed25519Sign(seed, seed))).toBe(true)
  expect(await cofactored.ed25519Verify(key, key, await native.ed25519Sign(seed, seed))).toBe(false)
  expect(await answersEd25519(native)).toBe(true)
  expect(await answersEd25519(cofactored)).toBe(false)
})

test('where WebCrypto has the cofactor, JavaScript signs and verifies', async () => {
  const keys = new Map<CryptoKey, Uint8Array>()
  const cofactored = new Proxy(subtle, {
    get(target, name) {
      if (name === 'importKey') {
        return async (...args: Parameters<SubtleCrypto['importKey']>): Promise<CryptoKey> => {
          const key = await subtle.importKey(...args)
          if (args[0] === 'raw') keys.set(key, new Uint8Array(args[1] as ArrayBuffer))
          return key
        }
      }
      if (name === 'verify') {
        return async (_algorithm: unknown, key: CryptoKey, signature: Uint8Array, message: Uint8Array) =>
          verifyCofactored(keys.get(key) ?? IDENTITY, message, signature)
      }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  let loads = 0
  const p = createWebPrimitives(cofactored, async () => {
    loads++
    return createJsPrimitives(subtle)
  })
  await p.ed25519PublicKey(new Uint8Array(32))
  expect(loads).toBe(1)
})
