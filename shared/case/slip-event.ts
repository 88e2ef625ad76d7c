/**
 * Events to an overseer (purpose `to-overseer`), signed with the follow-up key. The watch slip is made by the phone together
 * with the report and carries no content; feedback is what a person chose to say to the overseer. Source: docs/protocol.md
 * P6.5, P9.5.
 */
import type { Random } from '../crypto/primitives.ts'
import { dayStartMs, type Day } from '../day.ts'
import { EVENT_ID_BYTES } from '../protocol.ts'
import { parseAgencyId, type AgencyId, type InboxAddress } from '../wire/address.ts'
import {
  eventTime,
  parseEventWith,
  unknownEvent,
  type EventOutside,
  type FromReporter,
  type UnknownEvent,
} from './event.ts'
import { readFeedback, type FeedbackBody } from './feedback.ts'
import { day, field, need } from './fields.ts'
import { MAX_TO_AGENCY_BYTES } from './limits.ts'
import { eventIdName, type Pseudonym } from './names.ts'
import type { Purpose } from './purpose.ts'

export interface WatchSlipBody {
  readonly agency: AgencyId
  /** Day of the report. */
  readonly day: Day
  /** First contact is promised for this day. */
  readonly promisedDay: Day
}

export type WatchSlip = FromReporter & { readonly type: 'watch-slip'; readonly body: WatchSlipBody }
/** Of the agency that it is about. */
export interface OverseerFeedbackBody extends FeedbackBody {
  readonly agency: AgencyId
}

export type OverseerFeedback = FromReporter & { readonly type: 'feedback'; readonly body: OverseerFeedbackBody }
/** What an overseer receives; status beats come later and are unknown here. */
export type OverseerEvent = WatchSlip | OverseerFeedback | UnknownEvent

const agencyOf = (body: EventOutside['body']): AgencyId => field(body, 'agency', need(parseAgencyId, 'agency'))

function readKnown({ name, id, at, case: pseudonym, body }: EventOutside): WatchSlip | OverseerFeedback | null {
  if (pseudonym === null) return null
  const common = { id, case: pseudonym, at }
  switch (name) {
    case 'watch-slip': {
      const days = { day: field(body, 'day', day), promisedDay: field(body, 'promisedDay', day) }
      return { type: name, ...common, body: { agency: agencyOf(body), ...days } }
    }
    case 'feedback':
      return { type: name, ...common, body: { agency: agencyOf(body), ...readFeedback(body) } }
    default:
      return null
  }
}

export function parseOverseerEvent(text: string): OverseerEvent | null {
  return parseEventWith(text, () => null, readKnown, unknownEvent)
}

export const TO_OVERSEER: Purpose<OverseerEvent, InboxAddress> = {
  name: 'to-overseer',
  maxBytes: MAX_TO_AGENCY_BYTES,
  parse: parseOverseerEvent,
}

type Common = { readonly random: Random; readonly case: Pseudonym }

/** The time of day stays out: an overseer learns the day on which somebody told or wrote, never the hour. */
const wholeDay = (of: Day): string => eventTime(dayStartMs(of))

export function createWatchSlip({ random, case: pseudonym }: Common, body: WatchSlipBody): WatchSlip {
  const at = wholeDay(body.day)
  return { type: 'watch-slip', id: eventIdName(random(EVENT_ID_BYTES)), case: pseudonym, at, body }
}

/** `today`: the day on which it is written. */
export function createOverseerFeedback(
  { random, case: pseudonym }: Common,
  today: Day,
  body: OverseerFeedbackBody,
): OverseerFeedback {
  return { type: 'feedback', id: eventIdName(random(EVENT_ID_BYTES)), case: pseudonym, at: wholeDay(today), body }
}
