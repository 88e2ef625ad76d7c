/**
 * Opens the relay's database. Promises: what a transaction has committed survives a power cut (WAL, synchronous=FULL);
 * deleted bytes are overwritten (secure_delete) and leave the journal with the next truncating checkpoint.
 * Source: docs/decisions/002-envelope-sizes.md for the page size.
 */
import Database from 'better-sqlite3'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from '../store-error.ts'
import { inWordsOfTheStore } from './sqlite-error.ts'

export type Sqlite = Database.Database
export type Statement<Values extends unknown[], Row = unknown> = Database.Statement<Values, Row>

/** Mail: three, two or one envelope fill a page. Blobs: a chunk and its tag take one page and a little. */
const PAGE_BYTES = { relay: 16_384, blobs: 65_536 } as const
/** As `auto_vacuum` is read back. */
const INCREMENTAL = 2
/** Another program (the command line) may hold the write lock so long. */
const BUSY_MS = 5_000

export type DatabaseKind = 'relay' | 'blobs'

const MIGRATIONS: { readonly [K in DatabaseKind]: string } = {
  relay: join(import.meta.dirname, 'migrations'),
  blobs: join(import.meta.dirname, 'blob-migrations'),
}

function stepsIn(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return files.toSorted().map((name) => readFileSync(join(folder, name), 'utf8'))
}

/** @throws when the file is of a newer relay. */
function migrate(sqlite: Sqlite, steps: readonly string[]): void {
  const apply = sqlite.transaction(() => {
    const done = stepsBehind(sqlite)
    if (done > steps.length) throw new Error('the database belongs to a newer relay')
    // On a full disk a start must not need room for what is there already.
    if (done === steps.length) return
    for (const step of steps.slice(done)) sqlite.exec(step)
    sqlite.pragma(`user_version = ${steps.length}`)
  })
  apply.immediate()
}

/** Steps that this relay knows: a database that has more behind it belongs to a newer one. */
export function knownSteps(kind: DatabaseKind): number {
  return stepsIn(MIGRATIONS[kind]).length
}

export interface OpenOptions {
  /** Another folder of steps. */
  readonly migrations?: string
  /** Only so many of them: what an older relay would have made. */
  readonly steps?: number
}

/** `path` may be `:memory:` in tests; then nothing is durable. */
export function openDatabase(path: string, kind: DatabaseKind = 'relay', options: OpenOptions = {}): Sqlite {
  const { migrations = MIGRATIONS[kind], steps } = options
  const sqlite = new Database(path, { timeout: BUSY_MS })
  sqlite.pragma(`page_size = ${PAGE_BYTES[kind]}`)
  sqlite.pragma('auto_vacuum = INCREMENTAL')
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('secure_delete = ON')
  sqlite.pragma('trusted_schema = OFF')
  sqlite.pragma('cell_size_check = ON')
  sqlite.pragma('temp_store = MEMORY')
  migrate(sqlite, stepsIn(migrations).slice(0, steps))
  return sqlite
}

/** Steps of migration that a database has behind it. */
export function stepsBehind(sqlite: Sqlite): number {
  return Number(sqlite.pragma('user_version', { simple: true }))
}

/** `ok`, or the first thing that SQLite finds wrong. Reads every page. */
export function wholeness(sqlite: Sqlite): string {
  try {
    return String(sqlite.pragma('quick_check(1)', { simple: true }))
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable'
  }
}

/** Whether a file has the page size, the vacuum and the journal that this relay gives a new one. */
export function hasOwnGeometry(sqlite: Sqlite, kind: DatabaseKind): boolean {
  const is = (name: string): unknown => sqlite.pragma(name, { simple: true })
  return is('page_size') === PAGE_BYTES[kind] && is('auto_vacuum') === INCREMENTAL && is('journal_mode') === 'wal'
}

/** As it stands, for a program beside the relay: changes nothing and migrates nothing. */
export function openToRead(path: string): Sqlite {
  const sqlite = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS })
  sqlite.pragma('trusted_schema = OFF')
  sqlite.pragma('cell_size_check = ON')
  sqlite.pragma('temp_store = MEMORY')
  return sqlite
}

/**
 * Deleted bytes leave the journal: the database is written through, the journal cut to nothing. False when another program
 * reads (a backup): as much as can be is done at once and the rest next time, waiting for it would stop the relay.
 */
export function checkpoint(sqlite: Sqlite): boolean {
  return withoutWaiting(sqlite, () => {
    const [answer] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[]
    return answer?.busy === 0
  })
}

/** A lock that another program holds is an answer, not something to wait for. */
export function withoutWaiting<T>(sqlite: Sqlite, work: () => T): T {
  sqlite.pragma('busy_timeout = 0')
  try {
    return work()
  } finally {
    sqlite.pragma(`busy_timeout = ${BUSY_MS}`)
  }
}

/** What a failing disk leaves in the journal is there at the next start. */
export function close(sqlite: Sqlite): void {
  try {
    inWordsOfTheStore(() => checkpoint(sqlite))
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
  } finally {
    sqlite.close()
  }
}
