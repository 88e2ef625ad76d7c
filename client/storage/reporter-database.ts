/**
 * The reporter's one database: sealed envelopes that wait, and public signed documents. Its names tell nothing, because
 * whoever holds the phone can read them.
 */
import type { DBSchema } from 'idb'
import { type Connection, connect } from './connection.ts'

export interface ReporterSchema extends DBSchema {
  /** Envelopes that wait, by id. Records are `unknown` until parsed: an older app may have written them. */
  queue: { key: string; value: unknown }
  /** Public documents and the highest versions seen, by kind. */
  pages: { key: string; value: unknown }
}

export type ReporterDatabase = Connection<ReporterSchema>

/** Opens nothing yet. */
export function connectReporterDatabase(): ReporterDatabase {
  return connect<ReporterSchema>({
    name: 'pages',
    version: 1,
    upgrade(database) {
      database.createObjectStore('queue')
      database.createObjectStore('pages')
    },
  })
}
