/** Work for what a desk posts or puts: solved, and again if the price has risen. Source: docs/protocol.md P8.2. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { solveWork, type WorkFor } from '../../shared/crypto/work.ts'
import { WORK_MAX_BITS, WORK_MIN_BITS } from '../../shared/protocol.ts'
import type { PutOutcome } from '../relay/outcome.ts'

/** `pause`: lets the screen live meanwhile. */
export async function paid<T extends PutOutcome>(
  what: WorkFor,
  pause: () => Promise<void>,
  send: (nonce: Bytes) => Promise<T>,
): Promise<T> {
  let nonce: Bytes | null = null
  for (let bits = WORK_MIN_BITS; ;) {
    nonce = await solveWork(what, bits, { pause, from: nonce })
    const outcome = await send(nonce)
    // A price that did not rise would be asked for ever.
    if (outcome.kind !== 'price' || outcome.bits <= bits || outcome.bits > WORK_MAX_BITS) return outcome
    bits = outcome.bits
  }
}
