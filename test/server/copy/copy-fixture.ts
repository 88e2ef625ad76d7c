/** A data folder with mail, logs, documents and attachments in it, as a relay leaves it; and copies of it. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteBlobStore } from '../../../server/blobs/sqlite-blob-store.ts'
import { writeCopy, type CopySource } from '../../../server/copy/write-copy.ts'
import { filesIn } from '../../../server/data-folder.ts'
import { parsePepper, type Pepper } from '../../../server/mailboxes/mailbox-key.ts'
import { keepPepperCheck } from '../../../server/mailboxes/sqlite-pepper-check.ts'
import { createSqliteStore } from '../../../server/mailboxes/sqlite-store.ts'
import type { MailboxStore } from '../../../server/mailboxes/store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { close, openDatabase, openToRead } from '../../../server/sqlite/database.ts'
import { concat, encodeText, type Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { SEALED_CHUNK_BYTES } from '../../../shared/protocol.ts'
import { parseBlobId } from '../../../shared/wire/blob.ts'
import { device, envelope, filled, idOf, mailbox, today } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'

export const random = (length: number): Bytes => new Uint8Array(randomBytes(length))
export const ROOT_HASH = 'ab'.repeat(32)
export const pepperOf = (value: number): Pepper => present(parsePepper(filled(32, value)))

export interface FilledFolder {
  readonly folder: string
  /** Runs over the open store, as a relay would. */
  change(work: (store: MailboxStore) => Promise<unknown>): Promise<void>
  /** What the copying program would read. */
  source(change?: Partial<CopySource>): CopySource
  remove(): void
}

/** Three pieces of waiting mail, a log with an entry, a taken one and a tombstone, two chunks of an attachment. */
export async function fillFolder(): Promise<FilledFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-copy-'))
  const { database, blobs } = filesIn(folder)
  const deployment = encodeText(JSON.stringify({ rootHash: ROOT_HASH, demo: false, name: 'Trial' }))
  writeFileSync(join(folder, 'deployment.json'), deployment)
  writeFileSync(join(folder, 'pepper'), pepperOf(1), { mode: 0o600 })

  const change = async (work: (store: MailboxStore) => Promise<unknown>): Promise<void> => {
    const sqlite = openDatabase(database)
    keepPepperCheck(sqlite, pepperOf(1))
    const store = createSqliteStore({ sqlite, queue: createCommitQueue(sqlite), random })
    await work(store)
    await store.close()
    close(sqlite)
  }
  const expiresDay = addDays(today, 90)
  await change(async (store) => {
    for (const [number, size] of ([0, 1, 2] as const).entries()) {
      const mail = envelope(number, size)
      await store.post({ mailbox: mailbox(number + 1), id: idOf(mail), envelope: mail, today, expiresDay })
    }
    const [mail, entry] = [envelope(10), envelope(11, 1)]
    await store.post({ mailbox: mailbox(1), id: idOf(mail), envelope: mail, today, expiresDay })
    const log = { mailbox: mailbox(1), team: 0 }
    const take = { ...log, envelopeId: idOf(mail), device: device(1), entry, entryId: idOf(entry), today }
    await store.take(take)
    for (const one of [envelope(12), envelope(13, 2)]) await store.append({ ...log, entry: one, entryId: idOf(one) })
    await store.tombstone({ ...log, replaces: 2, tombstone: filled(136, 9), entryId: idOf(envelope(12)) })
  })
  const blobSqlite = openDatabase(blobs, 'blobs')
  const blobStore = createSqliteBlobStore({ sqlite: blobSqlite, queue: createCommitQueue(blobSqlite), random })
  for (const value of [1, 2]) {
    const chunk = random(SEALED_CHUNK_BYTES)
    await blobStore.put({ id: present(parseBlobId(filled(32, value))), chunk, today, expiresDay })
  }
  await blobStore.close()
  close(blobSqlite)

  return {
    folder,
    change,
    source: (changes = {}) => ({
      databases: { relay: openToRead(database), blobs: openToRead(blobs) },
      deployment,
      rootHash: ROOT_HASH,
      pepper: pepperOf(1),
      day: today,
      ...changes,
    }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export function copyBytes(source: CopySource): Bytes {
  const bytes = concat(...writeCopy(source))
  for (const sqlite of Object.values(source.databases)) sqlite.close()
  return bytes
}

export async function* inPieces(bytes: Uint8Array, length = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

const made: string[] = []

/** A new one each time; `removeMadeFolders` takes them all away. */
export function emptyFolder(): string {
  const around = mkdtempSync(join(tmpdir(), 'sosafe-rebuilt-'))
  made.push(around)
  const folder = join(around, 'data')
  mkdirSync(folder)
  return folder
}

export function removeMadeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export const readBytes = (path: string): Bytes => new Uint8Array(readFileSync(path))
