/** Chunks of attachments by random id: write-once, ciphertext, gone after their day. Source: docs/protocol.md section 8. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Day } from '../../shared/day.ts'
import type { BlobId } from '../../shared/wire/blob.ts'

export interface NewBlob {
  readonly id: BlobId
  readonly chunk: Bytes
  readonly today: Day
  /** Last day on which it is kept. */
  readonly expiresDay: Day
}

/** A promise that resolves is durable. Every verb throws StoreError when the engine did not take it. */
export interface BlobStore {
  /** `exists`: other bytes stand under this id. The same bytes again are `stored`. */
  put(blob: NewBlob): Promise<'stored' | 'exists'>
  get(id: BlobId): Promise<Bytes | null>
  /** How many were due. */
  expire(today: Day): Promise<number>
  close(): Promise<void>
}
