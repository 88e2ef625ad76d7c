/**
 * Checking signatures without standing in the way: old phones need tens of milliseconds for each, and a directory has many.
 * Between any two of them whoever taps is heard, the exit first of all.
 */
import type { Primitives } from '../../../shared/crypto/primitives.ts'

/** Lets everything that waits on the main thread have its turn; a timer would wait a second in a page that is out of sight. */
const letOthers = (): Promise<void> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      done()
    }
    port2.postMessage(null)
  })

export function checkGently(p: Primitives, pause: () => Promise<void> = letOthers): Primitives {
  return {
    ...p,
    async ed25519Verify(...signed) {
      await pause()
      return p.ed25519Verify(...signed)
    },
  }
}
