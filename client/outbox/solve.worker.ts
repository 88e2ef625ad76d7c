/** Proof of work away from the page's thread. One job, one answer; the page then ends the worker. */
import { solveWork } from '../../shared/crypto/work.ts'
import type { Job } from './solve.ts'

declare const self: DedicatedWorkerGlobalScope

self.addEventListener('message', ({ data: { what, bits, from } }: MessageEvent<Job>) => {
  solveWork(what, bits, { from }).then(
    (nonce) => self.postMessage(nonce),
    // A bug: the page meets it again on its own thread, where it is heard.
    () => self.postMessage(null),
  )
})
