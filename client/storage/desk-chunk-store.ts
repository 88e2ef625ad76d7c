/** Sealed chunks of voices, by vault and by the id under which the relay has them. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Day } from '../../shared/day.ts'
import { settled } from './connection.ts'
import { type ChunkRecord, type DeskDatabase, asBlobOrBytes, bytesOf, chunksOf, durable } from './desk-database.ts'

/** As they came: the key is in the log. Every method throws StorageError. */
export interface ChunkStore {
  /** Names of the chunks that are here, each with the day on which the relay last had it. */
  listChunks(id: string): Promise<ReadonlyMap<string, Day>>
  /** As it came from the relay; null when it is not here. */
  loadChunk(id: string, name: string): Promise<Bytes | null>
  saveChunk(id: string, name: string, day: Day, sealed: Bytes): Promise<void>
  removeChunks(id: string, names: readonly string[]): Promise<void>
}

export function createChunkStore(database: DeskDatabase): ChunkStore {
  const save = (id: string, name: string, value: ChunkRecord): Promise<void> =>
    database.run(async (db) => {
      const transaction = db.transaction('chunks', 'readwrite', durable)
      await settled([transaction.store.put(value, [id, name])], transaction.done)
    })
  return {
    listChunks: (id) =>
      database.run(async (db) => {
        const { store } = db.transaction('chunks')
        const [keys, records] = await Promise.all([store.getAllKeys(chunksOf(id)), store.getAll(chunksOf(id))])
        return new Map(keys.flatMap(([, name], index) => (records[index] ? [[name, records[index].day] as const] : [])))
      }),
    async loadChunk(id, name) {
      const found = await database.run((db) => db.get('chunks', [id, name]))
      return found === undefined ? null : bytesOf(found.sealed)
    },
    saveChunk: (id, name, day, bytes) => asBlobOrBytes(bytes, (sealed) => save(id, name, { day, sealed })),
    removeChunks: (id, names) =>
      database.run(async (db) => {
        const transaction = db.transaction('chunks', 'readwrite', durable)
        const gone = names.map((name) => transaction.store.delete([id, name]))
        await settled(gone, transaction.done)
      }),
  }
}
