/** A desk's store in memory, for tests without a browser. What is stored is copied, as IndexedDB does. */
import { StorageError, type StorageFault } from '../../../client/storage/connection.ts'
import type { KeptAgencyDocuments, LogPosition, Proof } from '../../../client/storage/desk-database.ts'
import type { DeskStore } from '../../../client/storage/desk-store.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import type { Day } from '../../../shared/day.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import type { LogEntry } from '../../../shared/wire/log.ts'
import { TODAY } from '../../shared/trust/world.ts'

export interface MemoryStore extends DeskStore {
  /** Every method fails with it while it is set. */
  fault: StorageFault | null
}

export function createMemoryStore(): MemoryStore {
  const vaults = new Map<string, { label: string; sealed: Bytes }>()
  const entries = new Map<string, Map<number, LogEntry>>()
  const positions = new Map<string, LogPosition>()
  const waiting = new Map<number, { log: string; entry: Envelope }>()
  const documents = new Map<string, KeptAgencyDocuments>()
  const drafts = new Map<string, Bytes>()
  const proofs = new Map<string, Proof>()
  const chunks = new Map<string, { day: Day; sealed: Bytes }>()
  let lastKey = 0
  const logOf = (id: string, team: number): Map<number, LogEntry> => {
    const name = `${id}/${team}`
    const log = entries.get(name) ?? new Map<number, LogEntry>()
    entries.set(name, log)
    return log
  }
  const run = async <T>(work: () => T): Promise<T> => {
    await Promise.resolve()
    if (store.fault !== null) throw new StorageError(store.fault)
    return structuredClone(work())
  }
  const store: MemoryStore = {
    fault: null,
    listVaults: () => run(() => [...vaults].map(([id, { label }]) => ({ id, label }))),
    loadVault: (id) => run(() => vaults.get(id)?.sealed ?? null),
    saveVault: (id, label, sealed) => run(() => void vaults.set(id, { label, sealed })),
    removeVault: (id) =>
      run(() => {
        vaults.delete(id)
        documents.delete(id)
        drafts.delete(id)
        proofs.delete(id)
        for (const name of entries.keys()) if (name.startsWith(`${id}/`)) entries.delete(name)
        for (const name of positions.keys()) if (name.startsWith(`${id}/`)) positions.delete(name)
        for (const key of chunks.keys()) if (key.startsWith(`${id}/`)) chunks.delete(key)
        for (const [key, { log }] of waiting) if (log.startsWith(`${id}/`)) waiting.delete(key)
      }),
    loadPosition: (id, team) => run(() => positions.get(`${id}/${team}`) ?? null),
    loadEntries: (id, team, after) =>
      run(() => {
        const found = [...logOf(id, team).values()].filter(({ number }) => number > after)
        return found.toSorted((a, b) => a.number - b.number)
      }),
    loadEntry: (id, team, number) => run(() => logOf(id, team).get(number) ?? null),
    saveEntries: (id, team, added, position) =>
      run(() => {
        for (const entry of added) logOf(id, team).set(entry.number, entry)
        positions.set(`${id}/${team}`, position)
      }),
    replaceEntries: (id, team, all, position) =>
      run(() => {
        logOf(id, team).clear()
        for (const entry of all) logOf(id, team).set(entry.number, entry)
        positions.set(`${id}/${team}`, position)
      }),
    eraseEntry: (id, team, tombstone) => run(() => void logOf(id, team).set(tombstone.number, tombstone)),
    loadWaiting: (id, team) =>
      run(() => [...waiting].flatMap(([key, { log, entry }]) => (log === `${id}/${team}` ? [{ key, entry }] : []))),
    addWaiting: (id, team, added) =>
      run(() => {
        for (const entry of added) waiting.set((lastKey += 1), { log: `${id}/${team}`, entry })
      }),
    removeWaiting: (keys) =>
      run(() => {
        for (const key of keys) waiting.delete(key)
      }),
    loadDocuments: (id) => run(() => documents.get(id) ?? null),
    saveDocuments: (id, kept) => run(() => void documents.set(id, kept)),
    loadDrafts: (id) => run(() => drafts.get(id) ?? null),
    saveDrafts: (id, box) =>
      run(() => void (box === null || !vaults.has(id) ? drafts.delete(id) : drafts.set(id, box))),
    // A browser that is known to keep its desks, unless a test says otherwise.
    loadProof: (id) => run(() => proofs.get(id) ?? { kind: 'survived', day: TODAY }),
    saveProof: (id, proof) => run(() => void proofs.set(id, proof)),
    listChunks: (id) =>
      run(() => {
        const ofVault = [...chunks].filter(([key]) => key.startsWith(`${id}/`))
        return new Map(ofVault.map(([key, { day }]) => [key.slice(id.length + 1), day]))
      }),
    loadChunk: (id, name) => run(() => chunks.get(`${id}/${name}`)?.sealed ?? null),
    saveChunk: (id, name, day, sealed) => run(() => void chunks.set(`${id}/${name}`, { day, sealed })),
    removeChunks: (id, names) =>
      run(() => {
        for (const name of names) chunks.delete(`${id}/${name}`)
      }),
    close: () => undefined,
  }
  return store
}
