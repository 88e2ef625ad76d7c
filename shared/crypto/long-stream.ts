/**
 * A stream of any length, sealed in STREAM form under a key that seals this one stream. Promises that truncation,
 * reordering, swapping and anything behind the end are noticed, and that memory stays flat.
 * Sources: docs/decisions/009-backups.md; Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015.
 */
import { createByteStream } from '../bytes/byte-stream.ts'
import { concat, lp, u32, u8, type Bytes } from '../bytes/cursor.ts'
import { CHUNK_BYTES, LABEL, SEALED_CHUNK_BYTES } from '../protocol.ts'
import type { Primitives } from './primitives.ts'

/** The stream is not what was sealed under this key, or not all of it. */
export class BrokenStreamError extends Error {
  readonly code = 'broken-stream'
  constructor() {
    super('a sealed stream is broken')
    this.name = 'BrokenStreamError'
  }
}

const ASSOCIATED = lp(`${LABEL}/long-stream`)
const PREFIX = new Uint8Array(7)
const nonceOf = (index: number, isLast: boolean): Bytes => concat(PREFIX, u32(index), u8(isLast ? 1 : 0))

interface Piece {
  readonly index: number
  readonly bytes: Bytes
  readonly isLast: boolean
}

/** Pieces of one length; only the last may be shorter, and there is at least one. */
async function* cut(source: AsyncIterable<Uint8Array>, lengthBytes: number): AsyncGenerator<Piece, void, undefined> {
  const stream = createByteStream(source)
  let bytes = await stream.upTo(lengthBytes)
  for (let index = 0; ; index++) {
    const next = bytes.length < lengthBytes ? new Uint8Array(0) : await stream.upTo(lengthBytes)
    const isLast = next.length === 0
    yield { index, bytes, isLast }
    if (isLast) return
    bytes = next
  }
}

/** `key`: 32 bytes that never seal anything else: the nonces begin at zero. */
export async function* sealLongStream(
  p: Primitives,
  key: Bytes,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Bytes, void, undefined> {
  for await (const { index, bytes, isLast } of cut(plain, CHUNK_BYTES)) {
    yield p.aesGcmSeal(key, nonceOf(index, isLast), bytes, ASSOCIATED)
  }
}

/** Gives only what was checked; a reader has everything when this ends without BrokenStreamError. */
export async function* openLongStream(
  p: Primitives,
  key: Bytes,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Bytes, void, undefined> {
  for await (const { index, bytes, isLast } of cut(sealed, SEALED_CHUNK_BYTES)) {
    const plain = await p.aesGcmOpen(key, nonceOf(index, isLast), bytes, ASSOCIATED)
    if (plain === null) throw new BrokenStreamError()
    yield plain
  }
}
