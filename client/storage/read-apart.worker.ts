/** Reads the slots that it is told, answers with their bytes, and ends. */
import { readSlotsOf } from './read-slots.ts'
import { connectReporterDatabase } from './reporter-database.ts'

declare const self: DedicatedWorkerGlobalScope

self.addEventListener('message', ({ data: slots }: MessageEvent<readonly string[]>) => {
  const database = connectReporterDatabase()
  readSlotsOf(database)(slots)
    .then(
      (contents) => self.postMessage(contents),
      // the page meets the fault itself, and knows its name
      () => self.postMessage(null),
    )
    .finally(() => {
      database.close()
      // not ended from outside: Firefox would keep its hold
      self.close()
    })
})
