/**
 * Sealed vaults, and what stands beside each: sealed drafts, and whether this browser has shown that it keeps them. Promises that
 * what a write has answered for is on the disk, and that a vault which was replaced leaves as little as the browser allows.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { settled } from './connection.ts'
import {
  ALL_STORES,
  type DeskDatabase,
  HIGHEST,
  type Proof,
  type VaultRecord,
  asBlobOrBytes,
  bytesOf,
  chunksOf,
  durable,
} from './desk-database.ts'

/** By the id of its record. Every method throws StorageError. */
export interface VaultStore {
  listVaults(): Promise<readonly { readonly id: string; readonly label: string }[]>
  /** The bytes that `encodeSealedVault` made; null when there are none. */
  loadVault(id: string): Promise<Bytes | null>
  saveVault(id: string, label: string, sealed: Bytes): Promise<void>
  /** With everything that belongs to it. */
  removeVault(id: string): Promise<void>
}

export function createVaultStore(database: DeskDatabase): VaultStore {
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
        const transaction = db.transaction(ALL_STORES, 'readwrite', durable)
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

/** What is being written, sealed, by the id of the vault. Every method throws StorageError. */
export interface DraftStore {
  /** As `Vault.sealDrafts` made it; null when there is none. */
  loadDrafts(id: string): Promise<Bytes | null>
  /** Null: nothing is being written. Keeps nothing for a vault that was taken away. */
  saveDrafts(id: string, box: Bytes | null): Promise<void>
}

export function createDraftStore(database: DeskDatabase): DraftStore {
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

/** What is known of the browser, by the id of the vault. Every method throws StorageError. */
export interface ProofStore {
  /** Null: nothing was written down. */
  loadProof(id: string): Promise<Proof | null>
  saveProof(id: string, proof: Proof): Promise<void>
}

export function createProofStore(database: DeskDatabase): ProofStore {
  return {
    loadProof: (id) => database.run(async (db) => (await db.get('proofs', id)) ?? null),
    saveProof: (id, proof) =>
      database.run(async (db) => {
        const transaction = db.transaction('proofs', 'readwrite', durable)
        await settled([transaction.store.put(proof, id)], transaction.done)
      }),
  }
}
