/**
 * One sealed chunk of an attachment that waits for the network, before the letter that names it. As little of it can be
 * opened on this phone as of a letter: the key is inside the letter. Source: docs/state.md, docs/protocol.md P9.8, section 4.
 */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { type Bytes, concat, parseBytes, u8 } from '../../shared/bytes/cursor.ts'
import type { Random } from '../../shared/crypto/primitives.ts'
import { ID_BYTES, SEALED_CHUNK_BYTES } from '../../shared/protocol.ts'
import { type BlobId, parseBlobId } from '../../shared/wire/blob.ts'
import { SLOT_BYTES } from './item.ts'

export interface ChunkItem {
  /** Key of the record on the phone, as of a letter: random. */
  readonly slot: string
  /** Under which the relay keeps it; of this chunk and nothing else. */
  readonly id: BlobId
  readonly chunk: Bytes
}

export function createChunk(random: Random, chunk: Bytes): ChunkItem {
  const id = parseBlobId(random(ID_BYTES))
  if (id === null || chunk.length !== SEALED_CHUNK_BYTES) throw new TypeError('no chunk')
  return { slot: encodeBase64url(random(SLOT_BYTES)), id, chunk }
}

/**
 * As it lies on the disk. No work: at the usual price it costs less than writing it down.
 *
 *   form(1)=4 id(32) chunk
 */
export const CHUNK_FORM = 4

export function encodeChunk({ id, chunk }: ChunkItem): Bytes {
  return concat(u8(CHUNK_FORM), id, chunk)
}

export function parseChunk(slot: string, bytes: Bytes): ChunkItem | 'broken' {
  const parsed = parseBytes(bytes, (cursor) => {
    cursor.u8()
    const id = parseBlobId(cursor.take(ID_BYTES))
    return id === null ? null : { slot, id, chunk: cursor.take(SEALED_CHUNK_BYTES) }
  })
  return parsed ?? 'broken'
}
