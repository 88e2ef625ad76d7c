/**
 * Events from an agency to a reporter (purpose `to-reporter`), signed with the device key, sealed to the ticket's reply key.
 * Source: docs/protocol.md P6.2, P6.5, P9.17, P9.22.
 */
import type { Random } from '../crypto/primitives.ts'
import type { Day } from '../day.ts'
import { EVENT_ID_BYTES, MAX_CONTENT_BYTES } from '../protocol.ts'
import { parseAgencyId, type AgencyId, type ReplyAddress } from '../wire/address.ts'
import type { JsonObject } from '../wire/json.ts'
import { readLongWords, type LongWords } from './bodies.ts'
import type { Code } from './codes.ts'
import { parseEventWith, unknownEvent, type EventOutside, type ToReporter, type UnknownEvent } from './event.ts'
import { code, day, field, need, optional, words } from './fields.ts'
import { eventIdName, parseEventHash, type EventHash, type Pseudonym } from './names.ts'
import type { Purpose } from './purpose.ts'

export interface ReplyBodies {
  /** The proof of filing: hash of the report's frame, and the day it was taken in. */
  readonly received: { readonly report: EventHash; readonly day: Day }
  readonly message: LongWords
  readonly status: { readonly status: Code; readonly promisedDay?: Day }
  readonly closure: { readonly reason: Code; readonly words?: string }
  readonly reopening: { readonly words?: string }
}
export type ReplyType = keyof ReplyBodies

export type KnownReplyEvent = {
  [T in ReplyType]: ToReporter & { readonly type: T; readonly body: ReplyBodies[T] }
}[ReplyType]
/** An unknown one still stands in the agency's chain. */
export type UnknownReplyEvent = UnknownEvent & { readonly previous: EventHash | null; readonly agency: AgencyId }
export type ReplyEvent = KnownReplyEvent | UnknownReplyEvent

const hash = need(parseEventHash, 'event hash')

const READERS: { readonly [T in ReplyType]: (from: JsonObject) => ReplyBodies[T] } = {
  received: (from) => ({ report: field(from, 'report', hash), day: field(from, 'day', day) }),
  message: (from) => readLongWords(from, words),
  status: (from) => ({ status: field(from, 'status', code), ...optional(from, 'promisedDay', day) }),
  closure: (from) => ({ reason: field(from, 'reason', code), ...optional(from, 'words', words) }),
  reopening: (from) => optional(from, 'words', words),
}

const isReplyType = (name: string): name is ReplyType => Object.hasOwn(READERS, name)

interface Chain {
  readonly previous: EventHash | null
  readonly agency: AgencyId
}

function readChain({ fields }: EventOutside): Chain {
  const previous = fields['previous'] === null ? null : field(fields, 'previous', hash)
  return { previous, agency: field(fields, 'agency', need(parseAgencyId, 'agency')) }
}

function readReplyEvent(outside: EventOutside, chain: Chain): KnownReplyEvent | null {
  const { name, id, at } = outside
  if (!isReplyType(name) || outside.case === null) return null
  // As in reporter-event.ts: one key reads type and body.
  return { type: name, id, case: outside.case, ...chain, at, body: READERS[name](outside.body) } as KnownReplyEvent
}

export function parseReplyEvent(text: string): ReplyEvent | null {
  return parseEventWith(text, readChain, readReplyEvent, (outside, chain): UnknownReplyEvent => ({
    ...unknownEvent(outside),
    ...chain,
  }))
}

export const TO_REPORTER: Purpose<ReplyEvent, ReplyAddress> = {
  name: 'to-reporter',
  maxBytes: MAX_CONTENT_BYTES,
  parse: parseReplyEvent,
}

export function createReplyEvent<T extends ReplyType>(
  type: T,
  common: {
    readonly random: Random
    readonly at: string
    readonly case: Pseudonym
    readonly previous: EventHash | null
    readonly agency: AgencyId
    readonly id?: ToReporter['id']
  },
  body: ReplyBodies[T],
): ToReporter & { readonly type: T; readonly body: ReplyBodies[T] } {
  const { random, at, previous, agency } = common
  const id = common.id ?? eventIdName(random(EVENT_ID_BYTES))
  return { type, id, case: common.case, previous, agency, at, body }
}
