/**
 * Group commit: what arrived in one turn of the event loop is committed in one transaction, and only then answered.
 * Promises that a job which throws takes nobody else's with it: the group is rolled back and each runs by itself.
 * Jobs are therefore synchronous, touch only the database, and may run twice.
 */
import { StoreError } from '../store-error.ts'
import type { Sqlite } from './database.ts'
import { storeErrorOf } from './sqlite-error.ts'

export interface CommitQueue {
  /** Resolves with the job's value once it is durable. @throws StoreError when the disk did not take it. */
  run<T>(job: () => T): Promise<T>
  /** Commits what waits, at once. */
  flush(): void
}

interface Waiting {
  /** Runs the job and keeps its value until the commit. */
  readonly work: () => void
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

export interface CommitQueueOptions {
  /** `setImmediate`. */
  readonly schedule?: (flush: () => void) => unknown
  /** The disk took nothing: true when there is room now, and the same may be tried once more. */
  readonly makeRoom?: () => boolean
}

export function createCommitQueue(sqlite: Sqlite, options: CommitQueueOptions = {}): CommitQueue {
  const { schedule = setImmediate, makeRoom = () => false } = options
  let waiting: Waiting[] = []

  const commit = sqlite.transaction((group: readonly Waiting[]) => {
    for (const { work } of group) work()
  })

  const settle = (group: readonly Waiting[]): void => {
    try {
      commit.immediate(group)
    } catch (error) {
      const reason = storeErrorOf(error)
      const isFull = reason instanceof StoreError && reason.code === 'disk'
      if (isFull && makeRoom()) settle(group)
      else if (group.length > 1 && !(reason instanceof StoreError)) for (const one of group) settle([one])
      else for (const { reject } of group) reject(reason)
      return
    }
    for (const { resolve } of group) resolve()
  }

  const flush = (): void => {
    const group = waiting
    waiting = []
    if (group.length > 0) settle(group)
  }

  return {
    flush,
    run<T>(job: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        let value: { readonly of: T } | null = null
        if (waiting.length === 0) schedule(flush)
        waiting.push({
          work: () => {
            value = { of: job() }
          },
          resolve: () => {
            if (value === null) reject(new Error('committed without having run'))
            else resolve(value.of)
          },
          reject,
        })
      })
    },
  }
}
