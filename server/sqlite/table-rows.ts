/**
 * Tables as lines of JSON and back: what a copy is made of. No page, no free space and no index goes into it, and nothing
 * of its schema comes out of it. Integers that a double cannot hold are decimal text; bytes are base64url, and a number
 * in the place of bytes stands for so many zeros. Source: docs/decisions/009-backups.md.
 */
import { encodeBase64url, parseBase64url } from '../../shared/bytes/base64url.ts'
import { encodeText, MalformedError, type Bytes } from '../../shared/bytes/cursor.ts'
import { parseJson, parseObject } from '../../shared/wire/json.ts'
import type { Sqlite } from './database.ts'

interface Column {
  readonly name: string
  readonly type: string
}

type Value = bigint | string | Uint8Array | null

/** So many bytes of rows make a part: what a reader holds in memory. One longer row is a part of its own. */
const PART_BYTES = 4 * 1024 * 1024
/** From so many on, zeros are counted and not written; a reader takes no more at once than any body has. */
const COUNTED_ZEROS = 64
const MOST_ZEROS = 1024 * 1024

export function tablesOf(sqlite: Sqlite): readonly string[] {
  const names = sqlite.prepare<[], string>(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name",
  )
  return names.pluck().all()
}

function columnsOf(sqlite: Sqlite, table: string): readonly Column[] {
  return sqlite.prepare<[string], Column>('select name, lower(type) as type from pragma_table_info(?)').all(table)
}

function jsonOf(value: Value): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  if (!(value instanceof Uint8Array)) return value
  return value.length >= COUNTED_ZEROS && value.length <= MOST_ZEROS && value.every((byte) => byte === 0)
    ? value.length
    : encodeBase64url(new Uint8Array(value))
}

/** Inside a read transaction. In the order of the primary key; a table without rows has no part. */
export function* partsOf(sqlite: Sqlite, table: string): Generator<Bytes, void, undefined> {
  const columns = columnsOf(sqlite, table)
  const rows = sqlite.prepare<[], Record<string, Value>>(`select * from "${table}"`).safeIntegers()
  let lines: string[] = []
  let length = 0
  for (const row of rows.iterate()) {
    const line = JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, jsonOf(row[name] ?? null)])))
    if (length > 0 && length + line.length > PART_BYTES) {
      yield encodeText(lines.join(''))
      lines = []
      length = 0
    }
    lines.push(`${line}\n`)
    length += line.length
  }
  if (lines.length > 0) yield encodeText(lines.join(''))
}

function valueOf(json: unknown, type: string): Value {
  if (json === null) return null
  if (type === 'text' && typeof json === 'string') return json
  if (type === 'integer' && typeof json === 'number' && Number.isSafeInteger(json)) return BigInt(json)
  if (type === 'integer' && typeof json === 'string' && /^-?\d{1,19}$/.test(json)) return BigInt(json)
  if (type === 'blob' && typeof json === 'number' && Number.isSafeInteger(json) && json >= 0 && json <= MOST_ZEROS)
    return new Uint8Array(json)
  const bytes = type === 'blob' && typeof json === 'string' ? parseBase64url(json) : null
  if (bytes === null) throw new MalformedError('a value of another type')
  return bytes
}

/** Puts one part's rows into a table that is there already. @throws MalformedError, or SQLite's error for a row that does not fit. */
export function insertPart(sqlite: Sqlite, table: string, part: Bytes): void {
  // SQLite's own tables, where the schema stands, are not among them.
  if (!tablesOf(sqlite).includes(table)) throw new MalformedError('no such table')
  const columns = columnsOf(sqlite, table)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const insert = sqlite.prepare<Value[]>(
    `insert into "${table}" (${names}) values (${columns.map(() => '?').join(', ')})`,
  )
  const all = sqlite.transaction(() => {
    for (let at = 0; at < part.length;) {
      const end = part.indexOf(0x0a, at)
      const row = parseObject(parseJson(part.subarray(at, end)))
      if (end < 0 || row === null || Object.keys(row).length !== columns.length) throw new MalformedError('a row')
      insert.run(...columns.map(({ name, type }) => valueOf(name in row ? row[name] : undefined, type)))
      at = end + 1
    }
  })
  all()
}
