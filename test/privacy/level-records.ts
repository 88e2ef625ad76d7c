/**
 * The writes of a LevelDB log one by one, deletions too, and the places of IndexedDB that their keys name: what Chromium
 * still has of a record. Sources: LevelDB doc/log_format.md and db/write_batch.cc; Chromium content/browser/indexed_db
 * (indexed_db_leveldb_coding.h).
 */
import { unpackLevelLog, varint } from './unpack.ts'

export interface LevelWrite {
  readonly kind: 'put' | 'delete'
  readonly key: Buffer
  readonly value: Buffer
}

export function writesIn(log: Buffer): LevelWrite[] {
  const bytes = unpackLevelLog(log)
  const cursor = { at: 0 }
  const field = (): Buffer => {
    const length = varint(bytes, cursor)
    cursor.at += length
    return bytes.subarray(cursor.at - length, cursor.at)
  }
  const writes: LevelWrite[] = []
  while (cursor.at + 12 <= bytes.length) {
    let left = bytes.readUInt32LE(cursor.at + 8)
    cursor.at += 12
    for (; left > 0 && cursor.at < bytes.length; left--) {
      const kind = bytes[cursor.at++] === 1 ? 'put' : 'delete'
      const key = field()
      writes.push({ kind, key, value: kind === 'put' ? field() : Buffer.alloc(0) })
    }
  }
  return writes
}

/** Where in IndexedDB a key points to; `index` 1: the record itself, 2: that it exists, 3: its Blobs. */
export interface RecordKey {
  readonly store: number
  readonly index: number
  /** The record's own key where it is a text. */
  readonly name: string
}

/** Null for what belongs to no store: names of databases and stores, counters. */
export function recordKeyOf(key: Buffer): RecordKey | null {
  const lengths = key[0] ?? 0
  const [database, store, index] = [((lengths >> 5) & 7) + 1, ((lengths >> 2) & 7) + 1, (lengths & 3) + 1]
  if (key.length < 1 + database + store + index) return null
  const storeId = key.readUIntLE(1 + database, Math.min(store, 6))
  const indexId = key.readUIntLE(1 + database + store, index)
  if (storeId === 0 || indexId === 0) return null
  const cursor = { at: 1 + database + store + index }
  // 1: a text, in UTF-16 of the other order
  const isText = key[cursor.at++] === 1
  const length = isText ? varint(key, cursor) * 2 : 0
  const text = Buffer.from(key.subarray(cursor.at, cursor.at + length))
  return { store: storeId, index: indexId, name: text.length % 2 === 0 ? text.swap16().toString('utf16le') : '' }
}
