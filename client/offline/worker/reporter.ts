/** The reporter app's service worker, at /sw.js with scope `/`: the composition root of that script. */
import { dayOf } from '../../../shared/day.ts'
import { flushInBackground } from '../../outbox/background.ts'
import { solve } from '../../outbox/solve.ts'
import { wireOutbox } from '../../outbox/wire.ts'
import { createMailRelay } from '../../relay/mail.ts'
import { createTransport } from '../../relay/transport.ts'
import { readSlotsOf } from '../../storage/read-slots.ts'
import { connectReporterDatabase } from '../../storage/reporter-database.ts'
import { serve } from './site.ts'
import type { KeptFile } from './site.ts'
import { flushOnSync } from './sync.ts'

declare const self: ServiceWorkerGlobalScope
declare const __FILES__: readonly KeptFile[]
declare const __LATER__: readonly KeptFile[]
declare const __VERSION__: string

serve({
  family: 'pages',
  version: __VERSION__,
  shell: '/',
  files: __FILES__,
  later: __LATER__,
  // the desk has its own worker; the relay's answers are never kept
  notOurs: /^\/(desk|v1|healthz|metrics)(\/|$)/,
})

// put together only when the browser wakes the worker: nothing is opened for the sake of serving files
flushOnSync(() => {
  const transport = createTransport((url, init) => fetch(url, init), self.location.origin)
  const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())
  const database = connectReporterDatabase()
  const apart = { solve, readSlots: readSlotsOf(database) }
  return flushInBackground(wireOutbox(database, createMailRelay(transport), today, apart))
})
