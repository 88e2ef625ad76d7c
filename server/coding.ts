/**
 * Bodies that travel packed, for clients that take it. Only what everybody may read: packed beside what somebody else
 * chooses, a secret shows in the length (BREACH). Source: RFC 9110, 12.5.3.
 */
import { gzipSync } from 'node:zlib'
import type { Bytes } from '../shared/bytes/cursor.ts'

/** Named, unless its weight is zero. */
export function takes(coding: 'br' | 'gzip', accepted: string | undefined): boolean {
  const named = new RegExp(`^\\s*${coding}\\s*(;\\s*q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?\\s*$`)
  return (accepted ?? '').split(',').some((one) => named.test(one))
}

/** Packs a text anew only when it has changed: whoever asks again and again costs no processor. One text is kept per key. */
export function createPacker(): (key: string, text: string) => Bytes {
  const kept = new Map<string, { readonly text: string; readonly packed: Bytes }>()
  return (key, text) => {
    const last = kept.get(key)
    if (last?.text === text) return last.packed
    const packed = new Uint8Array(gzipSync(text))
    kept.set(key, { text, packed })
    return packed
  }
}
