/**
 * The vector suite, written so that it runs where vitest does not: in a browser's page. A check throws when it fails.
 */
import type { Bytes } from '../../../../shared/bytes/cursor.ts'
import type { Primitives } from '../../../../shared/crypto/primitives.ts'

export interface Check {
  readonly name: string
  run(p: Primitives): Promise<void>
}

export const check = (name: string, run: (p: Primitives) => Promise<void>): Check => ({ name, run })

export function fromHex(text: string): Bytes {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error('not hex')
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(i * 2, i * 2 + 2), 16))
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what)
}

/** Compares with the hex of a vector. */
export function same(bytes: Uint8Array | null, hex: string, what: string): void {
  const found = bytes === null ? 'null' : toHex(bytes)
  if (found !== hex) throw new Error(`${what}: ${found.slice(0, 64)} instead of ${hex.slice(0, 64)}`)
}

/** For what a vector names and no parser may refuse. */
export function given<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`refused: ${what}`)
  return value
}

/** Randomness that was decided beforehand: the bytes in the order in which they are asked for. */
export function scripted(bytes: Bytes): (lengthBytes: number) => Bytes {
  let at = 0
  return (lengthBytes) => {
    assert(at + lengthBytes <= bytes.length, 'more randomness asked for than the vector has')
    at += lengthBytes
    return bytes.slice(at - lengthBytes, at)
  }
}
