/**
 * One IndexedDB database that survives what old phones do to it: a handle that died is opened anew once, a full or
 * missing database is one named fault, and nothing waits for ever. Source: the faults that others met, tried in
 * test/client/outbox/chromium.test.ts and test/e2e/reporter-trouble.test.ts.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/**
 * - `absent`: this browser has none here (some private windows)
 * - `full`: no room left
 * - `blocked`: it does not open (another page holds an older version, or the browser hangs)
 * - `broken`: it opens or works for nobody, twice in a row
 */
export type StorageFault = 'absent' | 'full' | 'blocked' | 'broken'

/** The one error of this room. Carries nothing of what was to be stored. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageFault

  constructor(code: StorageFault, options?: ErrorOptions) {
    super(`storage: ${code}`, options)
    this.code = code
  }
}

export interface Connection<Schema extends DBSchema> {
  /**
   * Runs `work` on an open database, and once more on a fresh handle if the old one has died meanwhile: so `work` must
   * give the same when it runs twice. Opens at the first call. @throws StorageError
   */
  run<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T>
  close(): void
}

export interface ConnectionOptions<Schema extends DBSchema> {
  readonly name: string
  readonly version: number
  readonly upgrade: (database: IDBPDatabase<Schema>, fromVersion: number) => void
}

/** Browsers were seen to leave an open request without any answer. */
export const OPEN_LIMIT_MS = 5_000

/** Opens nothing yet. */
export function connect<Schema extends DBSchema>(options: ConnectionOptions<Schema>): Connection<Schema> {
  let opening: Promise<IDBPDatabase<Schema>> | null = null

  const forget = (mine: Promise<IDBPDatabase<Schema>>): void => {
    if (opening === mine) opening = null
  }
  const open = (): Promise<IDBPDatabase<Schema>> => {
    if (opening !== null) return opening
    const mine = openWithin(options, () => forget(mine))
    opening = mine
    // a failed attempt is not kept: the next call tries again
    mine.catch(() => forget(mine))
    return mine
  }

  return {
    async run(work) {
      if (!isPresent()) throw new StorageError('absent')
      for (let attempt = 1; ; attempt++) {
        const mine = open()
        try {
          return await work(await mine)
        } catch (error) {
          const fault = faultOf(error)
          // not the database's: a bug of ours
          if (fault === null) throw error
          if (fault !== 'broken' || attempt === 2) throw new StorageError(fault, { cause: error })
          forget(mine)
          closeLater(mine)
        }
      }
    },
    close() {
      const mine = opening
      opening = null
      if (mine !== null) closeLater(mine)
    },
  }
}

function isPresent(): boolean {
  try {
    // a getter that throws in some private windows
    return globalThis.indexedDB !== undefined && globalThis.indexedDB !== null
  } catch {
    return false
  }
}

async function openWithin<Schema extends DBSchema>(
  { name, version, upgrade }: ConnectionOptions<Schema>,
  onDead: () => void,
): Promise<IDBPDatabase<Schema>> {
  const request = openDB<Schema>(name, version, {
    upgrade,
    // a newer page wants to upgrade: give way, the next call opens again
    blocking(_current, _blocked, event) {
      onDead()
      if (event.target instanceof IDBDatabase) event.target.close()
    },
    terminated: onDead,
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StorageError('blocked')), OPEN_LIMIT_MS)
  })
  limit.catch(() => closeLater(request))
  try {
    return await Promise.race([request, limit])
  } finally {
    clearTimeout(timer)
  }
}

function closeLater<Schema extends DBSchema>(opening: Promise<IDBPDatabase<Schema>>): void {
  opening.then(
    (database) => database.close(),
    () => undefined,
  )
}

function faultOf(error: unknown): StorageFault | null {
  if (error instanceof StorageError) return error.code
  // newer browsers have a class of its own for it, which is no DOMException everywhere
  if (error instanceof Error && error.name === 'QuotaExceededError') return 'full'
  return error instanceof DOMException && error.name !== 'DataCloneError' ? 'broken' : null
}

/** What was read, once the transaction has ended too: one that a browser aborts fails here and nowhere else. */
export async function finished<T>(read: Promise<T>, done: Promise<void>): Promise<T> {
  await settled([read], done)
  return read
}

/**
 * Waits for the whole transaction and fails when any of its writes or the end has failed, with the reason that says most:
 * when it is aborted for want of room, the single writes may name nothing but the abort.
 */
export async function settled(writes: readonly Promise<unknown>[], done: Promise<void>): Promise<void> {
  const ends = await Promise.allSettled([...writes, done])
  const reasons = ends.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []))
  const reason = reasons.find((one) => faultOf(one) === 'full') ?? reasons[0]
  if (reason !== undefined) throw reason instanceof Error ? reason : new StorageError('broken', { cause: reason })
}
