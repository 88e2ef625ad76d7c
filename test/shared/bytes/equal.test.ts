/** Comparing bytes: equality looks at all of them, order is bytewise. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareBytes, equalBytes } from '../../../shared/bytes/equal.ts'

const bytes = fc.uint8Array({ maxLength: 8 })

test('bytes are equal exactly if length and every byte are', () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(equalBytes(a, b)).toBe(Buffer.from(a).equals(b))
      expect(equalBytes(a, Uint8Array.from(a))).toBe(true)
    }),
  )
})

test('no flipped bit is overlooked', () => {
  const one = new Uint8Array(32).fill(170)
  for (let bit = 0; bit < 256; bit++) {
    const other = Uint8Array.from(one)
    other[bit >> 3] = other[bit >> 3]! ^ (1 << (bit & 7))
    expect(equalBytes(one, other)).toBe(false)
  }
})

test('the order is that of Node, a prefix comes first', () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
})
