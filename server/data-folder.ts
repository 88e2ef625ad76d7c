/**
 * What lies in the data folder: `deployment.json`, `pepper`, `relay.db`, `blobs.db`, `lock`, which two relays on one
 * folder cannot both hold, and `ballast`, room for worse times; `restore-begun` while a restore is being put in place.
 * Source: docs/operations.md.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bytes } from '../shared/bytes/cursor.ts'
import { PEPPER_BYTES } from '../shared/protocol.ts'
import { parseJson, parseObject } from '../shared/wire/json.ts'
import type { Random } from './draw.ts'
import { parsePepper, type Pepper } from './mailboxes/mailbox-key.ts'

/** Something about the folder that the operator has to mend; the message is for them. */
export class DataFolderError extends Error {
  readonly code = 'data-folder'
  constructor(message: string) {
    super(message)
    this.name = 'DataFolderError'
  }
}

export interface Deployment {
  /** 32 bytes; a build input of both apps. */
  readonly rootHash: Bytes
  readonly demo: boolean
}

export interface DataFolder {
  readonly database: string
  readonly blobs: string
  readonly lock: string
  readonly ballast: string
}

export function filesIn(folder: string): DataFolder {
  return {
    database: join(folder, 'relay.db'),
    blobs: join(folder, 'blobs.db'),
    lock: join(folder, 'lock'),
    ballast: join(folder, 'ballast'),
  }
}

export const DEPLOYMENT_FILE = 'deployment.json'
const ROOT_HASH = /^[0-9a-f]{64}$/

/** Null when it is not what `sosafe init` writes. */
export function parseDeployment(bytes: Uint8Array): Deployment | null {
  const fields = parseObject(parseJson(bytes))
  const [rootHash, demo] = [fields?.['rootHash'], fields?.['demo']]
  if (typeof rootHash !== 'string' || !ROOT_HASH.test(rootHash) || typeof demo !== 'boolean') return null
  return { rootHash: new Uint8Array(Buffer.from(rootHash, 'hex')), demo }
}

/** Null when nothing was set up here yet. @throws DataFolderError when the file cannot be read. */
export function readDeployment(folder: string): Deployment | null {
  const path = join(folder, DEPLOYMENT_FILE)
  if (!existsSync(path)) return null
  const deployment = parseDeployment(readFileSync(path))
  if (deployment === null) throw new DataFolderError(`${path} is not the file that "sosafe init" writes.`)
  return deployment
}

/** Stands in the data folder from the first move of a restore to its last. */
export const RESTORE_MARK = 'restore-begun'

/** Half of one database and half of another must not be served. @throws DataFolderError */
export function refuseHalfRestored(folder: string): void {
  if (existsSync(join(folder, RESTORE_MARK)))
    throw new DataFolderError(
      `A restore was begun in ${folder} and not finished: run "npm run sosafe -- restore" again, with --replace.`,
    )
}

/** Only the relay's user may look in. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** In the data folder unless it is kept elsewhere. */
export const pepperFileOf = (folder: string, otherFile: string | null): string => otherFile ?? join(folder, 'pepper')

/** @throws DataFolderError when it is missing or is none. */
export function readPepper(path: string): Pepper {
  if (!existsSync(path)) throw new DataFolderError(`${path} is missing: bring back the pepper of this relay.`)
  const pepper = parsePepper(new Uint8Array(readFileSync(path)))
  if (pepper === null) throw new DataFolderError(`${path} is not a pepper: it must have ${PEPPER_BYTES} bytes.`)
  return pepper
}

/**
 * Made on the first start. Without it a database names its mailboxes to nobody, the relay included: then the start is
 * refused rather than a new one made. @throws DataFolderError
 */
export function loadPepper(folder: string, otherFile: string | null, random: Random): Pepper {
  const path = pepperFileOf(folder, otherFile)
  if (!existsSync(path)) {
    if (existsSync(filesIn(folder).database)) {
      throw new DataFolderError(
        `${path} is missing, but there is a database: bring back the pepper that belongs to it.`,
      )
    }
    writeFileSync(path, random(PEPPER_BYTES), { flag: 'wx', mode: 0o600, flush: true })
  }
  const pepper = readPepper(path)
  chmodSync(path, 0o600)
  return pepper
}
