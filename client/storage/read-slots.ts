/**
 * What lies in the outbox's slots, read on the thread that calls: by the worker of read-apart.ts, and by the service worker,
 * which can start none of its own and which the browser ends soon after.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { finished } from './connection.ts'
import type { ReporterDatabase } from './reporter-database.ts'

/** In the order asked for; null for what is no record of ours, or a Blob whose file has gone. Throws StorageError. */
export type ReadSlots = (slots: readonly string[]) => Promise<readonly (Bytes | null)[]>

export function readSlotsOf(database: ReporterDatabase): ReadSlots {
  return (slots) =>
    database.run(async (db) => {
      const { store, done } = db.transaction('queue')
      const records = Promise.all(slots.map((slot): Promise<unknown> => store.get(slot)))
      return Promise.all((await finished(records, done)).map(bytesOf))
    })
}

async function bytesOf(record: unknown): Promise<Bytes | null> {
  if (record instanceof Uint8Array) return new Uint8Array(record)
  if (!(record instanceof Blob)) return null
  try {
    return new Uint8Array(await record.arrayBuffer())
  } catch {
    return null
  }
}
