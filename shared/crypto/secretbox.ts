/** XSalsa20-Poly1305 with the all-zero nonce: safe only because a key seals once (seal.ts). Source: NaCl; docs/protocol.md P4.3. */
import nacl from 'tweetnacl'
import type { Bytes } from '../bytes/cursor.ts'
import { own } from './own.ts'

const NONCE = new Uint8Array(24)

/** 16 bytes longer than `plain`. */
export const secretboxSeal = (plain: Bytes, key: Bytes): Bytes => own(nacl.secretbox(plain, NONCE, key))

/** Null unless the tag is right. */
export function secretboxOpen(box: Bytes, key: Bytes): Bytes | null {
  const plain = nacl.secretbox.open(box, NONCE, key)
  return plain === null ? null : own(plain)
}
