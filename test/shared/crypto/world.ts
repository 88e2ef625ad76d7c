/** Keys and randomness for the tests of this room. */
import { detectPrimitives } from '../../../shared/crypto/detect-primitives.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { expandXWing, type XWingSecret } from '../../../shared/crypto/kem.ts'
import { parseXWingSeed, type XWingRole } from '../../../shared/crypto/keys.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { parseDay, type Day } from '../../../shared/day.ts'
import { given } from './suite/check.ts'

export const p: Primitives = await detectPrimitives(globalThis.crypto)

export const random = (lengthBytes: number): Bytes => globalThis.crypto.getRandomValues(new Uint8Array(lengthBytes))

/** Always the same key for the same number. */
export function secretFor<Role extends XWingRole>(number: number): Promise<XWingSecret<Role>> {
  return expandXWing(p, given(parseXWingSeed<Role>(new Uint8Array(32).fill(number)), 'seed'))
}

export const dayFrom = (value: number): Day => given(parseDay(value), 'day')

export const flipped = (bytes: Uint8Array, bit: number): Bytes => {
  const other = new Uint8Array(bytes)
  other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return other
}
