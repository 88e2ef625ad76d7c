/** One relay per data folder: the index of mail is in its memory. The lock goes with the process, however it ends. */
import Database from 'better-sqlite3'
import { StoreError } from '../store-error.ts'
import { storeErrorOf } from './sqlite-error.ts'

export interface FolderLock {
  release(): void
}

/** Null when another process holds it. @throws StoreError when the folder takes no file. */
export function lockFolder(path: string): FolderLock | null {
  let sqlite: Database.Database | null = null
  try {
    sqlite = new Database(path, { timeout: 0 })
    sqlite.exec('begin exclusive')
    const held = sqlite
    return { release: () => held.close() }
  } catch (error) {
    sqlite?.close()
    const reason = storeErrorOf(error)
    if (reason instanceof StoreError && reason.code === 'busy') return null
    throw reason
  }
}
