/**
 * Where sealed envelopes wait on the phone, and the chunks of what goes with them. Promises that what `put` has answered for is on the disk, that a deleted item
 * leaves as little as the browser allows (each lies in a Blob, a file of its own that is unlinked, under a random key:
 * docs/decisions/007-profile-remains.md), and that an item whose file has gone is never taken for one that was not there.
 * What this page has written or read before it does not read again: as long as a page holds a Blob that it was given, the
 * browser keeps the file, deleted or not.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { CHUNK_FORM, type ChunkItem, encodeChunk, parseChunk } from '../outbox/chunk.ts'
import { type NoItem, type OutboxItem, type SolvedWork, encodeItem, parseItem } from '../outbox/item.ts'
import { StorageError, finished, settled } from './connection.ts'
import { lacksBlobs } from './marks.ts'
import type { ReadSlots } from './read-slots.ts'
import type { ReporterDatabase } from './reporter-database.ts'

export interface StoredItems {
  readonly items: readonly OutboxItem[]
  readonly chunks: readonly ChunkItem[]
  /** Slots of records whose envelope can no longer be read: the browser has lost its file, or a part of it. */
  readonly broken: readonly string[]
  /** Records that a newer app has written: they stay. */
  readonly foreign: number
}

export interface OutboxStore {
  /** All or none of them, durable when it resolves. */
  put(items: readonly Stored[]): Promise<void>
  read(): Promise<StoredItems>
  /** Does nothing for an item that has gone meanwhile. */
  keepWork(item: OutboxItem, work: SolvedWork): Promise<void>
  remove(slots: readonly string[]): Promise<void>
}

const durable = { durability: 'strict' } as const

type Stored = OutboxItem | ChunkItem

const isChunk = (one: Stored): one is ChunkItem => 'chunk' in one
const encode = (one: Stored): Bytes => (isChunk(one) ? encodeChunk(one) : encodeItem(one))
const parse = (slot: string, bytes: Bytes): Stored | NoItem =>
  bytes[0] === CHUNK_FORM ? parseChunk(slot, bytes) : parseItem(slot, bytes)

/** Every method throws StorageError. */
export function createOutboxStore(database: ReporterDatabase, readSlots: ReadSlots): OutboxStore {
  const known = new Map<string, Stored | 'foreign'>()
  /** `onlyOver`: writes nothing unless the item still lies there. */
  const write = (items: readonly Stored[], wrap: (bytes: Bytes) => unknown, onlyOver: boolean): Promise<void> =>
    database.run(async (db) => {
      const transaction = db.transaction('queue', 'readwrite', durable)
      const writes = items.map(async (item) => {
        if (onlyOver && (await transaction.store.getKey(item.slot)) === undefined) return
        await transaction.store.put(wrap(encode(item)), item.slot)
      })
      await settled(writes, transaction.done)
    })
  const put = async (items: readonly Stored[], onlyOver: boolean): Promise<void> => {
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
  const slotsOnDisk = (): Promise<readonly string[]> =>
    database.run(async (db) => {
      const { store, done } = db.transaction('queue')
      return finished(store.getAllKeys(), done)
    })
  /** @returns those that cannot be read; they are tried again at the next call, a disk may be busy. */
  const learn = async (slots: readonly string[]): Promise<readonly string[]> => {
    const contents = slots.length === 0 ? [] : await readSlots(slots)
    return slots.filter((slot, index) => {
      const bytes = contents[index] ?? null
      const content = bytes === null ? 'broken' : parse(slot, bytes)
      if (content !== 'broken') known.set(slot, content)
      return content === 'broken'
    })
  }
  return {
    async put(items) {
      await put(items, false)
      for (const item of items) known.set(item.slot, item)
    },
    async keepWork(item, work) {
      const worked = { ...item, work }
      await put([worked], true)
      known.set(item.slot, worked)
    },
    async read() {
      const slots = await slotsOnDisk()
      for (const slot of known.keys()) if (!slots.includes(slot)) known.delete(slot)
      const unread = await learn(slots.filter((slot) => !known.has(slot)))
      if (unread.length === 0) return sorted(slots, known, [])
      // what was deleted while it was read is not broken
      const there = new Set(await slotsOnDisk())
      return sorted(slots, known, await learn(unread.filter((slot) => there.has(slot))))
    },
    remove: (slots) =>
      database.run(async (db) => {
        const transaction = db.transaction('queue', 'readwrite', durable)
        const deletions = slots.map((slot) => transaction.store.delete(slot))
        await settled(deletions, transaction.done)
      }),
  }
}

function sorted(
  slots: readonly string[],
  known: ReadonlyMap<string, Stored | 'foreign'>,
  broken: readonly string[],
): StoredItems {
  // in neither: deleted while it was read
  const contents = slots.flatMap((slot) => known.get(slot) ?? [])
  const ours = contents.filter((content) => content !== 'foreign')
  const chunks = ours.filter(isChunk)
  const items = ours.filter((one): one is OutboxItem => !isChunk(one))
  return { items, chunks, broken, foreign: contents.length - ours.length }
}
