/**
 * The port: every primitive that the protocol stands on, and nothing above it. Two implementations stand behind it (web and
 * js); both promise the same answer to every input that passed the strict checks of P2.2 and P2.3, which stand in sign.ts and
 * kem.ts in front of them. Source: docs/protocol.md section 2.
 */
import type { Bytes } from '../bytes/cursor.ts'

/** So many bytes of secure randomness. Passed in, so that tests repeat. */
export type Random = (lengthBytes: number) => Bytes

/** An expanded ML-KEM-768 key. Its secret half never leaves the closure. */
export interface MlkemKey {
  /** 1,184 bytes. */
  readonly publicKey: Bytes
  /** 1,088 bytes in, 32 out. A foreign ciphertext gives 32 bytes that nobody else has, never an error. */
  decapsulate(ciphertext: Bytes): Promise<Bytes>
}

export interface MlkemEncapsulation {
  /** 1,088 bytes. */
  readonly ciphertext: Bytes
  /** 32 bytes. */
  readonly shared: Bytes
}

export interface MlkemPublicKey {
  /** `random` feeds the implementations that take randomness (32 bytes); native ones use their own. */
  encapsulate(random: Random): Promise<MlkemEncapsulation>
}

export interface X25519Key {
  /** 32 bytes. */
  readonly publicKey: Bytes
  /** Null when the shared secret is all zero. Callers check the point first (kem.ts). */
  agree(point: Bytes): Promise<Bytes | null>
}

/** What hashes and signatures need: enough for a relay, which opens nothing. */
export interface SigningPrimitives {
  sha256(data: Bytes): Promise<Bytes>
  hmacSha256(key: Bytes, data: Bytes): Promise<Bytes>
  hkdfSha256(salt: Bytes, ikm: Bytes, info: Bytes, lengthBytes: number): Promise<Bytes>
  /** 32-byte seed in, 32-byte public key out. */
  ed25519PublicKey(seed: Bytes): Promise<Bytes>
  ed25519Sign(seed: Bytes, message: Bytes): Promise<Bytes>
  /** Cofactorless; callers check strictness (sign.ts). False, never an error, for what is no key. */
  ed25519Verify(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean>
}

export interface Primitives extends SigningPrimitives {
  /** For measurements: which implementation answers. */
  readonly name: string
  /** Any 32 bytes are a secret. */
  x25519Key(secret: Bytes): Promise<X25519Key>
  /** From the 64-byte seed `d || z`. */
  mlkemKey(seed: Bytes): Promise<MlkemKey>
  /** Null for a key that the implementation refuses; kem.ts checks P2.3 first. */
  mlkemPublicKey(publicKey: Bytes): Promise<MlkemPublicKey | null>
  /** XSalsa20-Poly1305 with the all-zero nonce: a key seals once. 16 bytes longer than `plain`. */
  secretboxSeal(plain: Bytes, key: Bytes): Bytes
  secretboxOpen(box: Bytes, key: Bytes): Bytes | null
  /** Raw DEFLATE. */
  deflate(data: Bytes): Promise<Bytes>
  /** Null when the data is not exactly one DEFLATE stream, or gives more than `maxBytes`. */
  inflate(data: Bytes, maxBytes: number): Promise<Bytes | null>
  /** AES-256-GCM, 12-byte nonce, 16-byte tag behind the ciphertext. */
  aesGcmSeal(key: Bytes, nonce: Bytes, plain: Bytes, associated: Bytes): Promise<Bytes>
  aesGcmOpen(key: Bytes, nonce: Bytes, box: Bytes, associated: Bytes): Promise<Bytes | null>
}
