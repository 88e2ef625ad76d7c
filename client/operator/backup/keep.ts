/**
 * The backups that lie in a folder, and how long. What a person has erased is still in the backups made before: so each
 * goes after a few days, and the newest one says how old the next restore would be.
 */
import { createReadStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Day, dayOf } from '../../../shared/day.ts'
import { dateOf } from '../date.ts'
import { readHead } from './sealed-copy.ts'

/** Long enough that a fault which nobody sees for a week is not in every backup. */
export const KEEP_DAYS = 14
/** What docs/state.md promises: erased things are gone from backups too within this. */
export const PROMISED_DAYS = 30
/** A timer that misses a day or two must not break the promise. */
export const MOST_KEEP_DAYS: number = PROMISED_DAYS - 2

export interface FoundBackup {
  readonly path: string
  readonly day: Day
  /** 64 hex digits. */
  readonly rootHash: string
}

const NAME = /^sosafe-\d{4}-\d{2}-\d{2}(-\d+)?\.backup$/
const PART_NAME = /^sosafe-\d{4}-\d{2}-\d{2}(-\d+)?\.backup\.[0-9a-f]{8}\.part$/

/** A name that no backup has yet. */
export function newBackupPath(folder: string, day: Day): string {
  for (let number = 1; ; number++) {
    const path = join(folder, `sosafe-${dateOf(day)}${number === 1 ? '' : `-${number}`}.backup`)
    if (!existsSync(path)) return path
  }
}

/** By name and head; newest first. Files that are none are passed over. */
export async function findBackups(folder: string): Promise<readonly FoundBackup[]> {
  const found: FoundBackup[] = []
  for (const name of readdirSync(folder).filter((one) => NAME.test(one))) {
    const path = join(folder, name)
    const stream = createReadStream(path)
    const head = await readHead(stream)
    stream.destroy()
    if (head !== null) found.push({ path, day: head.day, rootHash: head.rootHash })
  }
  return found.toSorted((a, b) => b.day - a.day || (a.path < b.path ? 1 : -1))
}

const isOver = ({ day }: FoundBackup, today: Day, keepDays: number): boolean => today - day >= keepDays

/** What broke off before today: today's may be another backup that is being written. */
function brokenOff(folder: string, today: Day): readonly string[] {
  return readdirSync(folder)
    .filter((name) => PART_NAME.test(name))
    .map((name) => join(folder, name))
    .filter((path) => dayOf(statSync(path).mtimeMs) < today)
}

/** Removes this deployment's backups that are over, and what broke off; returns the paths. */
export async function removeOldBackups(
  folder: string,
  rootHash: string,
  today: Day,
  keepDays: number,
): Promise<readonly string[]> {
  const backups = await findBackups(folder)
  const over = backups.filter((backup) => backup.rootHash === rootHash && isOver(backup, today, keepDays))
  const paths = [...over.map(({ path }) => path), ...brokenOff(folder, today)]
  for (const path of paths) rmSync(path, { force: true })
  return paths
}
