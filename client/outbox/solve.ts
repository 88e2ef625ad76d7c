/**
 * Proof of work on the thread that calls, in slices, so that a page answers a tap meanwhile: for the service worker, and for
 * pages that can start no worker of their own. Source: docs/protocol.md P8.2.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { solveWork, type WorkFor } from '../../shared/crypto/work.ts'

/** `from`: what was found for the same at a lower price, or null. Slow on purpose; must not stop a page from answering. */
export type Solve = (what: WorkFor, bits: number, from: Bytes | null) => Promise<Bytes>

/** What a page tells its worker. */
export interface Job {
  readonly what: WorkFor
  readonly bits: number
  readonly from: Bytes | null
}

/** Lets taps, painting and timers have their turn. */
const pause = (): Promise<void> => new Promise((done) => void setTimeout(done, 0))

export const solve: Solve = (what, bits, from) => solveWork(what, bits, { pause, from })
