/**
 * What a desk keeps in IndexedDB: sealed vaults, the log as it came from the relay, sealed entries that wait for it, sealed
 * drafts, sealed chunks of voices, what is known of the browser, and public documents. Nothing here opens without the passphrase. Keys begin with the
 * vault's id, so that several members can share one browser profile. Promises that what a write has answered for is on the disk, and that a vault which was
 * replaced leaves as little as the browser allows: it lies in a Blob, a file of its own that is unlinked
 * (docs/decisions/007-profile-remains.md).
 */
import type { DBSchema } from 'idb'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Day } from '../../shared/day.ts'
import type { UnverifiedDocument } from '../../shared/wire/documents.ts'
import type { Envelope } from '../../shared/wire/envelope.ts'
import type { LogEntry } from '../../shared/wire/log.ts'
import { type Connection, StorageError, connect, settled } from './connection.ts'

/** How far the copy of a team's log goes. */
export interface LogPosition {
  readonly incarnation: Bytes
  /** Highest number that was read. */
  readonly upTo: number
  /** Numbers below it that the relay did not give. */
  readonly missing: readonly number[]
  /** The relay was told that entries up to this number could be opened here (P9.16). */
  readonly confirmedUpTo: number
  /** Day of the last complete sync. */
  readonly syncedDay: Day
}

/** A sealed entry that the relay may not have yet. */
export interface WaitingEntry {
  readonly key: number
  readonly entry: Envelope
}

/** As they came; verified anew when they are read. */
export interface KeptAgencyDocuments {
  readonly directory: UnverifiedDocument
  readonly memberSheet: UnverifiedDocument
  readonly intakeSheet: UnverifiedDocument | null
}

/** Whether this browser has shown that it keeps a vault. */
export type Proof =
  /** `marked`: the browser will tell when it was closed. */
  | { readonly kind: 'unproven'; readonly madeDay: Day; readonly marked: boolean }
  /** The vault was still there on this day. */
  | { readonly kind: 'survived'; readonly day: Day }
  /** A person said so, after a warning. */
  | { readonly kind: 'trusted'; readonly day: Day }

interface VaultRecord {
  readonly label: string
  readonly sealed: Blob | Bytes
}

interface WaitingRecord {
  readonly id: string
  readonly team: number
  readonly entry: Envelope
}

/** `day`: the relay had it then, from this desk or for it. */
interface ChunkRecord {
  readonly day: Day
  readonly sealed: Blob | Bytes
}

interface Schema extends DBSchema {
  vaults: { key: string; value: VaultRecord }
  entries: { key: [string, number, number]; value: LogEntry }
  positions: { key: [string, number]; value: LogPosition }
  waiting: { key: number; value: WaitingRecord }
  documents: { key: string; value: KeptAgencyDocuments }
  drafts: { key: string; value: Blob | Bytes }
  chunks: { key: [string, string]; value: ChunkRecord }
  proofs: { key: string; value: Proof }
}

/** Every method throws StorageError. */
export interface DeskStore {
  listVaults(): Promise<readonly { readonly id: string; readonly label: string }[]>
  /** The bytes that `encodeSealedVault` made; null when there are none. */
  loadVault(id: string): Promise<Bytes | null>
  saveVault(id: string, label: string, sealed: Bytes): Promise<void>
  /** With everything that belongs to it. */
  removeVault(id: string): Promise<void>
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
  loadWaiting(id: string, team: number): Promise<readonly WaitingEntry[]>
  /** In this order, after what waits already; all or none. */
  addWaiting(id: string, team: number, entries: readonly Envelope[]): Promise<void>
  removeWaiting(keys: readonly number[]): Promise<void>
  loadDocuments(id: string): Promise<KeptAgencyDocuments | null>
  saveDocuments(id: string, documents: KeptAgencyDocuments): Promise<void>
  /** As `Vault.sealDrafts` made it; null when there is none. */
  loadDrafts(id: string): Promise<Bytes | null>
  /** Null: nothing is being written. Keeps nothing for a vault that was taken away. */
  saveDrafts(id: string, box: Bytes | null): Promise<void>
  /** Null: nothing was written down. */
  loadProof(id: string): Promise<Proof | null>
  saveProof(id: string, proof: Proof): Promise<void>
  /** Names of the chunks that are here, each with the day on which the relay last had it. */
  listChunks(id: string): Promise<ReadonlyMap<string, Day>>
  /** As it came from the relay; null when it is not here. */
  loadChunk(id: string, name: string): Promise<Bytes | null>
  saveChunk(id: string, name: string, day: Day, sealed: Bytes): Promise<void>
  removeChunks(id: string, names: readonly string[]): Promise<void>
  close(): void
}

const HIGHEST = Number.MAX_SAFE_INTEGER
const STORES = ['vaults', 'entries', 'positions', 'documents'] as const
const ALL = [...STORES, 'waiting', 'drafts', 'proofs', 'chunks'] as const
const durable = { durability: 'strict' } as const

function connectDeskDatabase(name: string): Connection<Schema> {
  return connect<Schema>({
    name,
    version: 3,
    upgrade(database, fromVersion) {
      if (fromVersion < 1) {
        for (const store of STORES) database.createObjectStore(store)
        // Its keys are never used again: two pages may both remove what both have sent.
        database.createObjectStore('waiting', { autoIncrement: true })
      }
      if (fromVersion < 2) for (const store of ['drafts', 'proofs'] as const) database.createObjectStore(store)
      if (fromVersion < 3) database.createObjectStore('chunks')
    },
  })
}

