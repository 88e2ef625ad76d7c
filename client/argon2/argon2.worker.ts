/** Runs Argon2id away from the page's thread. One job, one answer; the page then ends the worker. */
import { Argon2Error } from './cost.ts'
import type { Answer, Job } from './cost.ts'
import { derive } from './derive.ts'

declare const self: DedicatedWorkerGlobalScope

function reply(answer: Answer): void {
  self.postMessage(answer)
}

self.addEventListener('message', (event: MessageEvent<Job>) => {
  const { password, salt, cost } = event.data
  derive(password, salt, cost).then(
    (hash) => reply({ hash }),
    (error: unknown) => reply({ code: error instanceof Argon2Error ? error.code : 'failed' }),
  )
})
