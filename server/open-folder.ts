/**
 * Opens the data folder for the one relay that may use it. Promises that whatever stands in the way is said to the operator
 * in plain words, and that nothing is served from files in which a transaction was torn in two.
 * Source: docs/operations.md, sections 1 and 6.
 */
import { accessSync, constants, statfsSync, statSync, utimesSync } from 'node:fs'
import { DataFolderError, filesIn, loadPepper, makeFolder, refuseHalfRestored } from './data-folder.ts'
import type { Random } from './draw.ts'
import { BALLAST_BYTES, createBallast, type Ballast } from './gate/ballast.ts'
import type { Pepper } from './mailboxes/mailbox-key.ts'
import { keepPepperCheck } from './mailboxes/sqlite-pepper-check.ts'
import { findTorn } from './mailboxes/sqlite-torn.ts'
import { close, openDatabase, wholeness, type DatabaseKind } from './sqlite/database.ts'
import { lockFolder, type FolderLock } from './sqlite/folder-lock.ts'
import { storeErrorOf } from './sqlite/sqlite-error.ts'
import { coverTimes, type DatabaseFile } from './sqlite/tidy.ts'
import { StoreError } from './store-error.ts'
import type { Day } from '../shared/day.ts'

export interface OpenedFolder {
  readonly pepper: Pepper
  readonly relay: DatabaseFile
  readonly blobs: DatabaseFile
  readonly ballast: Ballast
  /** Bodies that are not what was stored, found because the last end was a sudden one. */
  readonly damagedBodies: number
  close(today: Day): void
}

export interface OpenFolderInput {
  readonly dataFolder: string
  readonly pepperFile: string | null
  readonly random: Random
}

const PUT_BACK = 'Nothing was changed. Put back the last backup: docs/operations.md, section 5.'

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}

/**
 * Mounted so, turned so by the system after an error, or not this user's. A disk that was turned so after an error says
 * it only to who writes: the lock gets a time that says nothing.
 */
export function isReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    utimesSync(filesIn(folder).lock, 0, 0)
    return false
  } catch (error) {
    return codeOf(error) !== 'ENOENT'
  }
}

/** In words for the operator; the error itself where it is a bug. */
function explain(folder: string, error: unknown): unknown {
  const reason = storeErrorOf(error)
  const code = codeOf(reason)
  if (code === 'damaged') return new DataFolderError(`A database in ${folder} is damaged. ${PUT_BACK}`)
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || (code === 'disk' && isReadOnly(folder)))
    return new DataFolderError(
      `${folder} cannot be written: the disk is mounted read-only, or the folder is another user's.`,
    )
  if (code === 'disk' || code === 'ENOSPC')
    return new DataFolderError(`The disk of ${folder} is full, or it fails. Make room and start again.`)
  return reason
}

/** What came after the last checkpoint is in the journal: the last end was a sudden one. */
function hasJournal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function openFile(path: string, kind: DatabaseKind): DatabaseFile & { readonly wasCut: boolean } {
  const wasCut = hasJournal(path)
  const sqlite = openDatabase(path, kind)
  if (wasCut && wholeness(sqlite) !== 'ok') {
    sqlite.close()
    throw new StoreError('damaged')
  }
  return { sqlite, path, wasCut }
}

function openAll({ dataFolder, pepperFile, random }: OpenFolderInput, lock: FolderLock): OpenedFolder {
  const files = filesIn(dataFolder)
  const ballast = createBallast(files.ballast, random)
  const { bavail, bsize } = statfsSync(dataFolder)
  // Even to be read a database needs a little room for the index of its journal.
  if (bavail * bsize < BALLAST_BYTES) ballast.drop()
  const pepper = loadPepper(dataFolder, pepperFile, random)
  const relay = openFile(files.database, 'relay')
  if (keepPepperCheck(relay.sqlite, pepper) === 'other') {
    close(relay.sqlite)
    throw new DataFolderError(
      `The pepper is not the one of ${files.database}: bring back the pepper that belongs to it.`,
    )
  }
  const { torn, bodies } = relay.wasCut ? findTorn(relay.sqlite) : { torn: null, bodies: 0 }
  if (torn !== null) {
    relay.sqlite.close()
    throw new DataFolderError(
      `The journal of ${files.database} was damaged when the relay ended, and what it held is half there (${torn}). ${PUT_BACK}`,
    )
  }
  const blobs = openFile(files.blobs, 'blobs')
  return {
    pepper,
    relay,
    blobs,
    ballast,
    damagedBodies: bodies,
    close(today) {
      for (const { sqlite, path } of [relay, blobs]) {
        close(sqlite)
        coverTimes({ path }, today)
      }
      lock.release()
    },
  }
}

/** @throws DataFolderError */
export function openFolder(input: OpenFolderInput): OpenedFolder {
  const { dataFolder } = input
  try {
    makeFolder(dataFolder)
    refuseHalfRestored(dataFolder)
    const lock = lockFolder(filesIn(dataFolder).lock)
    if (lock === null) throw new DataFolderError(`Another relay runs on ${dataFolder}.`)
    try {
      return openAll(input, lock)
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    throw explain(dataFolder, error)
  }
}
