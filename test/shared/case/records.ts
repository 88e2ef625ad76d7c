/**
 * Log records without cryptography, for tests of the fold: hashes and keys are names made of a number, and what a record says
 * hangs on nothing but its arguments.
 */
import { parseReplyAddress } from '../../../shared/wire/address.ts'
import type { EmbeddedReply, ReplyTo } from '../../../shared/case/bodies.ts'
import type { Standing, StandingOf } from '../../../shared/case/case.ts'
import type { RecordType } from '../../../shared/case/codes.ts'
import type { CaseBodies, CaseType, LogEvent } from '../../../shared/case/log-event.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import {
  authorName,
  envelopeName,
  eventHashName,
  eventIdName,
  incarnationName,
  pseudonymName,
} from '../../../shared/case/names.ts'
import type { Author, EventHash, IncarnationName, Pseudonym } from '../../../shared/case/names.ts'
import type { ReporterBodies, ReporterEvent, ReporterType } from '../../../shared/case/reporter-event.ts'
import type { VerifyKey } from '../../../shared/crypto/keys.ts'
import { ENVELOPE_BYTES } from '../../../shared/protocol.ts'
import { parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import type { JsonObject } from '../../../shared/wire/json.ts'
import { sampleReplyKey } from './samples.ts'
import { present } from '../../present.ts'

function numbered(kind: number, number: number, length = 32): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes[0] = number >> 8
  bytes[1] = number & 255
  bytes[2] = kind
  return bytes
}

const numberOf = ([high = 0, low = 0]: Uint8Array): number => (high << 8) | low

/** Of a log record. */
export const hash = (number: number): EventHash => eventHashName(numbered(1, number))
/** Of a reporter's event. */
export const innerHash = (number: number): EventHash => eventHashName(numbered(11, number))
/** Of an event to the reporter. */
export const replyHash = (number: number): EventHash => eventHashName(numbered(12, number))
export const device = (number: number): Author => authorName(numbered(2, number))
/** Of a ticket; no point of the curve, which the fold never asks. */
export const followUpKey = (number: number): VerifyKey<'follow-up'> => numbered(3, number) as VerifyKey<'follow-up'>
export const ticketKey = (number: number): Author => authorName(followUpKey(number))
/** The case of that ticket. */
export const caseOf = (ticket: number): Pseudonym => pseudonymName(numbered(4, ticket))

export function replyTo(number: number): ReplyTo {
  return { address: present(parseReplyAddress(new Uint8Array(numbered(5, number)))), key: sampleReplyKey }
}

/** Its event is `replyHash(number)`. */
export function reply(number: number): EmbeddedReply {
  const envelope = new Uint8Array(ENVELOPE_BYTES[0])
  envelope.set(numbered(6, number))
  return { address: replyTo(1).address, envelope: present(parseEnvelopeBytes(envelope)), event: replyHash(number) }
}
export const replyId = (number: number): ReturnType<typeof envelopeName> => envelopeName(numbered(7, number))

const at = '2026-11-03T09:30:00Z'

export function staff<T extends CaseType>(
  number: number,
  type: T,
  body: CaseBodies[T],
  options: { ticket?: number; by?: number; heads?: readonly number[]; replyNumber?: number; at?: string } = {},
): LogRecord {
  const { ticket = 1, by = 1, heads = [], replyNumber } = options
  const base = {
    id: eventIdName(numbered(8, number, 16)),
    case: caseOf(ticket),
    heads: heads.map(hash),
    at: options.at ?? at,
  }
  const event = {
    type,
    ...base,
    body: replyNumber === undefined ? body : { ...body, reply: reply(replyNumber) },
  } as LogEvent
  const id = replyNumber === undefined ? null : replyId(replyNumber)
  return { hash: hash(number), author: device(by), event, taken: null, replyId: id }
}

export function unknownStaff(number: number, name: string, heads: readonly number[] = [], inCase = true): LogRecord {
  const event: LogEvent = {
    type: 'unknown',
    name,
    id: eventIdName(numbered(8, number, 16)),
    case: inCase ? caseOf(1) : null,
    heads: heads.map(hash),
    at,
    body: { anything: number },
  }
  return { hash: hash(number), author: device(1), event, taken: null, replyId: null }
}

export function recordEvent(
  number: number,
  type: RecordType,
  body: JsonObject,
  heads: readonly number[] = [],
): LogRecord {
  const base = { id: eventIdName(numbered(8, number, 16)), case: caseOf(1), heads: heads.map(hash), at }
  return { hash: hash(number), author: device(1), event: { type, ...base, body }, taken: null, replyId: null }
}

export const incarnation = (number: number): IncarnationName => incarnationName(numbered(13, number, 16))

/** `of`: number of the incarnation. */
export function posted(number: number, replies: readonly number[], by = 1, of = 1): LogRecord {
  const event: LogEvent = {
    type: 'posted',
    id: eventIdName(numbered(8, number, 16)),
    case: null,
    at,
    body: { replies: replies.map(replyId), incarnation: incarnation(of) },
  }
  return { hash: hash(number), author: device(by), event, taken: null, replyId: null }
}

export interface TakenOptions {
  /** Which case it claims, and which ticket's key signed it; the same unless a code was changed. */
  readonly ticket?: number
  readonly key?: number
  readonly by?: number
  readonly heads?: readonly number[]
  /** Number of the reporter's event; two `taken` of one event share it. */
  readonly inner: number
  readonly id?: number
  readonly replyNumber?: number
  /** By the device that took it in. */
  readonly at?: string
  /** By the person’s phone. */
  readonly saidAt?: string
}

export function taken<T extends ReporterType>(
  number: number,
  type: T | 'unknown',
  body: ReporterBodies[T] | { readonly name: string },
  options: TakenOptions,
): LogRecord {
  const { ticket = 1, key = ticket, by = 1, heads = [], inner, replyNumber } = options
  const reporter = {
    id: eventIdName(numbered(9, options.id ?? inner, 16)),
    case: caseOf(ticket),
    at: options.saidAt ?? at,
  }
  const event = type === 'unknown' ? { type, ...reporter, ...body, body: {} } : { type, ...reporter, body }
  const outer: LogEvent = {
    type: 'taken',
    id: eventIdName(numbered(8, number, 16)),
    case: null,
    heads: heads.map(hash),
    at: options.at ?? at,
    body: {
      envelope: envelopeName(numbered(10, inner)),
      epoch: 0,
      author: ticketKey(key),
      signature: new Uint8Array(64),
      text: '',
      ...(replyNumber === undefined ? {} : { reply: reply(replyNumber) }),
    },
  }
  const carried = event as ReporterEvent
  // Both signed it, as long as the change is the author's own.
  const next = carried.type === 'code-change' && ticket === key ? numberOf(carried.body.followUp) : null
  const successor = next === null ? null : caseOf(next)
  return {
    hash: hash(number),
    author: device(by),
    event: outer,
    taken: { hash: innerHash(inner), author: ticketKey(key), pseudonym: caseOf(key), successor, event: carried },
    replyId: replyNumber === undefined ? null : replyId(replyNumber),
  }
}

/** Devices 1 to 4 are members, 5 was one, others are not known. */
export const standingOf: StandingOf = (author): Standing => {
  if (author === device(5)) return 'former'
  return [1, 2, 3, 4].some((number) => author === device(number)) ? 'current' : 'unknown'
}
