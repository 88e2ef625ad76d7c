/**
 * The slow primitives without standing in the way: old phones need tens of milliseconds for each, a directory has many
 * signatures, and a letter is sealed to several keys. Between any two of them whoever taps is heard, the exit first of all.
 */
import type { Primitives } from '../../../shared/crypto/primitives.ts'

/** Lets everything that waits on the main thread have its turn; a timer would wait a second in a page that is out of sight. */
export const letOthers = (): Promise<void> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      done()
    }
    port2.postMessage(null)
  })

export function gently(p: Primitives, pause: () => Promise<void> = letOthers): Primitives {
  const after =
    <A extends readonly unknown[], R>(work: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      await pause()
      return work(...given)
    }
  return {
    ...p,
    // between agreeing on a letter's keys and locking it with them, which is no promise
    hkdfSha256: after((...given) => p.hkdfSha256(...given)),
    ed25519Sign: after((...given) => p.ed25519Sign(...given)),
    ed25519Verify: after((...given) => p.ed25519Verify(...given)),
    x25519Key: after((...given) => p.x25519Key(...given)),
    mlkemKey: after((...given) => p.mlkemKey(...given)),
    mlkemPublicKey: after((...given) => p.mlkemPublicKey(...given)),
  }
}
