/** The log as it came from the relay, and sealed entries that wait for it, by vault and team. */
import type { Envelope } from '../../shared/wire/envelope.ts'
import type { LogEntry } from '../../shared/wire/log.ts'
import { settled } from './connection.ts'
import { type DeskDatabase, HIGHEST, type LogPosition, durable } from './desk-database.ts'

/** The copy of the log. Every method throws StorageError. */
export interface LogStore {
  loadPosition(id: string, team: number): Promise<LogPosition | null>
  /** Entries with a number above `after`, ascending. */
  loadEntries(id: string, team: number, after: number): Promise<readonly LogEntry[]>
  loadEntry(id: string, team: number, number: number): Promise<LogEntry | null>
  /** Entries and the position they lead to, in one transaction: a crash leaves the old pair or the new one. */
  saveEntries(id: string, team: number, entries: readonly LogEntry[], position: LogPosition): Promise<void>
  /** The same, over a copy of another incarnation: what stood there goes in the same transaction. */
  replaceEntries(id: string, team: number, entries: readonly LogEntry[], position: LogPosition): Promise<void>
  /** Puts a tombstone in the place of the entry of its number. */
  eraseEntry(id: string, team: number, tombstone: Extract<LogEntry, { kind: 'tombstone' }>): Promise<void>
}

const rangeOf = (id: string, team: number, above: number): IDBKeyRange =>
  IDBKeyRange.bound([id, team, above], [id, team, HIGHEST], true)

export function createLogStore(database: DeskDatabase): LogStore {
  const write = (
    id: string,
    team: number,
    entries: readonly LogEntry[],
    position: LogPosition,
    clear: boolean,
  ): Promise<void> =>
    database.run(async (db) => {
      const transaction = db.transaction(['entries', 'positions'], 'readwrite', durable)
      const store = transaction.objectStore('entries')
      const cleared = clear ? [store.delete(rangeOf(id, team, 0))] : []
      const puts = entries.map((entry) => store.put(entry, [id, team, entry.number]))
      const moved = transaction.objectStore('positions').put(position, [id, team])
      await settled([...cleared, ...puts, moved], transaction.done)
    })
  return {
    loadPosition: (id, team) => database.run(async (db) => (await db.get('positions', [id, team])) ?? null),
    loadEntries: (id, team, after) => database.run((db) => db.getAll('entries', rangeOf(id, team, after))),
    loadEntry: (id, team, number) => database.run(async (db) => (await db.get('entries', [id, team, number])) ?? null),
    saveEntries: (id, team, entries, position) => write(id, team, entries, position, false),
    replaceEntries: (id, team, entries, position) => write(id, team, entries, position, true),
    eraseEntry: (id, team, tombstone) =>
      database.run(async (db) => {
        const transaction = db.transaction('entries', 'readwrite', durable)
        await settled([transaction.store.put(tombstone, [id, team, tombstone.number])], transaction.done)
      }),
  }
}

/** A sealed entry that the relay may not have yet. */
export interface WaitingEntry {
  readonly key: number
  readonly entry: Envelope
}

/** Entries on their way. Every method throws StorageError. */
export interface WaitingStore {
  loadWaiting(id: string, team: number): Promise<readonly WaitingEntry[]>
  /** In this order, after what waits already; all or none. */
  addWaiting(id: string, team: number, entries: readonly Envelope[]): Promise<void>
  removeWaiting(keys: readonly number[]): Promise<void>
}

export function createWaitingStore(database: DeskDatabase): WaitingStore {
  return {
    loadWaiting: (id, team) =>
      database.run(async (db) => {
        const { store } = db.transaction('waiting')
        const [keys, records] = await Promise.all([store.getAllKeys(), store.getAll()])
        return records.flatMap((record, index) =>
          record.id === id && record.team === team ? [{ key: keys[index] ?? 0, entry: record.entry }] : [],
        )
      }),
    addWaiting: (id, team, entries) =>
      database.run(async (db) => {
        const transaction = db.transaction('waiting', 'readwrite', durable)
        const adds = entries.map((entry) => transaction.store.add({ id, team, entry }))
        await settled(adds, transaction.done)
      }),
    removeWaiting: (keys) =>
      database.run(async (db) => {
        const transaction = db.transaction('waiting', 'readwrite', durable)
        const gone = keys.map((key) => transaction.store.delete(key))
        await settled(gone, transaction.done)
      }),
  }
}
