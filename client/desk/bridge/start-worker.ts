/**
 * Starting the worker that holds a desk's keys, and ending it, which is how keys leave this computer's memory. Where no module
 * worker starts there is no desk: nothing falls back on the page. Source: docs/decisions/005-trusted-types-and-workers.md.
 */
import { scriptAddress } from '../../trusted-types.ts'
// oxlint-disable-next-line import/default -- the build makes this module: its default export is the address
import workerAddress from '../desk.worker.ts?worker&url'
import { createDeskEnd, type DeskEnd } from './desk-end.ts'

export interface DeskWorker {
  readonly desk: DeskEnd
  /** At once, in the middle of whatever it does: every step of it may be the last before a crash. */
  end(): void
}

export interface WorkerOptions {
  /** Not used before in this browser: whoever holds the lock of this name is alive. */
  readonly name: string
  /** Null: the browser has none, and nobody notices when the worker dies. */
  readonly locks: LockManager | null
  /** The worker is gone and nobody here has ended it. */
  readonly onDead: () => void
}

/** Null: this browser starts none, or its script is not there. */
export function startDeskWorker({ name, locks, onDead }: WorkerOptions): Promise<DeskWorker | null> {
  let worker: Worker
  try {
    worker = new Worker(scriptAddress(workerAddress), { type: 'module', name })
  } catch {
    return Promise.resolve(null)
  }
  let ended = false
  let running = false
  const end = (): void => {
    ended = true
    worker.terminate()
  }
  const watch = async (): Promise<void> => {
    // The worker has it from before it said that it is ready, and lets go of it by dying only.
    await locks?.request(name, () => {
      if (!ended) onDead()
    })
  }
  return new Promise((done) => {
    const desk = createDeskEnd(worker, () => {
      running = true
      void watch()
      done({ desk, end })
    })
    worker.addEventListener('error', () => {
      // Before it was ready: the script did not load or did not start. After: a bug, which is no less one of the page.
      if (running) throw new TypeError('the desk’s worker broke')
      done(null)
    })
  })
}
