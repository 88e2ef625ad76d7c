/** How a database is, for whoever looks after it; nothing of what is in it. */
import { existsSync, statSync } from 'node:fs'
import { hasOwnGeometry, knownSteps, openToRead, stepsBehind, wholeness, type DatabaseKind } from './database.ts'
import { hasDeletedBytes } from './free-pages.ts'

export interface Condition {
  /** `ok`, or what SQLite finds wrong. */
  readonly whole: string
  readonly steps: number
  /** More steps than these: of a newer relay. */
  readonly knownSteps: number
  /** Page size, vacuum and journal are as this relay makes them. */
  readonly asMade: boolean
  readonly journalBytes: number
  /** Free pages hold what was deleted. */
  readonly deletedBytes: boolean
}

const TRIES = 3
const PAUSE_MS = 250

/** While a relay writes, a page may have become free and not yet be overwritten in the file: looked at again. */
async function keepsDeletedBytes(path: string, pause: (ms: number) => Promise<unknown>): Promise<boolean> {
  for (let left = TRIES; hasDeletedBytes(path); left--) {
    if (left <= 1) return true
    await pause(PAUSE_MS)
  }
  return false
}

/** Null when there is no such file. */
export async function conditionOf(
  path: string,
  kind: DatabaseKind,
  pause: (ms: number) => Promise<unknown>,
): Promise<Condition | null> {
  if (!existsSync(path)) return null
  const journal = `${path}-wal`
  const sqlite = openToRead(path)
  try {
    const whole = wholeness(sqlite)
    const isWhole = whole === 'ok'
    return {
      whole,
      steps: isWhole ? stepsBehind(sqlite) : 0,
      knownSteps: knownSteps(kind),
      asMade: !isWhole || hasOwnGeometry(sqlite, kind),
      journalBytes: existsSync(journal) ? statSync(journal).size : 0,
      deletedBytes: isWhole && (await keepsDeletedBytes(path, pause)),
    }
  } finally {
    sqlite.close()
  }
}
