/** Adds free slots in turns of their own, so that whoever stores something finds one and need not wait for more. */
import { StoreError } from '../store-error.ts'
import type { CommitQueue } from './commit-queue.ts'

export interface Grower {
  /** Looks soon whether there are enough. */
  soon(): void
  stop(): void
}

/** `grow`: one step inside a transaction; true while there may be more to add. */
export function createGrower(queue: CommitQueue, grow: () => boolean): Grower {
  let growing = false
  let stopped = false
  const run = async (): Promise<void> => {
    growing = true
    try {
      while (!stopped && (await queue.run(() => !stopped && grow())));
    } catch (error) {
      // A full disk is told to whoever stores something next.
      if (!(error instanceof StoreError)) throw error
    } finally {
      growing = false
    }
  }
  return {
    soon() {
      if (!growing) void run()
    },
    stop() {
      stopped = true
    },
  }
}
