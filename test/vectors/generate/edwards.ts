/**
 * Keys and signatures at the edges of Ed25519, made with libsodium's group operations. `lenient`: what tweetnacl alone says,
 * which shows that the strict checks and nothing else refuse these.
 */
import { createHash } from 'node:crypto'
import nacl from 'tweetnacl'
import { bytesFor, hex, sodium } from './independent.ts'

const L = 2n ** 252n + 27742317777372353535851937790883648493n
const P = 2n ** 255n - 19n

function littleEndian(value: bigint, length = 32): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
}
function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}

/** A generator of the eight points of small order, and its multiples 0 to 7. */
function torsion(): Uint8Array[] {
  const order8 = Buffer.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'hex')
  const points: Uint8Array[] = [littleEndian(1n)]
  for (let i = 1; i < 8; i++) points.push(i === 1 ? order8 : sodium.crypto_core_ed25519_add(points[i - 1]!, order8))
  return points
}

interface Secret {
  readonly scalar: bigint
  readonly publicKey: Uint8Array
}

function secretOf(purpose: string): Secret {
  const seed = bytesFor(purpose, 32)
  const digest = createHash('sha512').update(seed).digest().subarray(0, 32)
  digest[0] = digest[0]! & 248
  digest[31] = (digest[31]! & 127) | 64
  return { scalar: numberOf(digest), publicKey: sodium.crypto_sign_seed_keypair(seed).publicKey }
}

const challenge = (r: Uint8Array, a: Uint8Array, message: Uint8Array): bigint =>
  numberOf(createHash('sha512').update(r).update(a).update(message).digest()) % L

/** `[S]B = R + [k]A` holds without the cofactor, because k is a multiple of 8 and kills the torsion of A. */
function signWithMixedKey(secret: Secret, torsionPoint: Uint8Array) {
  const publicKey = sodium.crypto_core_ed25519_add(secret.publicKey, torsionPoint)
  const nonce = numberOf(bytesFor('nonce of a mixed key', 32)) % L
  const r = sodium.crypto_scalarmult_ed25519_base_noclamp(littleEndian(nonce))
  for (let i = 0; ; i++) {
    const message = Buffer.from(`message ${i}`)
    const k = challenge(r, publicKey, message)
    if (k % 8n === 0n)
      return { publicKey, message, signature: Buffer.concat([r, littleEndian((nonce + k * secret.scalar) % L)]) }
  }
}

/** R is a point of small order: with the identity, `S = k a` is a signature for every message. */
function signWithSmallR(secret: Secret, r: Uint8Array) {
  const message = Buffer.from('any message')
  const k = challenge(r, secret.publicKey, message)
  return { publicKey: secret.publicKey, message, signature: Buffer.concat([r, littleEndian((k * secret.scalar) % L)]) }
}

function refusedSignatures() {
  const secret = secretOf('edge signatures')
  const points = torsion()
  const identity = points[0]!
  const good = secretOf('malleated')
  const seed = bytesFor('malleated', 32)
  const message = Buffer.from('malleated')
  const signature = sodium.crypto_sign_detached(message, sodium.crypto_sign_seed_keypair(seed).privateKey)
  const plusL = Buffer.concat([signature.subarray(0, 32), littleEndian(numberOf(signature.subarray(32)) + L)])
  const nothing = Buffer.concat([identity, littleEndian(0n)])
  const cases = [
    ...[1, 2, 4].map((i) => ({ name: `key of mixed order (${8 / i})`, ...signWithMixedKey(secret, points[i]!) })),
    { name: 'R is the identity', ...signWithSmallR(secret, identity) },
    { name: 'R is the identity, not canonical (y = p + 1)', ...signWithSmallR(secret, littleEndian(P + 1n)) },
    { name: 'R is the identity with the sign set', ...signWithSmallR(secret, littleEndian(1n | (1n << 255n))) },
    { name: 'S + L', publicKey: good.publicKey, message, signature: plusL },
    ...points.map((point, i) => ({
      name: `key of small order, multiple ${i}`,
      publicKey: point,
      message,
      signature: nothing,
    })),
    { name: 'key is the identity, not canonical', publicKey: littleEndian(P + 1n), message, signature: nothing },
    {
      name: 'key is the identity with the sign set',
      publicKey: littleEndian(1n | (1n << 255n)),
      message,
      signature: nothing,
    },
    { name: 'key with y = p', publicKey: littleEndian(P), message, signature: nothing },
  ]
  return cases.map(({ name, publicKey, message: text, signature: bytes }) => ({
    name,
    publicKey: hex(publicKey),
    message: hex(text),
    signature: hex(bytes),
    lenient: nacl.sign.detached.verify(text, bytes, publicKey),
  }))
}

/** Points and whether they are of prime order, as libsodium sees it. */
function points() {
  const cases = [0, 1, 2, 3].flatMap((i) =>
    torsion().map((point) => sodium.crypto_core_ed25519_add(secretOf(`point ${i}`).publicKey, point)),
  )
  const anyBytes = Array.from({ length: 24 }, (_, i) => {
    const bytes = Uint8Array.from(bytesFor(`bytes ${i}`, 32))
    return bytes
  })
  return [...cases, ...anyBytes].map((point) => ({
    point: hex(point),
    primeOrder: sodium.crypto_core_ed25519_is_valid_point(point),
  }))
}

export async function edwards(): Promise<object> {
  return {
    made: 'libsodium-wrappers-sumo 0.8.4 (group operations, is_valid_point); `lenient` by tweetnacl 1.0.3',
    refusedSignatures: refusedSignatures(),
    points: points(),
  }
}
