/**
 * A report and its watch slip, sealed. A long text travels in parts, each an envelope of its own. Source: docs/protocol.md
 * P6.5, P6.7, P9.4, P9.5.
 */
import type { TicketKeys } from '../../../shared/crypto/ticket.ts'
import type { ContactPlan, Part } from '../../../shared/case/bodies.ts'
import type { Need, ReporterRole } from '../../../shared/case/codes.ts'
import type { Details } from '../../../shared/case/details.ts'
import { REPORTER_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { TO_AGENCY, createReporterEvent } from '../../../shared/case/reporter-event.ts'
import { TO_OVERSEER, createWatchSlip } from '../../../shared/case/slip-event.ts'
import { cutWords } from '../../../shared/case/words.ts'
import { type Day, addDays } from '../../../shared/day.ts'
import type { Door } from '../../../shared/trust/area.ts'
import type { OutboxItem } from '../../outbox/item.ts'
import { type Sealer, commonOf, replyTo, sealEvent } from './seal-event.ts'

export interface Letter {
  /** Who tells, and what else they like to say. */
  readonly details: Details & { readonly role: ReporterRole }
  readonly danger: boolean
  readonly needs: readonly Need[]
  readonly area: string
  readonly words: string
  readonly contact: ContactPlan
  /** Language in which the person reads. */
  readonly language: string
}

export interface To {
  readonly door: Door
  readonly overseer: Door | null
  /** By which day the office has promised to be in contact, for a letter of that day, whatever its hour; null: nobody has said. */
  readonly contactDay: (day: Day) => Day | null
}

/** Where an office has promised nothing, so that silence is noticed: the rhythm in which desks are opened at the latest. */
const FIRST_CONTACT_DAYS = 7

/** In the order in which they are to be posted: the report before its further parts and its slip. */
export async function sealReport(
  system: Sealer,
  keys: TicketKeys,
  letter: Letter,
  to: To,
): Promise<{ readonly report: readonly OutboxItem[]; readonly slip: OutboxItem | null }> {
  const common = commonOf(system, keys)
  const [first = '', ...others] = cutWords(letter.words, REPORTER_PART_CHARACTERS)
  const part = partOf(others.length + 1)
  const event = createReporterEvent('report', common, {
    issues: [],
    ...letter.details,
    needs: letter.needs,
    area: letter.area,
    words: first,
    ...part(1),
    danger: letter.danger,
    language: letter.language,
    contact: letter.contact,
    consents: ['get_help'],
    reply: replyTo(keys),
  })
  const report = [await sealEvent(system, keys, to.door, TO_AGENCY, event)]
  for (const [index, words] of others.entries()) {
    const followUp = createReporterEvent('follow-up', { ...common, id: event.id }, { words, ...part(index + 2) })
    report.push(await sealEvent(system, keys, to.door, TO_AGENCY, followUp))
  }
  if (to.overseer === null) return { report, slip: null }
  const day = system.today()
  const body = { agency: to.door.agency.id, day, promisedDay: promisedDay(to, day) }
  return { report, slip: await sealEvent(system, keys, to.overseer, TO_OVERSEER, createWatchSlip(common, body)) }
}

/** Made of office and day alone: it does not tell at which hour somebody wrote. */
const promisedDay = ({ contactDay }: To, day: Day): Day => contactDay(day) ?? addDays(day, FIRST_CONTACT_DAYS)

/** Nothing for a text that is whole. */
const partOf =
  (total: number) =>
  (number: number): { readonly part?: Part } =>
    total > 1 ? { part: [number, total] } : {}
