/**
 * Bodies that travel packed, for clients that take it. Only what everybody may read: packed beside what somebody else
 * chooses, a secret shows in the length (BREACH). Source: RFC 9110, 12.5.3.
 */
import { gzipSync } from 'node:zlib'
import type { Bytes } from '../shared/bytes/cursor.ts'
import { sha256 } from './sha256.ts'

/** Named, unless its weight is zero. */
export function takes(coding: 'br' | 'gzip', accepted: string | undefined): boolean {
  const named = new RegExp(`^\\s*${coding}\\s*(;\\s*q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?\\s*$`)
  return (accepted ?? '').split(',').some((one) => named.test(one))
}

export interface Packed {
  readonly text: string
  readonly packed: Bytes
  /** SHA-256 of the text. */
  readonly hash: Bytes
}

/** Packs a text anew only when it has changed: whoever asks again and again costs no processor. One text is kept per key. */
export function createPacker(): (key: string, text: string) => Packed {
  const kept = new Map<string, Packed>()
  return (key, text) => {
    const last = kept.get(key)
    if (last?.text === text) return last
    const packed = { text, packed: new Uint8Array(gzipSync(text)), hash: sha256(new TextEncoder().encode(text)) }
    kept.set(key, packed)
    return packed
  }
}
