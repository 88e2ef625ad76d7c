/**
 * The BlobStore on a SQLite file of its own, with pages that a chunk fills, in slots: neither the order in which chunks
 * came nor which belong together can be read from where they lie. Source: docs/decisions/003-sqlite-geometry.md.
 */
import { SEALED_CHUNK_BYTES } from '../../shared/protocol.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { BlobId } from '../../shared/wire/blob.ts'
import type { Random } from '../draw.ts'
import type { CommitQueue } from '../sqlite/commit-queue.ts'
import type { Sqlite } from '../sqlite/database.ts'
import { createGrower } from '../sqlite/grow-soon.ts'
import { inWordsOfTheStore } from '../sqlite/sqlite-error.ts'
import { createSlots } from '../sqlite/slots.ts'
import type { BlobStore } from './store.ts'

export interface SqliteBlobStoreInput {
  readonly sqlite: Sqlite
  readonly queue: CommitQueue
  readonly random: Random
}

/** Tables of slots. */
export const BLOB_TABLES: readonly string[] = ['blob']
/** Marks a slot as used: blobs belong to no mailbox. */
const USED = new Uint8Array(32).fill(255)
/** Slots are large: 8 more whenever fewer than 16 are free, 1 MB at the start. */
const GROW_STEP = 8
const ENOUGH_FREE = 16
/** Chunks deleted in one step: ten milliseconds. */
const DELETE_STEP = 8

export function createSqliteBlobStore({ sqlite, queue, random }: SqliteBlobStoreInput): BlobStore {
  sqlite.exec('create temp table blob_index (id blob primary key, key integer not null unique) strict, without rowid')
  sqlite.exec('insert into temp.blob_index select id, key from blob where mailbox != zeroblob(32)')
  const move = sqlite.prepare<[number, number]>('update temp.blob_index set key = ? where key = ?')
  const find = sqlite.prepare<[Uint8Array], number>('select key from temp.blob_index where id = ?').pluck()
  const insert = sqlite.prepare<[Uint8Array, number]>('insert into temp.blob_index (id, key) values (?, ?)')
  const remove = sqlite.prepare<[Uint8Array]>('delete from temp.blob_index where id = ?')
  const body = sqlite.prepare<[number], Uint8Array>('select bytes from blob_body where key = ?').pluck()
  const slots = createSlots({
    sqlite,
    rows: 'blob',
    bodyBytes: SEALED_CHUNK_BYTES,
    random,
    step: GROW_STEP,
    enough: ENOUGH_FREE,
    moved: (from, to) => move.run(to, from),
  })
  const grower = createGrower(queue, () => slots.grow())
  grower.soon()
  let closed = false
  const read = (id: BlobId): Uint8Array<ArrayBuffer> | null => {
    const key = find.get(id)
    const bytes = key === undefined ? undefined : body.get(key)
    return bytes === undefined ? null : new Uint8Array(bytes)
  }

  return {
    async put({ id, chunk, today, expiresDay }) {
      const result = await queue.run(() => {
        const known = read(id)
        if (known !== null) return equalBytes(known, chunk) ? 'stored' : 'exists'
        insert.run(id, slots.fill({ mailbox: USED, id, received: today, expires: expiresDay, body: chunk }))
        return 'stored'
      })
      grower.soon()
      return result
    },
    async get(id) {
      return inWordsOfTheStore(() => read(id))
    },
    async expire(today) {
      let due = 0
      let from: number | null = 0
      while (!closed && from !== null) {
        const key: number = from
        const step = await queue.run(() => {
          const found = slots.due(key, { today, takenBefore: today }, DELETE_STEP)
          for (const row of found.rows) {
            slots.clear(row.key)
            remove.run(row.id)
          }
          return found
        })
        due += step.rows.length
        from = step.next
      }
      while (!closed && (await queue.run(() => slots.shrink())));
      return due
    },
    async close() {
      closed = true
      grower.stop()
      queue.flush()
    },
  }
}
