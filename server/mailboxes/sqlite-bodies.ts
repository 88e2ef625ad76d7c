/**
 * Envelopes apart from what is known of them, a table per size, so that listing never touches them and none needs an
 * overflow page. The bodies of logs lie under random 63-bit keys. Source: docs/decisions/002-envelope-sizes.md.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { parseEnvelopeBytes, sizeIndexOf, type Envelope, type SizeIndex } from '../../shared/wire/envelope.ts'
import type { Random } from '../draw.ts'
import { StoreError } from '../store-error.ts'
import type { Sqlite } from '../sqlite/database.ts'

export interface StoredBody {
  readonly size: SizeIndex
  readonly key: bigint
}

export interface LogBodies {
  insert(envelope: Envelope): StoredBody
  remove(size: SizeIndex, key: bigint): void
}

export const SIZES: readonly SizeIndex[] = [0, 1, 2]
/** Tables of slots. */
export const MAIL_TABLES: readonly string[] = SIZES.map((size) => `mail_${size}`)

/** SQL for the body of a row of a log (of the alias given) that has `size` and `key`. */
export function bodyOfEntry(row: string): string {
  const cases = SIZES.map((size) => `when ${size} then (select bytes from log_${size}_body b where b.key = ${row}.key)`)
  return `case ${row}.size ${cases.join(' ')} end`
}

/** The same bytes, not copied. */
export function envelopeOf(bytes: Bytes): Envelope {
  const { buffer, byteOffset, length } = bytes
  const envelope = parseEnvelopeBytes(new Uint8Array(buffer, byteOffset, length))
  if (envelope === null) throw new StoreError('damaged')
  return envelope
}

/** Nothing else than the three sizes is ever written. */
export function sizeOf(value: number | null): SizeIndex {
  if (value === 0 || value === 1 || value === 2) return value
  throw new StoreError('damaged')
}

export function createLogBodies(sqlite: Sqlite, random: Random): LogBodies {
  const inserts = SIZES.map((size) =>
    sqlite.prepare(`insert or ignore into log_${size}_body (key, bytes) values (?, ?)`),
  )
  const removes = SIZES.map((size) => sqlite.prepare(`delete from log_${size}_body where key = ?`))
  const randomKey = (): bigint => new DataView(random(8).buffer).getBigUint64(0) >> 1n
  return {
    insert(envelope) {
      const size = sizeOf(sizeIndexOf(envelope.length))
      for (;;) {
        const key = randomKey()
        if (inserts[size]?.run(key, envelope).changes === 1) return { size, key }
      }
    },
    remove(size, key) {
      removes[size]?.run(key)
    },
  }
}
