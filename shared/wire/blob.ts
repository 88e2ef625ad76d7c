/**
 * `put` and `get` of attachment chunks: write-once, all of one size. Source: docs/protocol.md sections 4 and 8.
 *
 *   put  request  id(32) nonce(64) chunk   answer  empty
 *   get  request  id(32)                   answer  chunk
 */
import { concat, parseBytes, type Bytes } from '../bytes/cursor.ts'
import { ID_BYTES, SEALED_CHUNK_BYTES, WORK_NONCE_BYTES } from '../protocol.ts'

declare const blobIdBrand: unique symbol
/** 32 random bytes, made by the phone for each chunk. */
export type BlobId = Bytes & { readonly [blobIdBrand]: true }

export function parseBlobId(bytes: Bytes): BlobId | null {
  return bytes.length === ID_BYTES ? (bytes as BlobId) : null
}

export interface PutRequest {
  readonly id: BlobId
  readonly nonce: Bytes
  readonly chunk: Bytes
}

export function encodePutRequest(request: PutRequest): Bytes {
  return concat(request.id, request.nonce, request.chunk)
}

export function parsePutRequest(bytes: Uint8Array): PutRequest | null {
  return parseBytes(bytes, (cursor) => {
    const id = parseBlobId(cursor.take(ID_BYTES))
    const nonce = cursor.take(WORK_NONCE_BYTES)
    const chunk = cursor.take(SEALED_CHUNK_BYTES)
    return id === null ? null : { id, nonce, chunk }
  })
}
