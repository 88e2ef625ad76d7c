/** What SQLite says, in the words of the store: a full, failing or read-only disk, a held lock and a damaged file are expected. */
import { StoreError, type StoreErrorCode } from '../store-error.ts'

const WORDS: readonly (readonly [RegExp, StoreErrorCode])[] = [
  [/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/, 'disk'],
  [/^SQLITE_BUSY/, 'busy'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
]

/** The error itself where it is none of SQLite's: a bug, or one that has its word already. */
export function storeErrorOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const word = WORDS.find(([pattern]) => pattern.test(code))?.[1]
  return word === undefined ? error : new StoreError(word, { cause: error })
}

/** @throws StoreError instead of SQLite's own errors. */
export function inWordsOfTheStore<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw storeErrorOf(error)
  }
}
