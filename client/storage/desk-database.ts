/**
 * The database of a desk: what lies in it, and how a secret lies there. A vault, drafts and chunks lie in a Blob each, a file of its
 * own that is unlinked when it is replaced or deleted (docs/decisions/007-profile-remains.md).
 */
import type { DBSchema } from 'idb'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Day } from '../../shared/day.ts'
import type { UnverifiedDocument } from '../../shared/wire/documents.ts'
import type { Envelope } from '../../shared/wire/envelope.ts'
import type { LogEntry } from '../../shared/wire/log.ts'
import { type Connection, StorageError, connect } from './connection.ts'

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

export interface VaultRecord {
  readonly label: string
  readonly sealed: Blob | Bytes
}

interface WaitingRecord {
  readonly id: string
  readonly team: number
  readonly entry: Envelope
}

/** `day`: the relay had it then, from this desk or for it. */
export interface ChunkRecord {
  readonly day: Day
  readonly sealed: Blob | Bytes
}

export interface DeskSchema extends DBSchema {
  vaults: { key: string; value: VaultRecord }
  entries: { key: [string, number, number]; value: LogEntry }
  positions: { key: [string, number]; value: LogPosition }
  waiting: { key: number; value: WaitingRecord }
  documents: { key: string; value: KeptAgencyDocuments }
  drafts: { key: string; value: Blob | Bytes }
  chunks: { key: [string, string]; value: ChunkRecord }
  proofs: { key: string; value: Proof }
}

export type DeskDatabase = Connection<DeskSchema>

export const HIGHEST: number = Number.MAX_SAFE_INTEGER
const FIRST_STORES = ['vaults', 'entries', 'positions', 'documents'] as const
export const ALL_STORES = [
  'vaults',
  'entries',
  'positions',
  'documents',
  'waiting',
  'drafts',
  'proofs',
  'chunks',
] as const
export const durable = { durability: 'strict' } as const

/** `name`: of the database. Opens nothing yet. */
export function connectDeskDatabase(name: string): DeskDatabase {
  return connect<DeskSchema>({
    name,
    version: 3,
    upgrade(database, fromVersion) {
      if (fromVersion < 1) {
        for (const store of FIRST_STORES) database.createObjectStore(store)
        // Its keys are never used again: two pages may both remove what both have sent.
        database.createObjectStore('waiting', { autoIncrement: true })
      }
      if (fromVersion < 2) for (const store of ['drafts', 'proofs'] as const) database.createObjectStore(store)
      if (fromVersion < 3) database.createObjectStore('chunks')
    },
  })
}

/** An array sorts after every text. */
export const chunksOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, ''], [id, []])

/** As a file of its own; as bytes where the browser cannot store a Blob, as in some private windows. */
export async function asBlobOrBytes(bytes: Bytes, save: (value: Blob | Bytes) => Promise<void>): Promise<void> {
  try {
    await save(new Blob([bytes]))
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'broken') throw error
    await save(bytes)
  }
}

/** Null: its file has gone. */
export async function bytesOf(sealed: Blob | Bytes): Promise<Bytes | null> {
  if (!(sealed instanceof Blob)) return sealed
  try {
    return new Uint8Array(await sealed.arrayBuffer())
  } catch {
    // the record is there and its file is not
    return null
  }
}
