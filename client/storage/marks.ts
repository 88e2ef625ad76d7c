/**
 * Notices that the browser has thrown the database away. One random mark lies in the database and in Cache Storage of
 * every phone that has opened the page: it says nothing of what anybody did, and never leaves the phone. When the two
 * differ, the database is another one than before. Where all of the site's data go together, both are gone, and nothing
 * can be noticed: docs/state.md says what is said then.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { Random } from '../../shared/crypto/primitives.ts'
import { StorageError, finished } from './connection.ts'
import type { ReporterDatabase } from './reporter-database.ts'

export interface Marks {
  /** `thrown-away`: the database that was here is gone, and nobody has been told yet. Never throws. */
  compare(): Promise<'whole' | 'thrown-away'>
  /** The person has been told. */
  settle(): Promise<void>
}

const MARK = 'mark'
const MARK_BYTES = 16
/** Neutral: names of caches can be read on the device. */
const CACHE = 'marks'
const ADDRESS = '/mark'

/** `caches`: null where the browser has none. */
export function createMarks(database: ReporterDatabase, caches: CacheStorage | null, random: Random): Marks {
  const inCache = async (): Promise<Bytes | null> => {
    const found = await caches?.match(ADDRESS, { cacheName: CACHE })
    return found === undefined ? null : new Uint8Array(await found.arrayBuffer())
  }
  const toCache = async (mark: Bytes): Promise<void> => {
    const cache = await caches?.open(CACHE)
    await cache?.put(ADDRESS, new Response(mark))
  }
  return {
    async compare() {
      try {
        const [here, there] = [await markOf(database, random), await inCache()]
        if (here === null) return 'thrown-away'
        if (there === null) await toCache(here)
        return there === null || equalBytes(here, there) ? 'whole' : 'thrown-away'
      } catch {
        // one of the two does not work here: nothing can be said
        return 'whole'
      }
    },
    async settle() {
      try {
        await toCache((await markOf(database, random)) ?? (await replaceMark(database, random)))
      } catch {
        // it will be told again
      }
    },
  }
}

/** This browser is known to keep no Blob: its mark had to be kept as bytes. */
export async function lacksBlobs(database: ReporterDatabase): Promise<boolean> {
  return database.run(async (db) => {
    const { store, done } = db.transaction('pages')
    return (await finished(store.get(MARK), done)) instanceof Uint8Array
  })
}

/** Makes one where there is none. Null when the browser has lost its file. */
async function markOf(database: ReporterDatabase, random: Random): Promise<Bytes | null> {
  const kept = await asBlobOrBytes(random(MARK_BYTES), (fresh) => keep(database, fresh))
  if (kept instanceof Uint8Array) return new Uint8Array(kept)
  if (!(kept instanceof Blob)) return null
  try {
    return new Uint8Array(await kept.arrayBuffer())
  } catch {
    return null
  }
}

/** What lies there already wins: two pages may begin at the same moment. */
function keep(database: ReporterDatabase, fresh: Blob | Bytes): Promise<unknown> {
  return database.run(async (db) => {
    const { store, done } = db.transaction('pages', 'readwrite')
    const winner = async (): Promise<unknown> => {
      const before: unknown = await store.get(MARK)
      if (before === undefined) await store.put(fresh, MARK)
      return before ?? fresh
    }
    return finished(winner(), done)
  })
}

async function replaceMark(database: ReporterDatabase, random: Random): Promise<Bytes> {
  const fresh = random(MARK_BYTES)
  await asBlobOrBytes(fresh, (mark) => database.run(async (db) => void (await db.put('pages', mark, MARK))))
  return fresh
}

/** As a Blob, like the envelopes, so that every phone has kept one; as bytes where that is not possible. */
async function asBlobOrBytes<T>(mark: Bytes, write: (mark: Blob | Bytes) => Promise<T>): Promise<T> {
  try {
    return await write(new Blob([mark]))
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'broken') throw error
    return write(mark)
  }
}
