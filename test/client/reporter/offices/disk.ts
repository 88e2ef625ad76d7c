import type { StorageError } from '../../../../client/storage/connection.ts'
import type { DocumentStore, KeptDocuments } from '../../../../client/storage/document-store.ts'

/** A phone's disk: what is saved is added to what lies there. */
export function disk(): DocumentStore & { kept: KeptDocuments | null; fault: StorageError | null } {
  const store = {
    kept: null as KeptDocuments | null,
    fault: null as StorageError | null,
    async load() {
      if (store.fault !== null) throw store.fault
      return store.kept
    },
    async save(documents: KeptDocuments) {
      if (store.fault !== null) throw store.fault
      store.kept = { ...documents, sheets: new Map([...(store.kept?.sheets ?? []), ...documents.sheets]) }
    },
  }
  return store
}
