/** Base64url without padding, canonical only (RFC 4648 section 5; docs/protocol.md P1.3). */
import type { Bytes } from './cursor.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES: ReadonlyMap<string, number> = new Map(Array.from(ALPHABET, (character, value) => [character, value]))

export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const characters = Math.min(4, Math.ceil(((bytes.length - i) * 8) / 6))
    for (let c = 0; c < characters; c++) text += ALPHABET.charAt((group >> (18 - 6 * c)) & 63)
  }
  return text
}

/** Null for anything that `encodeBase64url` would not have written. */
export function parseBase64url(text: string): Bytes | null {
  if (text.length % 4 === 1) return null
  const out = new Uint8Array(Math.floor((text.length * 6) / 8))
  let buffer = 0
  let bits = 0
  let at = 0
  for (const character of text) {
    const value = VALUES.get(character)
    if (value === undefined) return null
    buffer = ((buffer << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[at++] = (buffer >> bits) & 255
    }
  }
  // Left-over bits must be zero, or two texts would name the same bytes.
  return (buffer & ((1 << bits) - 1)) === 0 ? out : null
}
