/**
 * The primitives in JavaScript: tweetnacl, noble, fflate. Works everywhere, slower than what a browser brings. AES-GCM alone
 * has no stand-in here: every browser that runs the apps has it. Source: docs/protocol.md section 2.
 */
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import nacl from 'tweetnacl'
import type { Bytes } from '../bytes/cursor.ts'
import { createAesGcm } from './aes-gcm.ts'
import { hkdfSha256, hmacSha256, sha256 } from './hmac.ts'
import { inflate } from './inflate.ts'
import { own } from './own.ts'
import type { MlkemKey, MlkemPublicKey, Primitives, X25519Key } from './primitives.ts'
import { secretboxOpen, secretboxSeal } from './secretbox.ts'

const MLKEM_RANDOM_BYTES = 32

async function x25519Key(secret: Bytes): Promise<X25519Key> {
  return {
    publicKey: own(nacl.scalarMult.base(secret)),
    async agree(point) {
      const shared = own(nacl.scalarMult(secret, point))
      return shared.every((byte) => byte === 0) ? null : shared
    },
  }
}

async function mlkemKey(seed: Bytes): Promise<MlkemKey> {
  const { publicKey, secretKey } = ml_kem768.keygen(seed)
  return {
    publicKey: own(publicKey),
    decapsulate: async (ciphertext) => own(ml_kem768.decapsulate(ciphertext, secretKey)),
  }
}

async function mlkemPublicKey(publicKey: Bytes): Promise<MlkemPublicKey | null> {
  return {
    async encapsulate(random) {
      const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey, random(MLKEM_RANDOM_BYTES))
      return { ciphertext: own(cipherText), shared: own(sharedSecret) }
    },
  }
}

export function createJsPrimitives(subtle: Pick<SubtleCrypto, 'importKey' | 'encrypt' | 'decrypt'>): Primitives {
  return {
    name: 'js',
    sha256: async (data) => sha256(data),
    hmacSha256: async (key, data) => hmacSha256(key, data),
    hkdfSha256: async (salt, ikm, info, lengthBytes) => hkdfSha256(salt, ikm, info, lengthBytes),
    ed25519PublicKey: async (seed) => own(nacl.sign.keyPair.fromSeed(seed).publicKey),
    ed25519Sign: async (seed, message) => own(nacl.sign.detached(message, nacl.sign.keyPair.fromSeed(seed).secretKey)),
    ed25519Verify: async (publicKey, message, signature) => nacl.sign.detached.verify(message, signature, publicKey),
    x25519Key,
    mlkemKey,
    mlkemPublicKey,
    secretboxSeal,
    secretboxOpen,
    // for sealing alone: its tables take a slow phone the time of a tap
    deflate: async (data) => (await import('./deflate.ts')).deflate(data),
    inflate: async (data, maxBytes) => inflate(data, maxBytes),
    ...createAesGcm(subtle),
  }
}
