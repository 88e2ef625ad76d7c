/**
 * Argon2id for ticket codes and passphrases, in a worker of its own so that the page stays usable.
 * The worker is ended after the job: that returns its memory (64 MiB) at once and leaves no copy of the input in it.
 */
import { scriptAddress } from '../trusted-types.ts'
// oxlint-disable-next-line import/default -- the build makes this module: its default export is the address
import workerAddress from './argon2.worker.ts?worker&url'
import { Argon2Error } from './cost.ts'
import type { Answer, Argon2Cost, Job } from './cost.ts'

/**
 * @param password at least 1 byte. The caller's bytes are copied, not changed: erase them there.
 * @param salt at least 8 bytes.
 * @throws Argon2Error with code `no-memory` when neither way gets the memory.
 */
export async function argon2id(password: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array> {
  const answer = await askWorker({ password, salt, cost })
  if (answer === 'no-worker') {
    // no module workers (browsers before 2023) or its script is gone: slow and the page freezes, but it works
    const { derive } = await import('./derive.ts')
    return derive(password, salt, cost)
  }
  if ('hash' in answer) return answer.hash
  throw new Argon2Error(answer.code)
}

/** Has the files of it come before a ticket waits for them: by the smallest job that there is. */
export async function loadArgon2(): Promise<void> {
  await argon2id(new Uint8Array(8), new Uint8Array(8), { memoryKiB: 8, iterations: 1, parallelism: 1, hashBytes: 16 })
}

async function askWorker(job: Job): Promise<Answer | 'no-worker'> {
  let worker: Worker
  try {
    worker = new Worker(scriptAddress(workerAddress), { type: 'module' })
  } catch {
    return 'no-worker'
  }
  try {
    return await new Promise((done) => {
      worker.addEventListener('message', (event: MessageEvent<Answer>) => done(event.data))
      // the script did not load or did not start: inside it every failure is an answer
      worker.addEventListener('error', () => done('no-worker'))
      worker.postMessage(job)
    })
  } finally {
    worker.terminate()
  }
}
