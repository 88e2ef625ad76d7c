/**
 * Writes a copy of a data folder, piece by piece, while the relay runs: one read transaction per database, both begun
 * before the first row is read, that of the mail first, so that no message lacks its attachment. Nothing is written to
 * any disk here. Promises that a copy exists to its last byte only of databases that were found whole.
 * Source: docs/decisions/009-backups.md.
 */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { encodeText, type Bytes } from '../../shared/bytes/cursor.ts'
import { encodeTarFile, TAR_END, type TarFile } from '../../shared/bytes/tar.ts'
import type { Day } from '../../shared/day.ts'
import {
  ABOUT_FILE,
  encodeAbout,
  encodeManifest,
  listed,
  MANIFEST_FILE,
  TAG_FILE,
  type ListedFile,
} from '../../shared/wire/copy.ts'
import { DEPLOYMENT_FILE } from '../data-folder.ts'
import type { Pepper } from '../mailboxes/mailbox-key.ts'
import { sha256 } from '../sha256.ts'
import { stepsBehind, wholeness, type DatabaseKind, type Sqlite } from '../sqlite/database.ts'
import { partsOf, tablesOf } from '../sqlite/table-rows.ts'
import { copyTagOf } from './copy-tag.ts'
import { README } from './readme.ts'

export interface CopySource {
  /** Opened to be read. */
  readonly databases: { readonly [K in DatabaseKind]: Sqlite }
  /** As it lies in the folder. */
  readonly deployment: Bytes
  /** 64 hex digits. */
  readonly rootHash: string
  readonly pepper: Pepper
  readonly day: Day
}

/** A database that does not pass SQLite's own check: no backup of it is called one. */
export class NotWholeError extends Error {
  readonly code = 'not-whole'
  constructor(kind: DatabaseKind) {
    super(`the database of ${kind === 'relay' ? 'mail' : 'attachments'} is damaged`)
    this.name = 'NotWholeError'
  }
}

const KINDS: readonly DatabaseKind[] = ['relay', 'blobs']

function* filesOf({ databases, deployment, rootHash, day }: CopySource): Generator<TarFile, void, undefined> {
  const schema = { relay: stepsBehind(databases.relay), blobs: stepsBehind(databases.blobs) }
  yield { name: ABOUT_FILE, bytes: encodeAbout({ day, rootHash, schema }) }
  yield { name: 'README.txt', bytes: encodeText(README) }
  yield { name: DEPLOYMENT_FILE, bytes: deployment }
  for (const kind of KINDS) {
    for (const table of tablesOf(databases[kind])) {
      let part = 0
      for (const bytes of partsOf(databases[kind], table)) {
        part += 1
        yield { name: `${kind}/${table}/${String(part).padStart(4, '0')}.ndjson`, bytes }
      }
    }
  }
}

/** @throws NotWholeError before the end, or SQLite's error for a page that cannot be read. */
export function* writeCopy(source: CopySource): Generator<Bytes, void, undefined> {
  const { databases, pepper } = source
  for (const kind of KINDS) {
    databases[kind].exec('begin')
    // A transaction sees the database as it is at its first read.
    stepsBehind(databases[kind])
    tablesOf(databases[kind])
  }
  for (const kind of KINDS) if (wholeness(databases[kind]) !== 'ok') throw new NotWholeError(kind)
  const seen: ListedFile[] = []
  for (const file of filesOf(source)) {
    seen.push(listed(file, sha256(file.bytes)))
    yield encodeTarFile(file)
  }
  const manifest = encodeManifest(seen)
  yield encodeTarFile({ name: MANIFEST_FILE, bytes: manifest })
  const tag = encodeText(`${JSON.stringify(encodeBase64url(copyTagOf(pepper, manifest)))}\n`)
  yield encodeTarFile({ name: TAG_FILE, bytes: tag })
  yield TAR_END
}
