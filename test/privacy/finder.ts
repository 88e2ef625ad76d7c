/** Looks for many needles in one pass: thousands of forms in megabytes, and in every text that inflates from anywhere. */
import type { Needle } from './needles.ts'

export type Finder = (bytes: Uint8Array) => Needle[]

const PREFIX_BYTES = 4

function prefixAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}

/** @throws when a needle is shorter than four bytes */
export function createFinder(needles: readonly Needle[]): Finder {
  const byPrefix = new Map<number, Needle[]>()
  // most places are passed over by their first two bytes
  const begins = new Uint8Array(65_536)
  for (const needle of needles) {
    if (needle.bytes.length < PREFIX_BYTES) throw new RangeError(`too short to be no chance: ${needle.name}`)
    const prefix = prefixAt(needle.bytes, 0)
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), needle])
    begins[prefix >>> 16] = 1
  }
  const stands = ({ bytes: sought }: Needle, bytes: Uint8Array, at: number): boolean => {
    if (at + sought.length > bytes.length) return false
    for (let index = PREFIX_BYTES; index < sought.length; index++) {
      if (bytes[at + index] !== sought[index]) return false
    }
    return true
  }
  return (bytes) => {
    const found = new Set<Needle>()
    for (let at = 0; at + PREFIX_BYTES <= bytes.length; at++) {
      if (begins[(bytes[at]! << 8) | bytes[at + 1]!] === 0) continue
      for (const needle of byPrefix.get(prefixAt(bytes, at)) ?? []) {
        if (!found.has(needle) && stands(needle, bytes, at)) found.add(needle)
      }
    }
    return [...found]
  }
}
