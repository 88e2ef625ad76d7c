/**
 * Attachments: chunks of one size, sealed in STREAM form. Promises that truncation, reordering, swapping and a wrong length are
 * noticed, and that the number of chunks tells the length only to a power of two. Sources: docs/protocol.md section 4
 * (attachment); Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015.
 */
import { concat, lp, u32, u64, u8, type Bytes } from '../bytes/cursor.ts'
import { CHUNK_BYTES, LABEL, MAX_CHUNKS, SEALED_CHUNK_BYTES } from '../protocol.ts'
import type { Primitives, Random } from './primitives.ts'

const KEY_BYTES = 32
const PREFIX_BYTES = 7

/** Stands inside the message, beside the chunks' ids. */
export interface StreamKey {
  readonly key: Bytes
  readonly prefix: Bytes
  /** Of the attachment before padding. */
  readonly lengthBytes: number
}

/** Chunks as they are put: a power of two. Null when the attachment is longer than MAX_CHUNKS hold. */
export function chunkCountFor(lengthBytes: number): number | null {
  const needed = Math.max(1, Math.ceil(lengthBytes / CHUNK_BYTES))
  const count = 2 ** Math.ceil(Math.log2(needed))
  return count > MAX_CHUNKS ? null : count
}

const nonceOf = (prefix: Bytes, index: number, count: number): Bytes =>
  concat(prefix, u32(index), u8(index === count - 1 ? 1 : 0))

const associatedOf = (lengthBytes: number, count: number): Bytes =>
  concat(lp(`${LABEL}/chunk`), lp(u64(lengthBytes)), lp(u32(count)))

export interface SealedStream {
  readonly key: StreamKey
  readonly chunkCount: number
  /** One sealed chunk after another, so that memory stays flat. */
  readonly chunks: AsyncIterable<Bytes>
}

/** Null when it is too long. */
export function sealChunks(p: Primitives, random: Random, plain: Bytes): SealedStream | null {
  const chunkCount = chunkCountFor(plain.length)
  if (chunkCount === null) return null
  const key: StreamKey = { key: random(KEY_BYTES), prefix: random(PREFIX_BYTES), lengthBytes: plain.length }
  const associated = associatedOf(plain.length, chunkCount)
  async function* chunks(): AsyncGenerator<Bytes> {
    for (let index = 0; index < (chunkCount ?? 0); index++) {
      const chunk = new Uint8Array(CHUNK_BYTES)
      chunk.set(plain.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES))
      yield p.aesGcmSeal(key.key, nonceOf(key.prefix, index, chunkCount ?? 0), chunk, associated)
    }
  }
  return { key, chunkCount, chunks: chunks() }
}

/** A chunk with its padding; null when it is foreign or out of place. */
export async function openChunk(
  p: Primitives,
  key: StreamKey,
  { index, count }: { readonly index: number; readonly count: number },
  sealed: Bytes,
): Promise<Bytes | null> {
  if (key.key.length !== KEY_BYTES || key.prefix.length !== PREFIX_BYTES) return null
  if (!Number.isSafeInteger(key.lengthBytes) || key.lengthBytes < 0 || count !== chunkCountFor(key.lengthBytes))
    return null
  if (index >= count || sealed.length !== SEALED_CHUNK_BYTES) return null
  return p.aesGcmOpen(key.key, nonceOf(key.prefix, index, count), sealed, associatedOf(key.lengthBytes, count))
}

/** The attachment; null when any chunk is missing, foreign, out of place, or the padding is not zero. */
export async function openChunks(p: Primitives, key: StreamKey, chunks: readonly Bytes[]): Promise<Bytes | null> {
  const count = chunks.length
  if (!Number.isSafeInteger(key.lengthBytes) || key.lengthBytes < 0 || count !== chunkCountFor(key.lengthBytes))
    return null
  const out = new Uint8Array(key.lengthBytes)
  for (const [index, sealed] of chunks.entries()) {
    const plain = await openChunk(p, key, { index, count }, sealed)
    if (plain === null) return null
    const at = index * CHUNK_BYTES
    const length = Math.max(0, Math.min(CHUNK_BYTES, key.lengthBytes - at))
    if (plain.subarray(length).some((byte) => byte !== 0)) return null
    if (length > 0) out.set(plain.subarray(0, length), at)
  }
  return out
}
