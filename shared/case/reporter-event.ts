/**
 * Events from a reporter to an agency (purpose `to-agency`), signed with the ticket's follow-up key.
 * Source: docs/protocol.md P6.3, P6.5.
 */
import type { Bytes } from '../bytes/cursor.ts'
import { parseVerifyKey, type VerifyKey } from '../crypto/keys.ts'
import type { Random } from '../crypto/primitives.ts'
import { ED25519_KEY_BYTES, EVENT_ID_BYTES, SIGNATURE_BYTES } from '../protocol.ts'
import { parseAgencyId, type AgencyId, type InboxAddress } from '../wire/address.ts'
import { parseBytesField, parseObject, type JsonObject } from '../wire/json.ts'
import { readContact, readLongWords, readReplyTo, type ContactPlan, type LongWords, type ReplyTo } from './bodies.ts'
import type { Code } from './codes.ts'
import { readDetails, type Details } from './details.ts'
import { parseEventWith, unknownEvent, type EventOutside, type FromReporter, type UnknownEvent } from './event.ts'
import { readFeedback, type FeedbackBody } from './feedback.ts'
import { attempt, bytes, code, field, flag, line, listField, need, optional, words, type Read } from './fields.ts'
import { MAX_LIST, MAX_TO_AGENCY_BYTES } from './limits.ts'
import { eventIdName, parseEventHash, type EventHash, type Pseudonym } from './names.ts'
import type { Purpose } from './purpose.ts'

export interface ReportBody extends LongWords, Details {
  /** Of ISSUES: what happened. */
  readonly issues: readonly Code[]
  /** Of NEEDS. */
  readonly needs: readonly Code[]
  readonly area: Code
  readonly role: Code
  /** Told while danger lasts. */
  readonly danger: boolean
  /** Language the person wants to be answered in. */
  readonly language: Code
  readonly contact: ContactPlan
  /** Of CONSENTS: those given. */
  readonly consents: readonly Code[]
  readonly reply: ReplyTo
}

export interface FollowUpBody extends LongWords, Details {
  readonly contact?: ContactPlan
  readonly reply?: ReplyTo
}

export interface CodeChangeBody {
  readonly reply: ReplyTo
  /** The new ticket's follow-up public key. */
  readonly followUp: VerifyKey<'follow-up'>
  /** Signed with it, 64 bytes: see code-change.ts. */
  readonly proof: Bytes
}

export interface ConsentBody {
  readonly consent: Code
  readonly given: boolean
  /** For `share_with`. */
  readonly agency?: AgencyId
  /** Which wording was shown. */
  readonly textVersion?: string
  /** The last event from this agency that the phone had read: what was taken in before it, was said before this. */
  readonly seen?: EventHash
}

/** Everything, one consent, or one agency. */
export type WithdrawalScope = 'all' | { readonly consent: Code } | { readonly agency: AgencyId }

export interface ReporterBodies {
  readonly report: ReportBody
  readonly 'follow-up': FollowUpBody
  readonly message: LongWords
  readonly 'code-change': CodeChangeBody
  readonly consent: ConsentBody
  readonly feedback: FeedbackBody
  readonly reopening: { readonly words?: string }
  readonly withdrawal: { readonly scope: WithdrawalScope; readonly words?: string }
}
export type ReporterType = keyof ReporterBodies

export type KnownReporterEvent = {
  [T in ReporterType]: FromReporter & { readonly type: T; readonly body: ReporterBodies[T] }
}[ReporterType]
export type ReporterEvent = KnownReporterEvent | UnknownEvent

/** An unknown scope reads as everything: of two ways to misread a withdrawal, the one that stops. */
const readScope: Read<WithdrawalScope> = (value) => {
  const from = parseObject(value) ?? {}
  const consent = attempt(() => field(from, 'consent', code))
  if (consent !== null) return { consent }
  const agency = attempt(() => field(from, 'agency', need(parseAgencyId, 'agency')))
  return agency === null ? 'all' : { agency }
}

const followUpKey: Read<VerifyKey<'follow-up'>> = need((value) => {
  const key = parseBytesField(value, ED25519_KEY_BYTES)
  return key === null ? null : parseVerifyKey<'follow-up'>(key)
}, 'follow-up key')

const READERS: { readonly [T in ReporterType]: (from: JsonObject) => ReporterBodies[T] } = {
  report: (from) => ({
    ...readDetails(from),
    issues: listField(from, 'issues', code, MAX_LIST),
    needs: listField(from, 'needs', code, MAX_LIST),
    area: field(from, 'area', code),
    ...readLongWords(from, words),
    role: field(from, 'role', code),
    danger: field(from, 'danger', flag),
    language: field(from, 'language', code),
    contact: field(from, 'contact', readContact),
    consents: listField(from, 'consents', code, MAX_LIST),
    reply: field(from, 'reply', readReplyTo),
  }),
  'follow-up': (from) => ({
    ...readLongWords(from, words),
    ...readDetails(from),
    ...optional(from, 'contact', readContact),
    ...optional(from, 'reply', readReplyTo),
  }),
  message: (from) => readLongWords(from, words),
  'code-change': (from) => ({
    reply: field(from, 'reply', readReplyTo),
    followUp: field(from, 'followUp', followUpKey),
    proof: field(from, 'proof', bytes(SIGNATURE_BYTES)),
  }),
  consent: (from) => ({
    consent: field(from, 'consent', code),
    given: field(from, 'given', flag),
    ...optional(from, 'agency', need(parseAgencyId, 'agency')),
    ...optional(from, 'textVersion', line),
    ...optional(from, 'seen', need(parseEventHash, 'event hash')),
  }),
  feedback: readFeedback,
  reopening: (from) => optional(from, 'words', words),
  withdrawal: (from) => ({ scope: field(from, 'scope', readScope), ...optional(from, 'words', words) }),
}

function isReporterType(name: string): name is ReporterType {
  return Object.hasOwn(READERS, name)
}

function readReporterEvent(outside: EventOutside): KnownReporterEvent | null {
  const { name, id, at } = outside
  if (!isReporterType(name) || outside.case === null) return null
  // The type and the body are read by the same key, which the compiler cannot follow through the union.
  return { type: name, id, case: outside.case, at, body: READERS[name](outside.body) } as KnownReporterEvent
}

export function parseReporterEvent(text: string): ReporterEvent | null {
  return parseEventWith(text, () => null, readReporterEvent, unknownEvent)
}

export const TO_AGENCY: Purpose<ReporterEvent, InboxAddress> = {
  name: 'to-agency',
  maxBytes: MAX_TO_AGENCY_BYTES,
  parse: parseReporterEvent,
}

/** `id` only for the further parts of one text (P6.7), else 16 fresh random bytes. */
export function createReporterEvent<T extends ReporterType>(
  type: T,
  common: { readonly random: Random; readonly at: string; readonly case: Pseudonym; readonly id?: FromReporter['id'] },
  body: ReporterBodies[T],
): FromReporter & { readonly type: T; readonly body: ReporterBodies[T] } {
  return { type, id: common.id ?? eventIdName(common.random(EVENT_ID_BYTES)), case: common.case, at: common.at, body }
}
