/** P4.5: inflating says what zlib says, of good streams and of any others. */
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { deflate } from '../../../shared/crypto/deflate.ts'
import { inflate } from '../../../shared/crypto/inflate.ts'

const MAX = 10_000

function byZlib(data: Uint8Array): Uint8Array | null {
  try {
    const answer: unknown = inflateRawSync(data, { maxOutputLength: MAX, info: true })
    const { buffer, engine } = answer as { buffer: Buffer; engine: { bytesWritten: number } }
    return engine.bytesWritten === data.length ? new Uint8Array(buffer) : null
  } catch {
    return null
  }
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }).map((part) => Buffer.from(part.repeat(3))),
  fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
  fc
    .array(fc.constantFrom('ฉัน', 'กลัว', 'help ', 'บ้าน'), { maxLength: 400 })
    .map((words) => Buffer.from(words.join(''))),
)
const strategies = [
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_FILTERED,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
  constants.Z_FIXED,
]
const stream = fc
  .tuple(text, fc.integer({ min: 0, max: 9 }), fc.constantFrom(...strategies))
  .map(([bytes, level, strategy]): Bytes => new Uint8Array(deflateRawSync(bytes, { level, strategy })))

test('good streams of every kind of block give the text', () => {
  fc.assert(
    fc.property(stream, (data) => {
      expect(inflate(data, MAX)).toEqual(byZlib(data))
      expect(byZlib(data)).not.toBeNull()
    }),
    { numRuns: 1000 },
  )
})

test('streams with flipped bits, cut or prolonged are refused where zlib refuses them', () => {
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat(7)), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(stream, flips, fc.integer({ min: -3, max: 3 }), (data, changes, longer) => {
      const damaged = new Uint8Array(Math.max(0, data.length + longer))
      damaged.set(data.subarray(0, damaged.length))
      for (const [place, bit] of changes) {
        // Half of them in the head, where the code sets stand.
        const at = place % Math.max(1, place % 2 === 0 ? Math.min(damaged.length, 30) : damaged.length)
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
      }
      expect(inflate(damaged, MAX)).toEqual(byZlib(damaged))
    }),
    { numRuns: 6000 },
  )
})

test('any bytes at all are refused where zlib refuses them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7), (bytes, head) => {
      const data = new Uint8Array(bytes)
      if (data.length > 0) data[0] = ((data[0] ?? 0) & 0xf8) | head
      expect(inflate(data, MAX)).toEqual(byZlib(data))
    }),
    { numRuns: 6000 },
  )
})

test('never more comes out than allowed, and exactly as much may', () => {
  const data = new Uint8Array(deflateRawSync(Buffer.alloc(500)))
  expect(inflate(data, 500)).toHaveLength(500)
  expect(inflate(data, 499)).toBeNull()
  expect(inflate(new Uint8Array(deflateRawSync(Buffer.alloc(0))), 0)).toHaveLength(0)
})

test('a bomb stops at the limit instead of filling memory', () => {
  const bomb = new Uint8Array(deflateRawSync(Buffer.alloc(50_000_000)))
  const start = performance.now()
  expect(inflate(bomb, MAX)).toBeNull()
  expect(performance.now() - start).toBeLessThan(200)
})

test('what we deflate, zlib inflates', () => {
  fc.assert(
    fc.property(text, (bytes) => {
      const data = deflate(new Uint8Array(bytes))
      expect(Buffer.from(inflateRawSync(data)).equals(bytes)).toBe(true)
      expect(inflate(data, bytes.length)).toEqual(new Uint8Array(bytes))
    }),
    { numRuns: 500 },
  )
})
