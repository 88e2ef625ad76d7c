/**
 * A program of the operator's command line, run on the relay's machine while the relay stands still: makes a data folder
 * of a copy. Reads `{dataFolder, rootHash, pepper, pepperStays, replace}`, one line (pepper: base64url; stays: it lies
 * elsewhere and is only compared), then the copy. Prints `{day, logEntries, aside}`. Nothing in the folder changes
 * before the whole copy was checked. Source: docs/operations.md section 5.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { dayOf, dayStartMs } from '../../shared/day.ts'
import { INCARNATION_BYTES } from '../../shared/protocol.ts'
import { parseBytesField, type JsonObject } from '../../shared/wire/json.ts'
import { holdsData, putInPlace } from '../copy/put-in-place.ts'
import { CopyRefusedError, rebuild, type CopyRefusal } from '../copy/rebuild.ts'
import { filesIn, makeFolder, readDeployment } from '../data-folder.ts'
import { parsePepper, type Pepper } from '../mailboxes/mailbox-key.ts'
import { lockFolder, type FolderLock } from '../sqlite/folder-lock.ts'
import { readRequest, refuse, textField } from './request.ts'

const SENTENCES: { readonly [R in CopyRefusal]: string } = {
  'not-a-copy': 'This is no copy of a relay.',
  newer: 'This copy was made by a newer SoSafe, in a form that this one does not know: upgrade first.',
  damaged: 'This copy is damaged: it is not what it says it is.',
  'other-deployment': 'This copy is of another deployment.',
  'newer-schema': 'This copy is of a newer relay: upgrade first.',
  'other-pepper': 'The pepper is not the one that this copy was made with, or the copy was not made by this relay.',
}

interface Wanted {
  readonly dataFolder: string
  readonly rootHash: string
  readonly pepper: Pepper
  readonly pepperStays: boolean
  readonly replace: boolean
}

function parseWanted(fields: JsonObject | null): Wanted | null {
  const [dataFolder, rootHash] = [textField(fields, 'dataFolder'), textField(fields, 'rootHash')]
  const bytes = parseBytesField(fields?.['pepper'])
  const pepper = bytes === null ? null : parsePepper(bytes)
  if (dataFolder === null || rootHash === null || pepper === null) return null
  return {
    dataFolder,
    rootHash,
    pepper,
    pepperStays: fields?.['pepperStays'] === true,
    replace: fields?.['replace'] === true,
  }
}

/** The folder stays locked until all is done: no relay starts in between. */
function claim({ dataFolder, rootHash, replace }: Wanted): FolderLock {
  makeFolder(dataFolder)
  if (holdsData(dataFolder) && !replace)
    refuse(`${dataFolder} is not empty. With --replace what lies there is moved aside.`)
  const there = readDeployment(dataFolder)
  if (there !== null && Buffer.from(there.rootHash).toString('hex') !== rootHash)
    refuse(`${dataFolder} belongs to another deployment than this copy.`)
  return lockFolder(filesIn(dataFolder).lock) ?? refuse(`A relay runs on ${dataFolder}: stop it first.`)
}

async function putBack(wanted: Wanted, source: AsyncIterable<Uint8Array>): Promise<JsonObject> {
  const { dataFolder, rootHash, pepper, pepperStays } = wanted
  const restoring = join(dataFolder, 'restoring')
  const clear = (): void => rmSync(restoring, { recursive: true, force: true })
  clear()
  mkdirSync(restoring, { mode: 0o700 })
  const incarnation = new Uint8Array(randomBytes(INCARNATION_BYTES))
  const input = { folder: restoring, source, pepper, rootHash, incarnation }
  const { about, logEntries } = await rebuild(input).catch((error: unknown) => {
    clear()
    throw error
  })
  if (!pepperStays) writeFileSync(join(restoring, 'pepper'), pepper, { flag: 'wx', mode: 0o600 })
  const date = new Date(dayStartMs(dayOf(Date.now()))).toISOString().slice(0, 10)
  return { day: about.day, logEntries, aside: putInPlace(dataFolder, restoring, date) }
}

if (import.meta.main) {
  process.umask(0o077)
  const { fields, rest } = await readRequest()
  const wanted = parseWanted(fields)
  if (wanted === null)
    refuse('Wanted on the standard input: {"dataFolder", "rootHash", "pepper", ...}, then a copy.', 2)
  let lock: FolderLock | null = null
  try {
    lock = claim(wanted)
    process.stdout.write(`${JSON.stringify(await putBack(wanted, rest))}\n`)
    lock.release()
  } catch (error) {
    lock?.release()
    if (error instanceof CopyRefusedError) refuse(SENTENCES[error.code])
    refuse(error instanceof Error ? error.message : 'The restore failed.')
  }
}
