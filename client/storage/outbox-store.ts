/**
 * Where sealed envelopes wait on the phone. Promises that what `put` has answered for is on the disk, and that a deleted
 * item leaves as little as the browser allows: each lies in a Blob, a file of its own that is unlinked, under a random
 * key (docs/decisions/007-profile-remains.md).
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { type OutboxItem, type SolvedWork, encodeItem, parseItem } from '../outbox/item.ts'
import { StorageError, settled } from './connection.ts'
import type { ReporterDatabase } from './reporter-database.ts'

export interface OutboxStore {
  /** All or none of them, durable when it resolves. */
  put(items: readonly OutboxItem[]): Promise<void>
  all(): Promise<readonly OutboxItem[]>
  /** Does nothing for an item that has gone meanwhile. */
  keepWork(item: OutboxItem, work: SolvedWork): Promise<void>
  remove(items: readonly OutboxItem[]): Promise<void>
}

const durable = { durability: 'strict' } as const

/** Every method throws StorageError. */
export function createOutboxStore(database: ReporterDatabase): OutboxStore {
  /** `onlyOver`: writes nothing unless the item still lies there. */
  const write = (items: readonly OutboxItem[], wrap: (bytes: Bytes) => unknown, onlyOver: boolean): Promise<void> =>
    database.run(async (db) => {
      const transaction = db.transaction('queue', 'readwrite', durable)
      const writes = items.map(async (item) => {
        if (onlyOver && (await transaction.store.getKey(item.slot)) === undefined) return
        await transaction.store.put(wrap(encodeItem(item)), item.slot)
      })
      await settled(writes, transaction.done)
    })
  const put = async (items: readonly OutboxItem[], onlyOver: boolean): Promise<void> => {
    try {
      await write(items, (bytes) => new Blob([bytes]), onlyOver)
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'broken') throw error
      // some browsers cannot store a Blob, at least in private windows
      await write(items, (bytes) => bytes, onlyOver)
    }
  }
  return {
    put: (items) => put(items, false),
    keepWork: (item, work) => put([{ ...item, work }], true),
    all: () =>
      database.run(async (db) => {
        const { store } = db.transaction('queue')
        const [slots, records] = await Promise.all([store.getAllKeys(), store.getAll()])
        const bytes = await Promise.all(records.map(bytesOf))
        const items = slots.map((slot, index) => parseRecord(slot, bytes[index] ?? null))
        return items.filter((item) => item !== null)
      }),
    remove: (items) =>
      database.run(async (db) => {
        const transaction = db.transaction('queue', 'readwrite', durable)
        const deletions = items.map(({ slot }) => transaction.store.delete(slot))
        await settled(deletions, transaction.done)
      }),
  }
}

const parseRecord = (slot: string, bytes: Bytes | null): OutboxItem | null => bytes && parseItem(slot, bytes)

/** Null for what is no record of ours, and for a Blob whose file has gone. */
async function bytesOf(record: unknown): Promise<Bytes | null> {
  if (record instanceof Uint8Array) return new Uint8Array(record)
  if (!(record instanceof Blob)) return null
  try {
    return new Uint8Array(await record.arrayBuffer())
  } catch {
    return null
  }
}
