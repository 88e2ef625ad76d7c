/** Primitives by libsodium and OpenSSL; where both know one, they must agree. */
import { createCipheriv, createPrivateKey, createPublicKey, diffieHellman, sign } from 'node:crypto'
import { argon2id } from '@noble/hashes/argon2.js'
import { argon2id as wasmArgon2id } from 'hash-wasm'
import { bytesFor, hex, hkdf, hmac, sha256, sodium } from './independent.ts'

const der = (prefix: string, bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from(prefix, 'hex'), bytes])
const privateKey = (oid: '6e' | '70', bytes: Uint8Array) =>
  createPrivateKey({ key: der(`302e020100300506032b65${oid}04220420`, bytes), format: 'der', type: 'pkcs8' })

function agreed(what: string, first: Uint8Array, second: Uint8Array): Uint8Array {
  if (!Buffer.from(first).equals(second)) throw new Error(`two programs disagree: ${what}`)
  return first
}

function ed25519() {
  return [0, 1, 31, 64, 65, 1000].map((length, i) => {
    const seed = bytesFor(`ed25519 seed ${i}`, 32)
    const message = bytesFor(`ed25519 message ${i}`, length)
    const pair = sodium.crypto_sign_seed_keypair(seed)
    const signature = agreed(
      'Ed25519',
      sodium.crypto_sign_detached(message, pair.privateKey),
      sign(null, message, privateKey('70', seed)),
    )
    return { seed: hex(seed), publicKey: hex(pair.publicKey), message: hex(message), signature: hex(signature) }
  })
}

function x25519() {
  return [0, 1, 2, 3].map((i) => {
    const secret = bytesFor(`x25519 secret ${i}`, 32)
    const point = sodium.crypto_scalarmult_base(bytesFor(`x25519 peer ${i}`, 32))
    const publicKey = createPublicKey({ key: der('302a300506032b656e032100', point), format: 'der', type: 'spki' })
    const shared = agreed(
      'X25519',
      sodium.crypto_scalarmult(secret, point),
      diffieHellman({ privateKey: privateKey('6e', secret), publicKey }),
    )
    return {
      private: hex(secret),
      ownPublic: hex(sodium.crypto_scalarmult_base(secret)),
      public: hex(point),
      shared: hex(shared),
    }
  })
}

function mlkem() {
  return [0, 1].map((i) => {
    const seed = bytesFor(`ml-kem seed ${i}`, 64)
    const pair = sodium.crypto_kem_mlkem768_seed_keypair(seed)
    const randomness = bytesFor(`ml-kem randomness ${i}`, 32)
    const { ciphertext, sharedSecret } = sodium.crypto_kem_mlkem768_enc_deterministic(pair.publicKey, randomness)
    const tampered = Uint8Array.from(ciphertext)
    tampered[i * 500] = tampered[i * 500]! ^ 1
    return {
      seed: hex(seed),
      publicKey: hex(pair.publicKey),
      randomness: hex(randomness),
      ciphertext: hex(ciphertext),
      shared: hex(sharedSecret),
      flippedByte: i * 500,
      rejected: hex(sodium.crypto_kem_mlkem768_dec(tampered, pair.privateKey)),
    }
  })
}

function secretbox() {
  return [0, 1, 15, 16, 63, 64, 65, 500].map((length) => {
    const key = bytesFor(`secretbox key ${length}`, 32)
    const plain = bytesFor(`secretbox plain ${length}`, length)
    return { key: hex(key), plain: hex(plain), box: hex(sodium.crypto_secretbox_easy(plain, new Uint8Array(24), key)) }
  })
}

function hashes() {
  return [0, 1, 55, 56, 64, 2047, 2048, 5000].map((length) => {
    const data = bytesFor(`hash ${length}`, length)
    const key = bytesFor(`hash key ${length}`, length % 100)
    return {
      data: hex(data),
      key: hex(key),
      sha256: hex(agreed('SHA-256', sha256(data), sodium.crypto_hash_sha256(data))),
      hmac: hex(hmac(key, data)),
      hkdf42: hex(hkdf(data, key, 42)),
    }
  })
}

function aesGcm() {
  return [0, 1, 100].map((length) => {
    const key = bytesFor(`gcm key ${length}`, 32)
    const nonce = bytesFor(`gcm nonce ${length}`, 12)
    const plain = bytesFor(`gcm plain ${length}`, length)
    const associated = bytesFor(`gcm associated ${length}`, length % 40)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated)
    const box = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    return { key: hex(key), nonce: hex(nonce), plain: hex(plain), associated: hex(associated), box: hex(box) }
  })
}

async function argon2() {
  const settings = [
    { memoryKiB: 8, iterations: 1 },
    { memoryKiB: 1024, iterations: 2 },
    { memoryKiB: 65_536, iterations: 3 },
  ]
  return Promise.all(
    settings.map(async ({ memoryKiB, iterations }) => {
      const password = bytesFor(`argon2 password ${memoryKiB}`, 25)
      const salt = bytesFor(`argon2 salt ${memoryKiB}`, 16)
      const common = { password, salt, iterations, parallelism: 1, hashLength: 32 }
      const byWasm = await wasmArgon2id({ ...common, memorySize: memoryKiB, outputType: 'binary' })
      const byNoble = argon2id(password, salt, { t: iterations, m: memoryKiB, p: 1, dkLen: 32 })
      const hash = agreed('Argon2id', byWasm, byNoble)
      const { crypto_pwhash, crypto_pwhash_ALG_ARGON2ID13 } = sodium
      agreed(
        'Argon2id',
        hash,
        crypto_pwhash(32, password, salt, iterations, memoryKiB * 1024, crypto_pwhash_ALG_ARGON2ID13),
      )
      return { memoryKiB, iterations, password: hex(password), salt: hex(salt), hash: hex(hash) }
    }),
  )
}

export async function primitives(): Promise<object> {
  return {
    made: 'libsodium-wrappers-sumo 0.8.4 and node:crypto (OpenSSL) where both know the primitive, and they agree; argon2id also hash-wasm 4.13.0 and @noble/hashes 2.4.0',
    ed25519: ed25519(),
    x25519: x25519(),
    mlkem: mlkem(),
    secretbox: secretbox(),
    hashes: hashes(),
    aesGcm: aesGcm(),
    argon2id: await argon2(),
  }
}
