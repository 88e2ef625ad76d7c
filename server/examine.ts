/**
 * What the operator's `doctor` cannot see for itself: the inside of the databases, as conditions and days; and the signed
 * public documents, which it verifies. Changes nothing. Source: docs/operations.md section 4.
 */
import { existsSync, readFileSync } from 'node:fs'
import { inboxOf, type AgencyId } from '../shared/wire/address.ts'
import { encodeSignedDocument } from '../shared/wire/documents.ts'
import { encodeIntroducedAgency } from '../shared/wire/introduction.ts'
import type { JsonObject } from '../shared/wire/json.ts'
import { filesIn, pepperFileOf } from './data-folder.ts'
import { createSqliteDocumentStore, createSqliteIntroductionStore } from './documents/sqlite-document-store.ts'
import type { StoredDocument } from './documents/store.ts'
import { DISK_LIMITS } from './gate/disk.ts'
import { CONNECTION_LIMITS, openFilesFor } from './gate/limits.ts'
import { mailboxKeyOf, parsePepper, type Pepper } from './mailboxes/mailbox-key.ts'
import { keptDays } from './mailboxes/sqlite-days.ts'
import { pepperFit } from './mailboxes/sqlite-pepper-check.ts'
import { createCommitQueue } from './sqlite/commit-queue.ts'
import { conditionOf } from './sqlite/condition.ts'
import { openToRead, type Sqlite } from './sqlite/database.ts'
import { lockFolder } from './sqlite/folder-lock.ts'
import { StoreError } from './store-error.ts'

export interface ExamineInput {
  readonly dataFolder: string
  readonly pepperFile: string | null
  readonly pause: (ms: number) => Promise<unknown>
}

/** True when a relay has the folder. A folder without a lock file was never served. */
function isServed(lockFile: string): boolean {
  if (!existsSync(lockFile)) return false
  try {
    const lock = lockFolder(lockFile)
    lock?.release()
    return lock === null
  } catch (error) {
    // Nobody can serve from a disk that takes no lock.
    if (error instanceof StoreError) return false
    throw error
  }
}

function readPepper(path: string): Pepper | null {
  return existsSync(path) ? parsePepper(new Uint8Array(readFileSync(path))) : null
}

function documentJson({ kind, agency, document }: StoredDocument): JsonObject {
  return { kind, agency, document: encodeSignedDocument(document) }
}

async function inside(sqlite: Sqlite, pepper: Pepper | null): Promise<JsonObject> {
  const queue = createCommitQueue(sqlite)
  const documents = await createSqliteDocumentStore(sqlite, queue).all()
  const introduced = await createSqliteIntroductionStore(sqlite, queue).all()
  const agencies = new Set<AgencyId>([
    ...documents.map(({ agency }) => agency).filter((id) => id !== null),
    ...introduced.map(({ id }) => id),
  ])
  const inboxes = pepper === null ? [] : [...agencies].map((id) => mailboxKeyOf(pepper, inboxOf(id)))
  return {
    pepperFit: pepper === null ? null : pepperFit(sqlite, pepper),
    days: keptDays(sqlite, inboxes),
    documents: documents.map(documentJson),
    introduced: introduced.map(encodeIntroducedAgency),
  }
}

/** As one JSON object; `inside` is null where the database of mail cannot be read. */
export async function examine({ dataFolder, pepperFile, pause }: ExamineInput): Promise<JsonObject> {
  const files = filesIn(dataFolder)
  const relay = await conditionOf(files.database, 'relay', pause)
  const blobs = await conditionOf(files.blobs, 'blobs', pause)
  const readable = relay !== null && relay.whole === 'ok' && relay.steps === relay.knownSteps
  const sqlite = readable ? openToRead(files.database) : null
  const contents = sqlite === null ? null : await inside(sqlite, readPepper(pepperFileOf(dataFolder, pepperFile)))
  sqlite?.close()
  const limits = { ...DISK_LIMITS, openFiles: openFilesFor(CONNECTION_LIMITS) }
  return { served: isServed(files.lock), databases: { relay, blobs }, inside: contents, limits }
}
