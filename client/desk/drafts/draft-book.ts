/**
 * The page's side of what is being written. Every change is handed to the worker to be sealed and stored within a second, so
 * that a page that dies loses no more than that, and a desk that locks nothing at all.
 */
import type { Draft, Place, Written } from './draft.ts'

/** Stores it; false: storage failed. */
export type WriteDown = (changes: ReadonlyMap<string, Draft | null>, place: Place | null) => Promise<boolean>

export interface DraftBook {
  get(name: string): Draft | undefined
  has(name: string): boolean
  set(name: string, draft: Draft): void
  /** It was handed over, or nothing of it is to be kept. */
  delete(name: string): void
  /** Where the person is. */
  goTo(place: Place | null): void
  place(): Place | null
  /** False while the last try to keep it failed: locking would lose it. */
  isSafe(): boolean
  /** Hands over at once what the worker does not have, and says what has become of what is being written. */
  flush(): Promise<Fate>
}

/** Null: nothing is being written. */
export type Fate = 'kept' | 'lost' | null

/** Longest that something typed is on the page only. */
const WRITE_AFTER_MS = 1000

/** `onSafe`: called when `isSafe` has changed. */
export function createDraftBook(first: Written, writeDown: WriteDown, onSafe: () => void): DraftBook {
  const drafts = new Map(first.drafts)
  let changes = new Map<string, Draft | null>()
  let { place } = first
  let isChanged = false
  let safe = true
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Promise<void> = Promise.resolve()

  const write = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    if (!isChanged) return
    const mine = changes
    changes = new Map()
    isChanged = false
    // Also when the worker broke: whoever locks is told, and the lock does not wait.
    const kept = await writeDown(mine, place).catch(() => false)
    if (!kept) {
      // Once more with the next change; what was changed since is newer.
      changes = new Map([...mine, ...changes])
      isChanged = true
    }
    if (kept === safe) return
    safe = kept
    onSafe()
  }
  const isSafe = (): boolean => safe || changes.size === 0
  const flush = async (): Promise<Fate> => {
    last = last.then(write, write)
    await last
    if (drafts.size === 0) return null
    return isSafe() ? 'kept' : 'lost'
  }
  const changed = (): void => {
    isChanged = true
    timer ??= setTimeout(() => void flush(), WRITE_AFTER_MS)
  }
  return {
    get: (name) => drafts.get(name),
    has: (name) => drafts.has(name),
    set(name, draft) {
      drafts.set(name, draft)
      changes.set(name, draft)
      changed()
    },
    delete(name) {
      if (drafts.delete(name)) {
        changes.set(name, null)
        changed()
      }
    },
    goTo(next) {
      place = next
      changed()
    },
    place: () => place,
    isSafe,
    flush,
  }
}
