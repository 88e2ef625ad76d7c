/** The incarnation of the logs in one SQLite file: made with the file, changed when a backup of it was put back. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { INCARNATION_BYTES } from '../../shared/protocol.ts'
import type { Random } from '../draw.ts'
import type { Sqlite } from '../sqlite/database.ts'

/** 16 bytes. */
export function incarnationOf(sqlite: Sqlite, random: Random): Bytes {
  const insert = sqlite.prepare<[Uint8Array]>("insert or ignore into setting (name, value) values ('incarnation', ?)")
  insert.run(random(INCARNATION_BYTES))
  const row = sqlite.prepare<[], { value: Uint8Array }>("select value from setting where name = 'incarnation'").get()
  return new Uint8Array(row?.value ?? [])
}

export function changeIncarnation(sqlite: Sqlite, incarnation: Bytes): void {
  sqlite
    .prepare<[Uint8Array]>("insert or replace into setting (name, value) values ('incarnation', ?)")
    .run(incarnation)
}
