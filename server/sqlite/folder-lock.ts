/** One relay per data folder: the index of mail is in its memory. The lock goes with the process, however it ends. */
import Database from 'better-sqlite3'

export interface FolderLock {
  release(): void
}

/** Null when another process holds it. */
export function lockFolder(path: string): FolderLock | null {
  const sqlite = new Database(path, { timeout: 0 })
  try {
    sqlite.exec('begin exclusive')
  } catch {
    sqlite.close()
    return null
  }
  return { release: () => sqlite.close() }
}
