/**
 * Chooses the primitives of this platform: WebCrypto first, JavaScript where it lacks an algorithm, loaded then. For
 * composition roots. Source: docs/protocol.md P2.1.
 */
import type { Primitives } from './primitives.ts'
import { createWebPrimitives } from './web-primitives.ts'

/** What stands in `globalThis.crypto` of a secure context. */
export async function detectPrimitives(crypto: { readonly subtle: SubtleCrypto }): Promise<Primitives> {
  return createWebPrimitives(crypto.subtle, async () => {
    const { createJsPrimitives } = await import('./js-primitives.ts')
    return createJsPrimitives(crypto.subtle)
  })
}
