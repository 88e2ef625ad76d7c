/**
 * Group commit: what arrived in one turn of the event loop is committed in one transaction, and only then answered.
 * Promises that a job which throws takes nobody else's with it: the group is rolled back and each runs by itself.
 * Jobs are therefore synchronous, touch only the database, and may run twice.
 */
import { StoreError } from '../store-error.ts'
import type { Sqlite } from './database.ts'

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

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** A full or failing disk and a held lock are expected; everything else is a bug. */
function expected(error: unknown): unknown {
  const code = codeOf(error)
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) return new StoreError('disk', { cause: error })
  return code.startsWith('SQLITE_BUSY') ? new StoreError('busy', { cause: error }) : error
}

export function createCommitQueue(
  sqlite: Sqlite,
  schedule: (flush: () => void) => unknown = setImmediate,
): CommitQueue {
  let waiting: Waiting[] = []

  const commit = sqlite.transaction((group: readonly Waiting[]) => {
    for (const { work } of group) work()
  })

  const settle = (group: readonly Waiting[]): void => {
    try {
      commit.immediate(group)
    } catch (error) {
      const reason = expected(error)
      if (group.length > 1 && !(reason instanceof StoreError)) for (const one of group) settle([one])
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
