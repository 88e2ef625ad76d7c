/** The worker's side of what is being written: sealed, stored as a file of its own, and merged with what other pages write. */
import type { OpenVault } from '../open-desk.ts'
import type { DeskTools } from '../tools.ts'
import { encodeWritten, NOTHING_WRITTEN, parseWritten, type Draft, type Place, type Written } from './draft.ts'

/** By name; null: it is gone. */
export type DraftChanges = ReadonlyMap<string, Draft | null>

export interface DraftKeeper {
  /** What was kept; nothing when it cannot be opened. @throws StorageError */
  load(): Promise<Written>
  /** Durable when it resolves. What other pages of this vault have kept stays. @throws StorageError */
  change(changes: DraftChanges, place: Place | null): Promise<void>
  /** It was handed over. @throws StorageError */
  remove(name: string): Promise<void>
}

export function createDraftKeeper({ store, exclusive }: DeskTools, { id, vault }: OpenVault): DraftKeeper {
  const load = async (): Promise<Written> => {
    const box = await store.loadDrafts(id)
    const plain = box === null ? null : await vault.openDrafts(box)
    return (plain === null ? null : parseWritten(plain)) ?? NOTHING_WRITTEN
  }
  const merge = (make: (before: Written) => Written | null): Promise<void> =>
    exclusive(`drafts-${id}`, async () => {
      const next = make(await load())
      if (next === null) return
      const isNothing = next.drafts.size === 0 && next.place === null
      await store.saveDrafts(id, isNothing ? null : await vault.sealDrafts(encodeWritten(next)))
    })
  return {
    load,
    change: (changes, place) =>
      merge((before) => {
        const drafts = new Map(before.drafts)
        for (const [name, draft] of changes) {
          if (draft === null) drafts.delete(name)
          else drafts.set(name, draft)
        }
        return { drafts, place }
      }),
    remove: (name) =>
      merge((before) => {
        if (!before.drafts.has(name)) return null
        return { ...before, drafts: new Map([...before.drafts].filter(([other]) => other !== name)) }
      }),
  }
}
