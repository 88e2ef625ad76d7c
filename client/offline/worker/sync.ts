/**
 * Background Sync (Chromium only): the browser wakes the worker when the network is back, with no page open.
 * Elsewhere the page sends at every start and when it comes online.
 * Source: WICG Background Synchronization.
 */
import { wakeTag } from '../wake-tag.ts'

/** Sends what waits. Resolves when nothing is left; rejects while something is, and the browser tries again. */
export type Flush = () => Promise<void>

type SyncEvent = ExtendableEvent & { readonly tag: string }

declare const self: ServiceWorkerGlobalScope

/** Call once, while the script is first run. */
export function flushOnSync(flush: Flush): void {
  // not among the events that TypeScript knows
  self.addEventListener('sync' as 'activate', (event) => {
    const sync = event as SyncEvent
    if (sync.tag === wakeTag) sync.waitUntil(flush())
  })
}
