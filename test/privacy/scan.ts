/** Looks for needles in every file of a folder, packed or not: as they lie, unpacked, inflated, and cell by cell of a database. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { createFinder, type Finder } from './finder.ts'
import { inflateAnywhere, inflateFrom } from './inflate-anywhere.ts'
import type { Needle } from './needles.ts'
import { unpackLevelLog, unpackLevelTable, unpackMozLz4 } from './unpack.ts'

export interface Finding {
  /** File inside the folder, and how it was looked at. */
  readonly place: string
  readonly needle: string
}

/** One way to look at something. */
export interface View {
  readonly place: string
  readonly bytes: Buffer
}

/** A database's cells, by column. */
export type Cells = ReadonlyMap<string, readonly unknown[]>

/** Files of a folder and below, with their bytes. What a running program deletes meanwhile is passed over. */
export function filesOf(folder: string): View[] {
  const views: View[] = []
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const full = join(folder, path)
    // sockets and links are no files
    if (!statSync(full, { throwIfNoEntry: false })?.isFile()) continue
    views.push({ place: relative(folder, full), bytes: readFileSync(full) })
  }
  return views
}

/**
 * Every value of every table, `table.column` -> values; null when the file is not a SQLite database. Reads a copy, so that
 * neither the locks of whoever uses it nor its files are touched.
 */
export function cellsOf(path: string): Cells | null {
  if (readFileSync(path).subarray(0, 15).toString('latin1') !== 'SQLite format 3') return null
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-cells-'))
  const copy = join(folder, 'copy.db')
  for (const suffix of ['', '-wal', '-journal']) {
    if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix)
  }
  const database = new Database(copy)
  try {
    database.defaultSafeIntegers(true)
    const tables = database.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]
    return new Map(tables.flatMap((table) => columnsOf(database, table)))
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function columnsOf(database: Database.Database, table: string): [column: string, values: unknown[]][] {
  const statement = database.prepare(`select * from "${table}"`).raw()
  const rows = statement.all() as unknown[][]
  return statement.columns().map(({ name }, index) => [`${table}.${name}`, rows.map((row) => row[index])])
}

function databaseView(folder: string, { place, bytes }: View): View[] {
  if (bytes.subarray(0, 15).toString('latin1') !== 'SQLite format 3') return []
  let cells: Cells | null = null
  try {
    cells = cellsOf(join(folder, place))
  } catch {
    // a database that a killed browser left half-written is looked at as bytes only
  }
  const values = [...(cells?.values() ?? [])].flat()
  const parts = values.flatMap((value) =>
    value instanceof Uint8Array ? [Buffer.from(value)] : typeof value === 'string' ? [Buffer.from(value)] : [],
  )
  return parts.map((part) => ({ place: `${place} (a cell)`, bytes: part }))
}

function tried(unpack: () => Buffer): Buffer | null {
  try {
    return unpack()
  } catch {
    return null
  }
}

/** The bytes of a stored answer may be packed: gzip begins with a mark; brotli has none and is tried where it may be. */
function unpacked({ place, bytes }: View): View[] {
  const views: View[] = []
  const add = (how: string, unpackedBytes: Buffer | null): void => {
    if (unpackedBytes !== null && unpackedBytes.length > 0)
      views.push({ place: `${place} (${how})`, bytes: unpackedBytes })
  }
  add('LZ4', unpackMozLz4(bytes))
  add('LevelDB table', unpackLevelTable(bytes))
  if (/\d+\.log$/.test(place)) add('LevelDB log', unpackLevelLog(bytes))
  // ten bytes of head, without a file's name: as servers and browsers write it
  for (let at = bytes.indexOf('1f8b0800', 0, 'hex'); at !== -1; at = bytes.indexOf('1f8b0800', at + 1, 'hex')) {
    add('gzip', Buffer.from(inflateFrom(bytes, at + 10, 1 << 24)))
  }
  if (/(Cache_Data|cache2|CacheStorage)/.test(place))
    add(
      'brotli',
      tried(() => brotliDecompressSync(bytes)),
    )
  return views
}

export interface ScanOptions {
  /** Also inflate from every offset. Costs about a second for each megabyte. */
  readonly inflate: boolean
}

function scanWith(find: Finder, view: View, { inflate }: ScanOptions): Finding[] {
  const findIn = (place: string, bytes: Uint8Array): Finding[] =>
    find(bytes).map(({ name }) => ({ place, needle: name }))
  const findings = [view, ...unpacked(view)].flatMap(({ place, bytes }) => findIn(place, bytes))
  if (!inflate) return findings
  inflateAnywhere(view.bytes, (inflated, offset) => {
    findings.push(...findIn(`${view.place} (inflated from ${offset})`, inflated))
  })
  return findings
}

export function scanViews(views: readonly View[], needles: readonly Needle[], options: ScanOptions): Finding[] {
  const find = createFinder(needles)
  return views.flatMap((view) => scanWith(find, view, options))
}

export function scanFolder(folder: string, needles: readonly Needle[], options: ScanOptions): Finding[] {
  return scanViews(
    filesOf(folder).flatMap((file) => [file, ...databaseView(folder, file)]),
    needles,
    options,
  )
}
