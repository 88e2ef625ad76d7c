/** How a mailbox is walked through, page by page, in the order of its ids. Source: docs/protocol.md P8.3. */
import { compareBytes } from '../../shared/bytes/equal.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { envelopeIdOf } from '../../shared/crypto/envelope-id.ts'
import type { SigningPrimitives } from '../../shared/crypto/primitives.ts'
import type { EnvelopeId } from '../../shared/wire/address.ts'

/**
 * What to ask for after a page that was asked for with `after` and ends with `last`. Null: there is no more. `disordered`: in no
 * order that a mailbox has, and a relay that shows one page again and again would be followed for ever.
 */
export async function nextPage(
  p: SigningPrimitives,
  after: EnvelopeId,
  { more, last }: { readonly more: boolean; readonly last: Bytes | undefined },
): Promise<EnvelopeId | null | 'disordered'> {
  if (!more || last === undefined) return null
  const next = await envelopeIdOf(p, last)
  return compareBytes(next, after) > 0 ? next : 'disordered'
}
