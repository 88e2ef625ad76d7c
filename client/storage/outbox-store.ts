/**
 * Where sealed envelopes wait on the phone. Promises that what `put` has answered for is on the disk, that a deleted item
 * leaves as little as the browser allows (each lies in a Blob, a file of its own that is unlinked, under a random key:
 * docs/decisions/007-profile-remains.md), and that an item whose file has gone is never taken for one that was not there.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { type OutboxItem, type SolvedWork, encodeItem, parseItem } from '../outbox/item.ts'
import { StorageError, finished, settled } from './connection.ts'
import { lacksBlobs } from './marks.ts'
import type { ReporterDatabase } from './reporter-database.ts'

export interface StoredItems {
  readonly items: readonly OutboxItem[]
  /** Slots of records whose envelope can no longer be read: the browser has lost its file, or a part of it. */
  readonly broken: readonly string[]
  /** Records that a newer app has written: they stay. */
  readonly foreign: number
}

export interface OutboxStore {
  /** All or none of them, durable when it resolves. */
  put(items: readonly OutboxItem[]): Promise<void>
  read(): Promise<StoredItems>
  /** Does nothing for an item that has gone meanwhile. */
  keepWork(item: OutboxItem, work: SolvedWork): Promise<void>
  remove(slots: readonly string[]): Promise<void>
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
      // some browsers cannot store a Blob, at least in private windows; in others bytes in a record would never leave
      // the disk again
      if (!(await lacksBlobs(database))) throw error
      await write(items, (bytes) => bytes, onlyOver)
    }
  }
  const look = (): Promise<StoredItems> =>
    database.run(async (db) => {
      const { store, done } = db.transaction('queue')
      const [slots, records] = await finished(Promise.all([store.getAllKeys(), store.getAll()]), done)
      return sorted(slots, await Promise.all(records.map(bytesOf)))
    })
  return {
    put: (items) => put(items, false),
    keepWork: (item, work) => put([{ ...item, work }], true),
    async read() {
      const first = await look()
      if (first.broken.length === 0) return first
      // what was deleted while it was read is not broken
      const second = await look()
      return { ...second, broken: second.broken.filter((slot) => first.broken.includes(slot)) }
    },
    remove: (slots) =>
      database.run(async (db) => {
        const transaction = db.transaction('queue', 'readwrite', durable)
        const deletions = slots.map((slot) => transaction.store.delete(slot))
        await settled(deletions, transaction.done)
      }),
  }
}

function sorted(slots: readonly string[], contents: readonly (Bytes | null)[]): StoredItems {
  const items: OutboxItem[] = []
  const broken: string[] = []
  let foreign = 0
  for (const [index, slot] of slots.entries()) {
    const bytes = contents[index] ?? null
    const item = bytes === null ? 'broken' : parseItem(slot, bytes)
    if (item === 'broken') broken.push(slot)
    else if (item === 'foreign') foreign++
    else items.push(item)
  }
  return { items, broken, foreign }
}

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
