/**
 * What is done to a database every minute, whether anything was written or not. Promises afterwards: no deleted byte is
 * left in the journal; neither the journal nor its index tells in which order pages were written; no file bears a time
 * finer than a day. Source: docs/decisions/015-traces-in-files.md.
 */
import { utimesSync } from 'node:fs'
import { dayStartMs, type Day } from '../../shared/day.ts'
import { StoreError } from '../store-error.ts'
import { checkpoint, stepsBehind, withoutWaiting, type Sqlite } from './database.ts'
import { inWordsOfTheStore } from './sqlite-error.ts'

export interface DatabaseFile {
  readonly sqlite: Sqlite
  readonly path: string
}

/** Most pages given back to the file system at a time: a thousand would block the relay for 50 ms. */
const VACUUM_PAGES = 100

/**
 * The index of the journal, `-shm`, keeps the numbers of the pages in the order in which they were written, also when the
 * journal is empty, until the next write. So one is made that says nothing: the number of migrations is what it was.
 */
function coverOrder(sqlite: Sqlite): void {
  sqlite.pragma(`user_version = ${stepsBehind(sqlite)}`)
}

/** False when another program holds the journal: deleted bytes are still in it. @throws StoreError */
export function tidy({ sqlite }: DatabaseFile): boolean {
  try {
    return inWordsOfTheStore(() =>
      withoutWaiting(sqlite, () => {
        sqlite.pragma(`incremental_vacuum(${VACUUM_PAGES})`)
        if (!checkpoint(sqlite)) return false
        coverOrder(sqlite)
        return checkpoint(sqlite)
      }),
    )
  } catch (error) {
    if (error instanceof StoreError && error.code === 'busy') return false
    throw error
  }
}

/** A journal comes with the first write; a read-only disk is said elsewhere. */
const PASSED_OVER = new Set<unknown>(['ENOENT', 'EROFS'])

/** The files seem to have been written when the day began. They must not be opened: that would drop SQLite's locks. */
export function coverTimes({ path }: Pick<DatabaseFile, 'path'>, today: Day): void {
  const begun = dayStartMs(today) / 1000
  for (const suffix of ['', '-wal', '-shm']) {
    try {
      utimesSync(path + suffix, begun, begun)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && PASSED_OVER.has(error.code))) throw error
    }
  }
}
