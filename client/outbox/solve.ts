/** Proof of work for the outbox, in slices, so that the page answers a tap meanwhile. Source: docs/protocol.md P8.2. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { solveWork, type WorkFor } from '../../shared/crypto/work.ts'

/** Lets taps, painting and timers have their turn. */
const pause = (): Promise<void> => new Promise((done) => void setTimeout(done, 0))

export function solve(what: WorkFor, bits: number): Promise<Bytes> {
  return solveWork(what, bits, { pause })
}
