/**
 * Opens the relay's database. Promises: what a transaction has committed survives a power cut (WAL, synchronous=FULL);
 * deleted bytes are overwritten (secure_delete) and leave the journal with the next truncating checkpoint.
 * Source: docs/decisions/002-envelope-sizes.md for the page size.
 */
import Database from 'better-sqlite3'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Sqlite = Database.Database
export type Statement<Values extends unknown[], Row = unknown> = Database.Statement<Values, Row>

/** Mail: three, two or one envelope fill a page. Blobs: a chunk and its tag take one page and a little. */
const PAGE_BYTES = { relay: 16_384, blobs: 65_536 } as const
/** Another program (the command line) may hold the write lock so long. */
const BUSY_MS = 5_000

const MIGRATIONS = {
  relay: join(import.meta.dirname, 'migrations'),
  blobs: join(import.meta.dirname, 'blob-migrations'),
} as const

/** @throws when the file is of a newer relay. */
function migrate(sqlite: Sqlite, folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const steps = files.toSorted().map((name) => readFileSync(join(folder, name), 'utf8'))
  const apply = sqlite.transaction(() => {
    const done = Number(sqlite.pragma('user_version', { simple: true }))
    if (done > steps.length) throw new Error('the database belongs to a newer relay')
    for (const step of steps.slice(done)) sqlite.exec(step)
    sqlite.pragma(`user_version = ${steps.length}`)
  })
  apply.immediate()
}

/** `path` may be `:memory:` in tests; then nothing is durable. `migrations`: another folder of steps. */
export function openDatabase(
  path: string,
  kind: 'relay' | 'blobs' = 'relay',
  migrations: string = MIGRATIONS[kind],
): Sqlite {
  const sqlite = new Database(path, { timeout: BUSY_MS })
  sqlite.pragma(`page_size = ${PAGE_BYTES[kind]}`)
  sqlite.pragma('auto_vacuum = INCREMENTAL')
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('secure_delete = ON')
  sqlite.pragma('trusted_schema = OFF')
  sqlite.pragma('cell_size_check = ON')
  sqlite.pragma('temp_store = MEMORY')
  migrate(sqlite, migrations)
  return sqlite
}

/** Most pages given back to the file system at a time: a thousand would block the relay for 50 ms. */
const VACUUM_PAGES = 100

/** Deleted bytes leave the journal: the database is written through, the journal cut to nothing. */
export function checkpoint(sqlite: Sqlite): void {
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
}

export function giveBackPages(sqlite: Sqlite): void {
  sqlite.pragma(`incremental_vacuum(${VACUUM_PAGES})`)
}

export function close(sqlite: Sqlite): void {
  checkpoint(sqlite)
  sqlite.close()
}
