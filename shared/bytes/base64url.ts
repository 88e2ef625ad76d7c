/** Base64url without padding, canonical only (RFC 4648 section 5; docs/protocol.md P1.3). */
import type { Bytes } from './cursor.ts'

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
/** By ASCII code; 255: not a character of it. Tables, because a directory is two million characters. */
const VALUES = new Uint8Array(128).fill(255)
for (const [value, code] of ALPHABET.entries()) VALUES[code] = value

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function encodeBase64url(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil((bytes.length * 8) / 6))
  let at = 0
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    // Past the end of the array nothing is written.
    for (let shift = 18; shift >= 0; shift -= 6) out[at++] = ALPHABET[(group >> shift) & 63] ?? 0
  }
  return decoder.decode(out)
}

/** Null for anything that `encodeBase64url` would not have written. */
export function parseBase64url(text: string): Bytes | null {
  if (text.length % 4 === 1) return null
  const out = new Uint8Array(Math.floor((text.length * 6) / 8))
  let buffer = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? 255
    if (value === 255) return null
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
