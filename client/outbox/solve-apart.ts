/**
 * Proof of work in a worker of its own, so that the page stays usable and a page in the background is not slowed down.
 * Promises an answer also where no module worker can be started. Source: docs/protocol.md P8.2.
 */
import { concat, type Bytes } from '../../shared/bytes/cursor.ts'
import { scriptAddress } from '../trusted-types.ts'
import { solve, type Job, type Solve } from './solve.ts'
// oxlint-disable-next-line import/default -- the build makes this module: its default export is the address
import workerAddress from './solve.worker.ts?worker&url'

export const solveApart: Solve = async ({ address, id }, bits, from) => {
  // An item carries more than this; a copy of it is not the worker's business.
  const what = { address, id }
  return (await askWorker({ what, bits, from })) ?? solve(what, bits, from)
}

/** Has the file of it come before a letter waits for it: by work that is free. */
export async function loadSolving(): Promise<void> {
  const none = new Uint8Array(32)
  await askWorker({ what: { address: none, id: none }, bits: 0, from: null })
}

/** Null where browsers before 2023 know no module worker, or its script is gone. */
async function askWorker(job: Job): Promise<Bytes | null> {
  let worker: Worker
  try {
    worker = new Worker(scriptAddress(workerAddress), { type: 'module' })
  } catch {
    return null
  }
  try {
    return await new Promise((done) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array | null>) => done(data && concat(data)))
      worker.addEventListener('error', () => done(null))
      worker.postMessage(job)
    })
  } finally {
    worker.terminate()
  }
}
