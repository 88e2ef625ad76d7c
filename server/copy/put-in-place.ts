/**
 * Moves a rebuilt data folder into place and what lay there aside. Promises that a crash at any moment loses nothing: the
 * relay does not start while the mark `restore-begun` is there, and the restore can be run again.
 */
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { DEPLOYMENT_FILE, RESTORE_MARK } from '../data-folder.ts'

/** Everything that makes a data folder what it is; the apps are built again. */
const KEPT = [
  DEPLOYMENT_FILE,
  'pepper',
  'relay.db',
  'relay.db-wal',
  'relay.db-shm',
  'blobs.db',
  'blobs.db-wal',
  'blobs.db-shm',
  'demo-begun',
]

const present = (folder: string): readonly string[] => KEPT.filter((name) => existsSync(join(folder, name)))

export const holdsData = (folder: string): boolean => present(folder).length > 0

/** Windows knows no such thing for folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Root restores for the relay's user: whoever owns the folder owns what comes into it. */
function giveTo({ uid, gid }: Stats, path: string): void {
  if (process.getuid?.() === 0) chownSync(path, uid, gid)
}

function syncFiles(folder: string, owner: Stats): void {
  for (const name of readdirSync(folder)) {
    giveTo(owner, join(folder, name))
    const handle = openSync(join(folder, name), 'r+')
    fsyncSync(handle)
    closeSync(handle)
  }
  syncFolder(folder)
}

function makeAside(folder: string, date: string): string {
  for (let number = 1; ; number++) {
    const aside = join(folder, `before-restore-${date}${number === 1 ? '' : `-${number}`}`)
    if (existsSync(aside)) continue
    mkdirSync(aside, { mode: 0o700 })
    return aside
  }
}

/** @returns where the old files are now; null when there were none. */
export function putInPlace(folder: string, restoring: string, date: string): string | null {
  const owner = statSync(folder)
  for (const name of readdirSync(folder).filter((one) => one.startsWith('lock'))) giveTo(owner, join(folder, name))
  syncFiles(restoring, owner)
  const mark = join(folder, RESTORE_MARK)
  writeFileSync(mark, '', { flush: true })
  syncFolder(folder)
  const old = present(folder)
  const aside = old.length === 0 ? null : makeAside(folder, date)
  if (aside !== null) {
    giveTo(owner, aside)
    for (const name of old) renameSync(join(folder, name), join(aside, name))
    syncFolder(aside)
  }
  for (const name of readdirSync(restoring)) renameSync(join(restoring, name), join(folder, name))
  syncFolder(folder)
  rmdirSync(restoring)
  rmSync(mark)
  syncFolder(folder)
  return aside
}
