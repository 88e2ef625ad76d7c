/** A commit queue that breaks its one promise: jobs are answered when they have run, and committed later. */
import type { CommitQueue } from '../../../server/sqlite/commit-queue.ts'
import type { Sqlite } from '../../../server/sqlite/database.ts'

/** As long as a busy disk takes. */
const LATE_MS = 200

export function createCommitQueue(sqlite: Sqlite): CommitQueue {
  const flush = (): void => {
    if (sqlite.inTransaction) sqlite.exec('commit')
  }
  return {
    flush,
    async run<T>(job: () => T): Promise<T> {
      if (!sqlite.inTransaction) {
        sqlite.exec('begin immediate')
        setTimeout(flush, LATE_MS)
      }
      return job()
    },
  }
}
