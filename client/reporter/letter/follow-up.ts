/** What is said later with the ticket: more words, how to answer, details. Source: docs/protocol.md P6.5, P6.7. */
import type { TicketKeys } from '../../../shared/crypto/ticket.ts'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { Details } from '../../../shared/case/details.ts'
import { REPORTER_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { eventIdName } from '../../../shared/case/names.ts'
import { TO_AGENCY, createReporterEvent } from '../../../shared/case/reporter-event.ts'
import { cutWords } from '../../../shared/case/words.ts'
import { EVENT_ID_BYTES } from '../../../shared/protocol.ts'
import type { Door } from '../../../shared/trust/area.ts'
import type { OutboxItem } from '../../outbox/item.ts'
import { type Sealer, commonOf, replyTo, sealEvent } from './seal-event.ts'

/** What a follow-up may carry beside words: how to answer, in place of what was said before, and details. */
export type Beside = Details & { readonly contact?: ContactPlan }

/** With where to answer, because the report itself may never have arrived. */
export async function sealFollowUp(
  system: Sealer,
  keys: TicketKeys,
  door: Door,
  words: string,
  beside: Beside = {},
): Promise<readonly OutboxItem[]> {
  const common = { ...commonOf(system, keys), id: eventIdName(system.random(EVENT_ID_BYTES)) }
  const pieces = cutWords(words, REPORTER_PART_CHARACTERS)
  const items: OutboxItem[] = []
  for (const [index, piece] of pieces.entries()) {
    const part = pieces.length > 1 ? { part: [index + 1, pieces.length] as const } : {}
    const body = { words: piece, ...part, ...(index === 0 ? { ...beside, reply: replyTo(keys) } : {}) }
    items.push(await sealEvent(system, keys, door, TO_AGENCY, createReporterEvent('follow-up', common, body)))
  }
  return items
}
