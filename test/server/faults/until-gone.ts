/** What a client does whose relay may be gone at any moment: it stops there, and comes again when the relay is back. */
import type { Relay } from '../../../client/relay/relay.ts'

/** No answer: the relay is gone, or the network stumbled; or one that makes no sense. Either way, ask again later. */
class Gone extends Error {}

export function comeLater(): never {
  throw new Gone()
}

export function answered<T extends { readonly kind: string }>(
  outcome: T,
): Exclude<T, { readonly kind: 'unreachable' }> {
  if (outcome.kind === 'unreachable') comeLater()
  return outcome as Exclude<T, { readonly kind: 'unreachable' }>
}

/** One thing that somebody asks of the relay. */
export type Client = (relay: Relay) => Promise<void>

/** Over and over, until the relay is gone. */
export async function untilGone(relay: Relay, client: Client): Promise<void> {
  try {
    for (;;) await client(relay)
  } catch (error) {
    if (!(error instanceof Gone)) throw error
  }
}
