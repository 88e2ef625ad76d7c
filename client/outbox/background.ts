/**
 * The outbox without a page: what a service worker does when the browser wakes it. The same pass, lock and store as in
 * the page, so that an item is sent once whoever comes first.
 */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import type { EnvelopeId } from '../../shared/wire/address.ts'
import { flush } from './flush.ts'
import { piecesOf } from './pieces.ts'
import type { SharedParts } from './wire.ts'

/** Resolves when nothing waits any more; rejects while something does, and the browser tries again later. */
export async function flushInBackground(parts: SharedParts): Promise<void> {
  const report = await parts.turn(async () => {
    const stored = await parts.store.read()
    const onHandedOver = (id: EnvelopeId): void => parts.channel?.postMessage(encodeBase64url(id))
    return flush(stored.items, { ...parts, onHandedOver }, piecesOf(stored))
  })
  if (report.waiting.length > 0) throw new Error('something waits')
}
