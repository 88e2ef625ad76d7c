/**
 * What all events have in common, and how their JSON is written. The four kinds of events, by purpose, stand beside this
 * file: reporter-event.ts, log-event.ts, reply-event.ts, slip-event.ts. Source: docs/protocol.md P6.2.
 */
import { encodeBase64url } from '../bytes/base64url.ts'
import { parseDay, type Day } from '../day.ts'
import type { AgencyId } from '../wire/address.ts'
import type { JsonObject } from '../wire/json.ts'
import { attempt, code, field, need, object, readJson, time, wellFormed } from './fields.ts'
import { parseEventId, parsePseudonym, type EventHash, type EventId, type Pseudonym } from './names.ts'

export interface EventBase {
  readonly id: EventId
  /** RFC 3339 in UTC, by the author's clock: shown, never the order. */
  readonly at: string
}

/** What a reporter's phone writes to an agency or an overseer. */
export interface FromReporter extends EventBase {
  readonly case: Pseudonym
}

/** What a desk writes into its log about a case. */
export interface InLog extends EventBase {
  readonly case: Pseudonym
  /** The latest events of the case that the device knew, ascending. */
  readonly heads: readonly EventHash[]
}

/** What an agency writes to a reporter. */
export interface ToReporter extends EventBase {
  readonly case: Pseudonym
  /** The event that this agency sent to this reporter before. */
  readonly previous: EventHash | null
  readonly agency: AgencyId
}

/** A type that this program does not know, or a body that it cannot read: kept and shown as such. */
export interface UnknownEvent extends EventBase {
  readonly type: 'unknown'
  /** The type as it stood there. */
  readonly name: string
  readonly case: Pseudonym | null
  readonly body: unknown
}

/** The outside of an event, read; `body` and the rest of `fields` are still foreign. */
export interface EventOutside extends EventBase {
  readonly name: string
  readonly case: Pseudonym | null
  readonly fields: JsonObject
  readonly body: JsonObject
}

/** Throws MalformedError: without these no event can be placed or shown at all. */
function readOutside(text: string): EventOutside {
  const fields = readJson(text)
  const pseudonym = Object.hasOwn(fields, 'case') ? fields['case'] : null
  return {
    name: field(fields, 'type', code),
    id: field(fields, 'id', need(parseEventId, 'event id')),
    at: field(fields, 'at', time),
    case: pseudonym === null ? null : need(parsePseudonym, 'case')(pseudonym),
    fields,
    body: field(fields, 'body', object),
  }
}

/** The event as an unknown one: what a type or a body becomes that cannot be read here. */
export function unknownEvent({ id, at, name, body, case: pseudonym }: EventOutside): UnknownEvent {
  return { type: 'unknown', name, id, at, case: pseudonym, body }
}

/**
 * Reads an event's JSON: null when the outside, or what `readChain` reads of it, is malformed; `toUnknown` when `readBody`
 * throws MalformedError or answers null for a type that it does not know.
 */
export function parseEventWith<C, E, U>(
  text: string,
  readChain: (outside: EventOutside) => C,
  readBody: (outside: EventOutside, chain: C) => E | null,
  toUnknown: (outside: EventOutside, chain: C) => U,
): E | U | null {
  return attempt(() => {
    const outside = readOutside(text)
    const chain = readChain(outside)
    return attempt(() => readBody(outside, chain)) ?? toUnknown(outside, chain)
  })
}

/** The event's JSON; bytes become base64url (P1.3), words well formed (P1.4). */
export function writeEvent(event: EventBase): string {
  return JSON.stringify(event, (_name, value: unknown) => {
    if (typeof value === 'string') return wellFormed(value)
    return value instanceof Uint8Array ? encodeBase64url(value) : value
  })
}

/** `at` for now, in milliseconds since 1970. */
export function eventTime(nowMs: number): string {
  return new Date(nowMs).toISOString()
}

/**
 * The day of an event's `at`, by arithmetic of our own: what browsers make of the 30th of February differs, a fold must not.
 * Null for what is no date or lies before 1970.
 */
export function dayOfTime(at: string): Day | null {
  const [year, month, date] = at.slice(0, 10).split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return null
  if (month < 1 || month > 12 || date < 1 || date > 31) return null
  // Years that begin in March put the leap day last (Hinnant, chrono-compatible low-level date algorithms).
  const marchYear = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return parseDay(marchYear * 365 + leapDays + dayOfYear - 719_468)
}

/** Of two times as events have them, as `sort` wants it; no calendar is asked. */
export function compareTimes(one: string, other: string): number {
  // without the Z: a time with parts of a second is longer
  const [a, b] = [one.slice(0, -1), other.slice(0, -1)]
  return a < b ? -1 : a > b ? 1 : 0
}
