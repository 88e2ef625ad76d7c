/**
 * SHA-256, HMAC and HKDF at once, without a promise: for the short inputs of a key schedule a call of WebCrypto costs more
 * than the hash. Sources: FIPS 180-4; RFC 2104; RFC 5869.
 */
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import type { Bytes } from '../bytes/cursor.ts'
import { own } from './own.ts'

export const sha256 = (data: Bytes): Bytes => own(nobleSha256(data))

export const hmacSha256 = (key: Bytes, data: Bytes): Bytes => own(hmac(nobleSha256, key, data))

/** The protocol derives without a salt (P3.1, P5.3): what it derives from is random, or a hash already. */
export const NO_SALT: Bytes = new Uint8Array(0)

/** At most 255 times 32 bytes. */
export const hkdfSha256 = (salt: Bytes, ikm: Bytes, info: Bytes, lengthBytes: number): Bytes =>
  own(hkdf(nobleSha256, ikm, salt, info, lengthBytes))
