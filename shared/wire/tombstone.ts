/**
 * What stands in the log where an entry was erased: who erased it, which number, and the hash of what was there.
 * Source: docs/protocol.md P8.6.
 *
 *   device key(32) signature(64) number(u64) hash of the erased entry(32)
 */
import { concat, lp, parseBytes, u64, type Bytes } from '../bytes/cursor.ts'
import { ED25519_KEY_BYTES, HASH_BYTES, LABEL, SIGNATURE_BYTES } from '../protocol.ts'
import type { LogAddress } from './address.ts'

/** The signature is not verified here. */
export interface UnverifiedTombstone {
  readonly device: Bytes
  readonly signature: Bytes
  readonly number: number
  /** SHA-256 of the erased entry, which is its envelope id. */
  readonly hash: Bytes
}

export const TOMBSTONE_BYTES: number = ED25519_KEY_BYTES + SIGNATURE_BYTES + 8 + HASH_BYTES

export function encodeTombstone(tombstone: UnverifiedTombstone): Bytes {
  return concat(tombstone.device, tombstone.signature, u64(tombstone.number), tombstone.hash)
}

export function parseTombstone(bytes: Uint8Array): UnverifiedTombstone | null {
  return parseBytes(bytes, (cursor) => ({
    device: cursor.take(ED25519_KEY_BYTES),
    signature: cursor.take(SIGNATURE_BYTES),
    number: cursor.u64(),
    hash: cursor.take(HASH_BYTES),
  }))
}

/** The bytes that the device signs. */
export function tombstonePreimage(log: LogAddress, number: number, hash: Uint8Array): Bytes {
  return concat(lp(`${LABEL}/tombstone`), lp(log), lp(u64(number)), lp(hash))
}
