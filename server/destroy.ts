/**
 * Destroys a data folder: overwrites each file with zeros, then removes it. Promises that the pepper goes first, so that
 * from the first moment what remains names nothing; that only what a relay makes is touched; and that whoever is
 * interrupted can begin again: what says which deployment this is goes last. What overwriting cannot reach (flash cells,
 * snapshots, images, backups) the command says.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { DEPLOYMENT_FILE } from './data-folder.ts'

export interface Destroyed {
  /** Files overwritten and removed. */
  readonly files: number
  /** What lay in the folder and was not made by a relay: it is there still. */
  readonly left: readonly string[]
}

const ZEROS = new Uint8Array(1024 * 1024)
/** The pepper first, what names the deployment last. */
const OWN = [
  /^pepper$/,
  /^(relay|blobs)\.db(-wal|-shm|-journal)?$/,
  /^(before-restore-.+|restoring)$/,
  /^ballast$/,
  /^app$/,
  /^(demo-begun|restore-begun)$/,
  /^deployment\.json(\.new)?$/,
]
const LOCK = /^lock(-journal)?$/

function overwrite(path: string): void {
  const file = openSync(path, 'r+')
  try {
    const { size } = fstatSync(file)
    for (let at = 0; at < size; at += ZEROS.length) writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A file, and what a link to one leads to. Returns how many were overwritten. */
function destroyFile(path: string): number {
  const isLink = lstatSync(path).isSymbolicLink()
  if (isLink && !existsSync(path)) {
    unlinkSync(path)
    return 0
  }
  const real = realpathSync(path)
  if (!statSync(real).isFile()) {
    unlinkSync(path)
    return 0
  }
  overwrite(real)
  unlinkSync(real)
  if (isLink) unlinkSync(path)
  return 1
}

function destroyTree(path: string): number {
  if (!lstatSync(path).isDirectory()) return destroyFile(path)
  const count = readdirSync(path).reduce((sum, name) => sum + destroyTree(join(path, name)), 0)
  rmdirSync(path)
  return count
}

/** Every copy of the pepper that lies in this folder. */
function peppersIn(folder: string): readonly string[] {
  const aside = readdirSync(folder).filter((name) => OWN[2]?.test(name))
  return ['', ...aside].map((name) => join(folder, name, 'pepper')).filter((path) => existsSync(path))
}

/** `pepperFile`: where the pepper lies if not in the folder. The folder must be locked. @throws the disk's error. */
export function destroyFolder(folder: string, pepperFile: string | null): Destroyed {
  const elsewhere = pepperFile !== null && existsSync(pepperFile) ? [pepperFile] : []
  let files = 0
  for (const path of [...elsewhere, ...peppersIn(folder)]) files += destroyFile(path)
  for (const own of OWN) {
    const names = readdirSync(folder).filter((name) => own.test(name))
    for (const name of names) files += destroyTree(join(folder, name))
  }
  return { files, left: readdirSync(folder).filter((name) => !LOCK.test(name)) }
}

/** After the lock was released: nothing but an empty file is left of it. */
export function removeEmptyFolder(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => LOCK.test(one))) rmSync(join(folder, name), { force: true })
  if (readdirSync(folder).length === 0) rmdirSync(folder)
}

/** Whether an earlier run came to its end but for the empty folder. */
export function isAlmostGone(folder: string): boolean {
  return !existsSync(join(folder, DEPLOYMENT_FILE)) && readdirSync(folder).every((name) => LOCK.test(name))
}
