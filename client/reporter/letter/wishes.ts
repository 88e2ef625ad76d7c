/**
 * What a person wishes later, with the ticket: to stop, to go on, what they agree to, how they were helped, another code. Each
 * is a letter of its own to one office. Source: docs/protocol.md P6.3, P6.5.
 */
import type { TicketKeys } from '../../../shared/crypto/ticket.ts'
import { createCodeChange } from '../../../shared/case/code-change.ts'
import { eventTime } from '../../../shared/case/event.ts'
import type { FeedbackBody } from '../../../shared/case/feedback.ts'
import type { EventHash } from '../../../shared/case/names.ts'
import { type ConsentBody, TO_AGENCY, createReporterEvent } from '../../../shared/case/reporter-event.ts'
import { TO_OVERSEER, createOverseerFeedback } from '../../../shared/case/slip-event.ts'
import type { Door } from '../../../shared/trust/area.ts'
import type { OutboxItem } from '../../outbox/item.ts'
import { type Sealer, commonOf, replyTo, sealEvent } from './seal-event.ts'

const filled = (words: string): { readonly words?: string } => (words.trim() === '' ? {} : { words })

/** Asks for everything to stop; erases nothing by itself, it may be coerced. */
export async function sealWithdrawal(system: Sealer, keys: TicketKeys, door: Door): Promise<OutboxItem> {
  const event = createReporterEvent('withdrawal', commonOf(system, keys), { scope: 'all' })
  return sealEvent(system, keys, door, TO_AGENCY, event)
}

/** That it is not over, or that a withdrawal is taken back. */
export async function sealReopening(system: Sealer, keys: TicketKeys, door: Door, words: string): Promise<OutboxItem> {
  const event = createReporterEvent('reopening', commonOf(system, keys), filled(words))
  return sealEvent(system, keys, door, TO_AGENCY, event)
}

/** `seen`: the last that this phone has read of that office; null: nothing. A yes holds against a no of before by it only. */
export async function sealConsents(
  system: Sealer,
  keys: TicketKeys,
  door: Door,
  consents: readonly ConsentBody[],
  seen: EventHash | null,
): Promise<readonly OutboxItem[]> {
  const read = seen === null ? {} : { seen }
  const seal = async (consent: ConsentBody): Promise<OutboxItem> =>
    sealEvent(
      system,
      keys,
      door,
      TO_AGENCY,
      createReporterEvent('consent', commonOf(system, keys), { ...consent, ...read }),
    )
  return Promise.all(consents.map(seal))
}

export interface Feedback {
  readonly answers: FeedbackBody['answers']
  /** For the overseer. */
  readonly words: string
  /** The agency may read the words as well: only if the person said so. */
  readonly forAgency: boolean
}

/** To the agency and its overseer; the words to the overseer alone unless the person wants it otherwise. */
export async function sealFeedback(
  system: Sealer,
  keys: TicketKeys,
  to: { readonly agency: Door; readonly overseer: Door | null },
  { answers, words, forAgency }: Feedback,
): Promise<readonly OutboxItem[]> {
  const common = commonOf(system, keys)
  const letters: OutboxItem[] = []
  // an agency is not told that somebody has written to its overseer only
  if (answers.length > 0 || forAgency) {
    const event = createReporterEvent('feedback', common, { answers, ...(forAgency ? filled(words) : {}) })
    letters.push(await sealEvent(system, keys, to.agency, TO_AGENCY, event))
  }
  if (to.overseer !== null) {
    const event = createOverseerFeedback(common, system.today(), {
      agency: to.agency.agency.id,
      answers,
      ...filled(words),
    })
    letters.push(await sealEvent(system, keys, to.overseer, TO_OVERSEER, event))
  }
  return letters
}

/** Passes the case on to another ticket; what follows is signed with that. */
export async function sealCodeChange(
  system: Sealer,
  old: TicketKeys,
  next: TicketKeys,
  door: Door,
): Promise<OutboxItem> {
  const { random, primitives, now } = system
  const common = { random, at: eventTime(now()) }
  const to = { followUp: next.followUp, reply: replyTo(next) }
  const event = await createCodeChange(primitives, common, old.followUp, to)
  return sealEvent(system, old, door, TO_AGENCY, event)
}