const rangeOf = (id: string, team: number, above: number): IDBKeyRange =>
  IDBKeyRange.bound([id, team, above], [id, team, HIGHEST], true)

/** An array sorts after every text. */
const chunksOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, ''], [id, []])

/** As a file of its own; as bytes where the browser cannot store a Blob, as in some private windows. */
async function asBlobOrBytes(bytes: Bytes, save: (value: Blob | Bytes) => Promise<void>): Promise<void> {
  try {
    await save(new Blob([bytes]))
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'broken') throw error
    await save(bytes)
  }
}

async function bytesOf(sealed: Blob | Bytes): Promise<Bytes | null> {
  if (!(sealed instanceof Blob)) return sealed
  try {
    return new Uint8Array(await sealed.arrayBuffer())
  } catch {
    // the record is there and its file is not
    return null
  }
}

type VaultMethods = Pick<DeskStore, 'listVaults' | 'loadVault' | 'saveVault' | 'removeVault'>
function vaultMethods(database: Connection<Schema>): VaultMethods {
  const save = (id: string, value: VaultRecord): Promise<void> =>
    database.run(async (db) => {
      const transaction = db.transaction('vaults', 'readwrite', durable)
      await settled([transaction.store.put(value, id)], transaction.done)
    })
  return {
    listVaults: () =>
      database.run(async (db) => {
        const { store } = db.transaction('vaults')
        const [ids, values] = await Promise.all([store.getAllKeys(), store.getAll()])
        return ids.map((id, index) => ({ id, label: values[index]?.label ?? '' }))
      }),
    async loadVault(id) {
      const found = await database.run((db) => db.get('vaults', id))
      return found === undefined ? null : bytesOf(found.sealed)
    },
    saveVault: (id, label, bytes) => asBlobOrBytes(bytes, (sealed) => save(id, { label, sealed })),
    removeVault: (id) =>
      database.run(async (db) => {
        const transaction = db.transaction(ALL, 'readwrite', durable)
        const waiting = transaction.objectStore('waiting')
        const [keys, records] = await Promise.all([waiting.getAllKeys(), waiting.getAll()])
        const ofVault = keys.filter((_key, index) => records[index]?.id === id)
        const gone = [
          transaction.objectStore('vaults').delete(id),
          transaction.objectStore('documents').delete(id),
          transaction.objectStore('drafts').delete(id),
          transaction.objectStore('proofs').delete(id),
          transaction.objectStore('positions').delete(IDBKeyRange.bound([id, 0], [id, HIGHEST])),
          transaction.objectStore('chunks').delete(chunksOf(id)),
          transaction.objectStore('entries').delete(IDBKeyRange.bound([id, 0, 0], [id, HIGHEST, HIGHEST])),
          ...ofVault.map((key) => waiting.delete(key)),
        ]
        await settled(gone, transaction.done)
      }),
  }
}

type LogMethods = Pick<
  DeskStore,
  'loadPosition' | 'loadEntries' | 'loadEntry' | 'saveEntries' | 'replaceEntries' | 'eraseEntry'
>
function logMethods(database: Connection<Schema>): LogMethods {
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

type WaitingMethods = Pick<DeskStore, 'loadWaiting' | 'addWaiting' | 'removeWaiting'>
function waitingMethods(database: Connection<Schema>): WaitingMethods {
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

type DraftMethods = Pick<DeskStore, 'loadDrafts' | 'saveDrafts'>
function draftMethods(database: Connection<Schema>): DraftMethods {
  const write = (id: string, value: Blob | Bytes | null): Promise<void> =>
    database.run(async (db) => {
      const transaction = db.transaction(['vaults', 'drafts'], 'readwrite', durable)
      const store = transaction.objectStore('drafts')
      const isHere = (await transaction.objectStore('vaults').getKey(id)) !== undefined
      await settled([value === null || !isHere ? store.delete(id) : store.put(value, id)], transaction.done)
    })
  return {
    async loadDrafts(id) {
      const found = await database.run((db) => db.get('drafts', id))
      return found === undefined ? null : bytesOf(found)
    },
    saveDrafts: (id, box) => (box === null ? write(id, null) : asBlobOrBytes(box, (value) => write(id, value))),
  }
}

type ProofMethods = Pick<DeskStore, 'loadProof' | 'saveProof'>
function proofMethods(database: Connection<Schema>): ProofMethods {
  return {
    loadProof: (id) => database.run(async (db) => (await db.get('proofs', id)) ?? null),
    saveProof: (id, proof) =>
      database.run(async (db) => {
        const transaction = db.transaction('proofs', 'readwrite', durable)
        await settled([transaction.store.put(proof, id)], transaction.done)
      }),
  }
}

type ChunkMethods = Pick<DeskStore, 'listChunks' | 'loadChunk' | 'saveChunk' | 'removeChunks'>
function chunkMethods(database: Connection<Schema>): ChunkMethods {
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

/** Opens nothing yet. `name`: of the database. */
export function createDeskStore(name: string): DeskStore {
  const database = connectDeskDatabase(name)
  return {
    ...vaultMethods(database),
    ...logMethods(database),
    ...waitingMethods(database),
    ...draftMethods(database),
    ...proofMethods(database),
    ...chunkMethods(database),
    loadDocuments: (id) => database.run(async (db) => (await db.get('documents', id)) ?? null),
    saveDocuments: (id, documents) =>
      database.run(async (db) => {
        const transaction = db.transaction('documents', 'readwrite')
        await settled([transaction.store.put(documents, id)], transaction.done)
      }),
    close: () => database.close(),
  }
}
