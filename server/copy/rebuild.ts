/**
 * Builds both databases of a data folder from a copy, in a folder of their own. Promises that nothing of the copy's
 * schema is run (the tables are made by this relay's own steps), that a copy which is not whole, of another deployment,
 * of a newer relay or of another pepper is refused, and that the logs have a new incarnation.
 * Source: docs/decisions/009-backups.md; docs/protocol.md P8.7, P9.29.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MalformedError, type Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { TarFile } from '../../shared/bytes/tar.ts'
import { readCopy, type CopyAbout, type CopyFault, type CopyRead } from '../../shared/wire/copy.ts'
import { DEPLOYMENT_FILE, filesIn, parseDeployment } from '../data-folder.ts'
import { changeIncarnation } from '../mailboxes/sqlite-incarnation.ts'
import type { Pepper } from '../mailboxes/mailbox-key.ts'
import { keepPepperCheck } from '../mailboxes/sqlite-pepper-check.ts'
import { sha256 } from '../sha256.ts'
import { close, knownSteps, openDatabase, wholeness, type DatabaseKind, type Sqlite } from '../sqlite/database.ts'
import { insertPart } from '../sqlite/table-rows.ts'
import { copyTagOf } from './copy-tag.ts'

export interface RebuildInput {
  /** Empty. */
  readonly folder: string
  readonly source: AsyncIterable<Uint8Array>
  readonly pepper: Pepper
  /** 64 hex digits: the deployment that it must be of. */
  readonly rootHash: string
  /** 16 random bytes. */
  readonly incarnation: Bytes
}

export interface Rebuilt {
  readonly about: CopyAbout
  /** Entries in all logs, tombstones included. */
  readonly logEntries: number
}

export type CopyRefusal = CopyFault | 'other-deployment' | 'newer-schema' | 'other-pepper'

/** What is wrong with the copy; nothing of it was put in place. */
export class CopyRefusedError extends Error {
  readonly code: CopyRefusal
  constructor(code: CopyRefusal) {
    super(`copy refused: ${code}`)
    this.name = 'CopyRefusedError'
    this.code = code
  }
}

type Databases = { readonly [K in DatabaseKind]: Sqlite }

const ROWS_FILE = /^(relay|blobs)\/([a-z0-9_]+)\/\d{4,}\.ndjson$/

function openNew(folder: string, schema: CopyAbout['schema']): Databases {
  const { database, blobs } = filesIn(folder)
  const relay = openDatabase(database, 'relay', { steps: schema.relay })
  const opened = { relay, blobs: openDatabase(blobs, 'blobs', { steps: schema.blobs }) }
  // Nobody uses them before they are whole and written through.
  for (const sqlite of Object.values(opened)) sqlite.pragma('synchronous = OFF')
  return opened
}

function takeFile(folder: string, databases: Databases, { name, bytes }: TarFile): void {
  const [, kind, table] = ROWS_FILE.exec(name) ?? []
  if (name === DEPLOYMENT_FILE) writeFileSync(join(folder, DEPLOYMENT_FILE), bytes, { flag: 'wx' })
  else if (table !== undefined && (kind === 'relay' || kind === 'blobs')) insertPart(databases[kind], table, bytes)
  else if (name !== 'README.txt') throw new CopyRefusedError('damaged')
}

const isSqlite = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith(code)

function checkAbout({ rootHash, schema }: CopyAbout, wanted: string): void {
  if (rootHash !== wanted) throw new CopyRefusedError('other-deployment')
  if (schema.relay > knownSteps('relay') || schema.blobs > knownSteps('blobs'))
    throw new CopyRefusedError('newer-schema')
}

function finish(databases: Databases, read: CopyRead, deployment: Bytes | null, input: RebuildInput): void {
  const { pepper, rootHash, incarnation } = input
  if (!read.ok) throw new CopyRefusedError(read.fault)
  // Before anything else is believed: whoever made this copy had the pepper.
  if (!equalBytes(read.tag, copyTagOf(pepper, read.manifest))) throw new CopyRefusedError('other-pepper')
  const parsed = deployment === null ? null : parseDeployment(deployment)
  if (parsed === null || Buffer.from(parsed.rootHash).toString('hex') !== rootHash)
    throw new CopyRefusedError('other-deployment')
  if (keepPepperCheck(databases.relay, pepper) === 'other') throw new CopyRefusedError('other-pepper')
  changeIncarnation(databases.relay, incarnation)
  for (const sqlite of Object.values(databases)) if (wholeness(sqlite) !== 'ok') throw new CopyRefusedError('damaged')
}

/** @throws CopyRefusedError, or the disk's error. */
export async function rebuild(input: RebuildInput): Promise<Rebuilt> {
  const { folder, source, rootHash } = input
  let databases: Databases | null = null
  let deployment: Bytes | null = null
  try {
    const read = await readCopy(source, {
      sha256,
      about(about) {
        checkAbout(about, rootHash)
        databases = openNew(folder, about.schema)
      },
      file(file) {
        if (databases === null) throw new Error('rows before the databases')
        if (file.name === DEPLOYMENT_FILE) deployment = file.bytes
        takeFile(folder, databases, file)
      },
    })
    if (databases === null) throw new CopyRefusedError(read.ok ? 'damaged' : read.fault)
    finish(databases, read, deployment, input)
    if (!read.ok) throw new CopyRefusedError(read.fault)
    const entries = read.files.filter(({ name }) => name.startsWith('relay/log/'))
    return { about: read.about, logEntries: entries.reduce((sum, { rows }) => sum + rows, 0) }
  } catch (error) {
    const unfit = error instanceof MalformedError || isSqlite(error, 'SQLITE_CONSTRAINT')
    throw unfit ? new CopyRefusedError('damaged') : error
  } finally {
    if (databases !== null) for (const sqlite of Object.values<Sqlite>(databases)) close(sqlite)
  }
}
