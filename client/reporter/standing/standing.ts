/** How what was sealed in this page stands, by what the outbox says. */
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import type { OutboxItem } from '../../outbox/item.ts'
import type { Outbox, OutboxState } from '../../outbox/outbox.ts'
import type { StorageFault } from '../../storage/connection.ts'
import type { Kept } from '../letter/keep-letter.ts'

/** How a letter stands: `late` and `expired` as in outbox/policy.ts. */
export type LetterStanding =
  | { readonly is: 'handed' | 'late' | 'expired' | 'waiting' }
  /** In this page only, and why. */
  | { readonly is: 'memory'; readonly fault: StorageFault }

export function standingOfLetter({ ids }: Kept, outbox: Outbox, state: OutboxState | null): LetterStanding {
  const names = new Set(ids.map((id) => encodeBase64url(id)))
  const among = (items: readonly OutboxItem[] = []): boolean => items.some(({ id }) => names.has(encodeBase64url(id)))
  if (ids.every((id) => outbox.handedOver(id))) return { is: 'handed' }
  if (among(state?.expired)) return { is: 'expired' }
  if (among(state?.late)) return { is: 'late' }
  const fault = ids.map((id) => outbox.memoryOnly(id)).find((one) => one !== null) ?? null
  return fault === null ? { is: 'waiting' } : { is: 'memory', fault }
}
