/** Reading a stream of bytes in pieces of one's own choice, whatever pieces it comes in. */
import type { Bytes } from './cursor.ts'

export interface ByteStream {
  /** The next bytes: fewer than `length` only where the stream ends, none behind its end. */
  upTo(length: number): Promise<Bytes>
}

export function createByteStream(source: AsyncIterable<Uint8Array>): ByteStream {
  const pieces = source[Symbol.asyncIterator]()
  let piece: Uint8Array = new Uint8Array(0)
  let at = 0
  let ended = false
  return {
    async upTo(length) {
      const out = new Uint8Array(length)
      let filled = 0
      while (filled < length && !ended) {
        if (at === piece.length) {
          const next = await pieces.next()
          ended = next.done === true
          piece = next.done === true ? new Uint8Array(0) : next.value
          at = 0
          continue
        }
        const taken = piece.subarray(at, at + length - filled)
        out.set(taken, filled)
        filled += taken.length
        at += taken.length
      }
      return filled === length ? out : out.slice(0, filled)
    },
  }
}

const PIECE_BYTES = 65_536

/** Everything that is left. */
export async function* restOf(stream: ByteStream): AsyncGenerator<Bytes, void, undefined> {
  for (let piece = await stream.upTo(PIECE_BYTES); piece.length > 0; piece = await stream.upTo(PIECE_BYTES)) yield piece
}
