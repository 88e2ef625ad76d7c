/**
 * Events to an overseer (purpose `to-overseer`). The watch slip is made by the phone together with the report and signed with
 * the same follow-up key; it carries no content. Source: docs/protocol.md P6.5, P9.5.
 */
import type { Random } from '../crypto/primitives.ts'
import type { Day } from '../day.ts'
import { EVENT_ID_BYTES } from '../protocol.ts'
import { parseAgencyId, type AgencyId, type InboxAddress } from '../wire/address.ts'
import { parseEventWith, unknownEvent, type EventOutside, type FromReporter, type UnknownEvent } from './event.ts'
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
/** What an overseer receives; status beats come later and are unknown here. */
export type OverseerEvent = WatchSlip | UnknownEvent

function readSlip({ name, id, at, case: pseudonym, body }: EventOutside): WatchSlip | null {
  if (name !== 'watch-slip' || pseudonym === null) return null
  return {
    type: name,
    id,
    case: pseudonym,
    at,
    body: {
      agency: field(body, 'agency', need(parseAgencyId, 'agency')),
      day: field(body, 'day', day),
      promisedDay: field(body, 'promisedDay', day),
    },
  }
}

export function parseOverseerEvent(text: string): OverseerEvent | null {
  return parseEventWith(text, () => null, readSlip, unknownEvent)
}

export const TO_OVERSEER: Purpose<OverseerEvent, InboxAddress> = {
  name: 'to-overseer',
  maxBytes: MAX_TO_AGENCY_BYTES,
  parse: parseOverseerEvent,
}

export function createWatchSlip(
  common: { readonly random: Random; readonly at: string; readonly case: Pseudonym },
  body: WatchSlipBody,
): WatchSlip {
  const id = eventIdName(common.random(EVENT_ID_BYTES))
  return { type: 'watch-slip', id, case: common.case, at: common.at, body }
}
