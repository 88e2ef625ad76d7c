/**
 * What a desk keeps in IndexedDB. Nothing here opens without the passphrase. Keys begin with the vault's id, so that several members
 * can share one browser profile.
 */
import { settled } from './connection.ts'
import { type ChunkStore, createChunkStore } from './desk-chunk-store.ts'
import { type KeptAgencyDocuments, connectDeskDatabase } from './desk-database.ts'
import { type LogStore, type WaitingStore, createLogStore, createWaitingStore } from './desk-log-store.ts'
import {
  type DraftStore,
  type ProofStore,
  type VaultStore,
  createDraftStore,
  createProofStore,
  createVaultStore,
} from './desk-vault-store.ts'

/** Every method throws StorageError. */
export interface DeskStore extends VaultStore, DraftStore, ProofStore, LogStore, WaitingStore, ChunkStore {
  loadDocuments(id: string): Promise<KeptAgencyDocuments | null>
  saveDocuments(id: string, documents: KeptAgencyDocuments): Promise<void>
  close(): void
}

/** Opens nothing yet. `name`: of the database. */
export function createDeskStore(name: string): DeskStore {
  const database = connectDeskDatabase(name)
  return {
    ...createVaultStore(database),
    ...createLogStore(database),
    ...createWaitingStore(database),
    ...createDraftStore(database),
    ...createProofStore(database),
    ...createChunkStore(database),
    loadDocuments: (id) => database.run(async (db) => (await db.get('documents', id)) ?? null),
    saveDocuments: (id, documents) =>
      database.run(async (db) => {
        const transaction = db.transaction('documents', 'readwrite')
        await settled([transaction.store.put(documents, id)], transaction.done)
      }),
    close: () => database.close(),
  }
}
