/** Section 4, attachments: chunks in STREAM form. */
import { describe, expect, test } from 'vitest'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { chunkCountFor, openChunks, sealChunks, type StreamKey } from '../../../shared/crypto/stream.ts'
import { CHUNK_BYTES, MAX_CHUNKS, SEALED_CHUNK_BYTES } from '../../../shared/protocol.ts'
import { given } from './suite/check.ts'
import { flipped, p, random } from './world.ts'

function attachment(length: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => (i * 31) & 255)
}

async function sealed(plain: Bytes): Promise<{ key: StreamKey; chunks: Bytes[] }> {
  const stream = given(sealChunks(p, random, plain), 'stream')
  const chunks: Bytes[] = []
  for await (const chunk of stream.chunks) chunks.push(chunk)
  expect(chunks).toHaveLength(stream.chunkCount)
  return { key: stream.key, chunks }
}

describe('an attachment', () => {
  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 7, 5 * CHUNK_BYTES])(
    'of %i bytes comes back',
    async (length) => {
      const { key, chunks } = await sealed(attachment(length))
      for (const chunk of chunks) expect(chunk).toHaveLength(SEALED_CHUNK_BYTES)
      expect(Buffer.from(given(await openChunks(p, key, chunks), 'attachment')).equals(attachment(length))).toBe(true)
    },
  )

  test('is cut into a power of two of chunks, and refused when it is too long', () => {
    const counts = [0, 1, 2, 3, 4, 5, 8, 9, 1023, 1024].map((chunks) => chunkCountFor(chunks * CHUNK_BYTES))
    expect(counts).toEqual([1, 1, 2, 4, 4, 8, 8, 16, 1024, 1024])
    expect(chunkCountFor(MAX_CHUNKS * CHUNK_BYTES + 1)).toBeNull()
    expect(sealChunks(p, random, new Uint8Array(MAX_CHUNKS * CHUNK_BYTES + 1))).toBeNull()
  })

  test('is sealed under a new key and prefix each time', async () => {
    const [one, two] = [await sealed(attachment(5)), await sealed(attachment(5))]
    expect(one.key.key).not.toEqual(two.key.key)
    expect(one.chunks[0]).not.toEqual(two.chunks[0])
  })
})

describe('an attachment does not open', async () => {
  const { key, chunks } = await sealed(attachment(3 * CHUNK_BYTES + 5))
  const other = await sealed(attachment(3 * CHUNK_BYTES + 5))
  const [a, b, c, d] = chunks as [Bytes, Bytes, Bytes, Bytes]

  test.each<[string, readonly Bytes[], Partial<StreamKey>]>([
    ['with two chunks swapped', [b, a, c, d], {}],
    ['with a chunk twice', [a, a, c, d], {}],
    ['without its last chunk', [a, b, c], {}],
    ['cut to the half', [a, b], { lengthBytes: 2 * CHUNK_BYTES }],
    ['with a chunk more', [a, b, c, d, d], {}],
    ['without chunks', [], { lengthBytes: 0 }],
    ['with a chunk of another attachment', [a, b, c, other.chunks[3]!], {}],
    ['with a bit flipped', [a, flipped(b, 77), c, d], {}],
    ['with a short chunk', [a, b, c, d.slice(1)], {}],
    ['with a shorter length', chunks, { lengthBytes: 3 * CHUNK_BYTES + 4 }],
    ['with a longer length', chunks, { lengthBytes: 3 * CHUNK_BYTES + 6 }],
    ['with a length that is no number', chunks, { lengthBytes: Number.NaN }],
    ['with a negative length', chunks, { lengthBytes: -1 }],
    ['with another key', chunks, { key: other.key.key }],
    ['with another prefix', chunks, { prefix: other.key.prefix }],
    ['with a short key', chunks, { key: new Uint8Array(16) }],
    ['with a long prefix', chunks, { prefix: new Uint8Array(8) }],
  ])('%s', async (_what, given2, changed) => {
    expect(await openChunks(p, { ...key, ...changed }, given2)).toBeNull()
  })

  test('when a sender who knows the key did not pad with zeros', async () => {
    const lengthBytes = 3
    const dirty = {
      ...p,
      aesGcmSeal: (k: Bytes, n: Bytes, plain: Bytes, ad: Bytes) => p.aesGcmSeal(k, n, plain.fill(1, 9, 10), ad),
    }
    const stream = given(sealChunks(dirty, random, attachment(lengthBytes)), 'stream')
    const dirtyChunks: Bytes[] = []
    for await (const chunk of stream.chunks) dirtyChunks.push(chunk)
    expect(await openChunks(p, stream.key, dirtyChunks)).toBeNull()
  })
})
