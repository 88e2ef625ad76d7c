/**
 * Reads the outbox's slots in a worker that ends itself: with it goes its hold on the Blobs, so that the browser unlinks
 * their files as soon as the letters are handed over and not when the page is closed
 * (docs/decisions/007-profile-remains.md).
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { scriptAddress } from '../trusted-types.ts'
import { type ReadSlots, readSlotsOf } from './read-slots.ts'
import type { ReporterDatabase } from './reporter-database.ts'
// oxlint-disable-next-line import/default -- the build makes this module: its default export is the address
import workerAddress from './read-apart.worker.ts?worker&url'

export function readSlotsApart(database: ReporterDatabase): ReadSlots {
  const here = readSlotsOf(database)
  return async (slots) => (await askWorker(slots)) ?? here(slots)
}

/** Null where browsers before 2023 know no module worker, its script is gone, or it could not read. */
async function askWorker(slots: readonly string[]): Promise<readonly (Bytes | null)[] | null> {
  let worker: Worker
  try {
    worker = new Worker(scriptAddress(workerAddress), { type: 'module' })
  } catch {
    return null
  }
  return new Promise((done) => {
    worker.addEventListener('message', ({ data }: MessageEvent<(Bytes | null)[] | null>) => done(data))
    worker.addEventListener('error', () => done(null))
    worker.postMessage(slots)
  })
}
