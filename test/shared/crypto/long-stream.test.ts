/** A sealed stream of any length: docs/decisions/009-backups.md. */
import { describe, expect, test } from 'vitest'
import { concat, type Bytes } from '../../../shared/bytes/cursor.ts'
import { BrokenStreamError, openLongStream, sealLongStream } from '../../../shared/crypto/long-stream.ts'
import { CHUNK_BYTES, SEALED_CHUNK_BYTES } from '../../../shared/protocol.ts'
import { p, random } from './world.ts'

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function gathered(stream: AsyncIterable<Bytes>): Promise<Bytes> {
  const parts: Bytes[] = []
  for await (const part of stream) parts.push(part)
  return concat(...parts)
}

const key = random(32)
const words = (length: number): Bytes => Uint8Array.from({ length }, (_, i) => (i * 31) & 255)
const sealed = (plain: Bytes, pieces = 10_000): Promise<Bytes> =>
  gathered(sealLongStream(p, key, inPieces(plain, pieces)))
const opened = (bytes: Bytes, pieces = 7_001): Promise<Bytes> =>
  gathered(openLongStream(p, key, inPieces(bytes, pieces)))

describe('a sealed stream', () => {
  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])(
    'of %i bytes comes back, whatever pieces it travels in',
    async (length) => {
      const plain = words(length)
      const bytes = await sealed(plain)
      expect(bytes).toHaveLength(length + 16 * Math.max(1, Math.ceil(length / CHUNK_BYTES)))
      expect(await sealed(plain, 99_999)).toEqual(bytes)
      expect(Buffer.from(await opened(bytes)).equals(plain)).toBe(true)
      expect(Buffer.from(await opened(bytes, 200_000)).equals(plain)).toBe(true)
    },
  )

  test('is broken when it is cut off, longer, in another order, of another key, or changed anywhere', async () => {
    const bytes = await sealed(words(2 * CHUNK_BYTES + 100))
    const [first, second] = [
      bytes.slice(0, SEALED_CHUNK_BYTES),
      bytes.slice(SEALED_CHUNK_BYTES, 2 * SEALED_CHUNK_BYTES),
    ]
    const rest = bytes.slice(2 * SEALED_CHUNK_BYTES)
    const whole = await sealed(words(2 * CHUNK_BYTES))
    const flipped = (at: number): Bytes => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
    const broken = [
      new Uint8Array(0),
      first,
      bytes.slice(0, -1),
      bytes.slice(0, 2 * SEALED_CHUNK_BYTES),
      concat(bytes, new Uint8Array(1)),
      concat(whole, rest),
      concat(second, first, rest),
      concat(first, first, second, rest),
      ...[0, SEALED_CHUNK_BYTES, bytes.length - 1].map(flipped),
    ]
    for (const bad of broken) await expect(opened(bad)).rejects.toThrow(BrokenStreamError)
    await expect(gathered(openLongStream(p, random(32), inPieces(bytes, 9_999)))).rejects.toThrow(BrokenStreamError)
  })

  test('gives nothing of a chunk that it has not checked', async () => {
    const bytes = await sealed(words(2 * CHUNK_BYTES))
    bytes[SEALED_CHUNK_BYTES + 5] = (bytes[SEALED_CHUNK_BYTES + 5] ?? 0) ^ 1
    const given: Bytes[] = []
    const read = async (): Promise<void> => {
      for await (const part of openLongStream(p, key, inPieces(bytes, 9_999))) given.push(part)
    }
    await expect(read()).rejects.toThrow(BrokenStreamError)
    expect(given).toHaveLength(1)
  })
})
