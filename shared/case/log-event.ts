/**
 * Events that a desk writes into a log (purpose `log`), signed with the device key.
 * Source: docs/protocol.md P6.2, P6.4, P6.5 and section 9.
 */
import { MalformedError, type Bytes } from '../bytes/cursor.ts'
import { parseChainSeed, type Chain } from '../crypto/chain.ts'
import {
  parseSigningSeed,
  parseXWingPublicKey,
  parseXWingSeed,
  type OneTimePublicKey,
  type SigningSeed,
  type XWingSeed,
} from '../crypto/keys.ts'
import type { Day } from '../day.ts'
import { MAX_CONTENT_BYTES, SIGNATURE_BYTES, XWING_PUBLIC_BYTES, XWING_SEED_BYTES } from '../protocol.ts'
import type { LogAddress } from '../wire/address.ts'
import { parseBytesField, type JsonObject } from '../wire/json.ts'
import { readEmbeddedReply, readLongWords, type EmbeddedReply, type LongWords } from './bodies.ts'
import { RECORD_TYPES, type Code, type RecordType } from './codes.ts'
import {
  parseEventWith,
  unknownEvent,
  type EventBase,
  type EventOutside,
  type InLog,
  type UnknownEvent,
} from './event.ts'
import {
  bytes,
  code,
  day,
  field,
  flag,
  line,
  listField,
  listOf,
  need,
  object,
  optional,
  whole,
  words,
  type Read,
} from './fields.ts'
import { MAX_ERASED, MAX_KEYS, MAX_LIST, MAX_POSTED, MAX_TO_AGENCY_BYTES } from './limits.ts'
import { parseAuthor, parseEnvelopeName, parseEventHash, parseIncarnationName } from './names.ts'
import type { Author, EnvelopeName, EventHash, IncarnationName } from './names.ts'
import type { Purpose } from './purpose.ts'

/** A sealed answer that this event carries to the reporter, and posts. */
interface MayReply {
  readonly reply?: EmbeddedReply
}

export interface ErasureBody {
  /** Hash of the person's frame that asks for it. */
  readonly withdrawal: EventHash
  /** Ids of log entries. */
  readonly entries: readonly EnvelopeName[]
}

export interface CaseBodies {
  readonly message: LongWords & MayReply
  readonly status: { readonly status: Code; readonly promisedDay?: Day } & MayReply
  readonly closure: { readonly reason: Code; readonly words?: string } & MayReply
  readonly reopening: { readonly words?: string } & MayReply
  /** The answer to a report whose `taken` had no room for it (P9.13). */
  readonly received: { readonly report: EventHash; readonly day: Day } & MayReply
  readonly triage: { readonly triage: Code; readonly reason?: string }
  readonly note: { readonly words: string }
  /** To one device, or to nobody. */
  readonly assignment: { readonly to: Author | null }
  /** Where a ticket is contested: this follow-up key is the person's. */
  readonly ticket: { readonly key: Author }
  /** Decided: the entries named are to be erased, because the person asked for it. */
  readonly erasure: ErasureBody & MayReply
}
export type CaseType = keyof CaseBodies

export interface TakenBody {
  /** Id of the inbox envelope. */
  readonly envelope: EnvelopeName
  readonly epoch: number
  /** The three parts of the frame that was in it: the text as it stands, because it deflates so much better. */
  readonly author: Author
  readonly signature: Bytes
  readonly text: string
  /** The automatic `received`, when the event names a reply address and the entry has room. */
  readonly reply?: EmbeddedReply
}

/** The X-Wing seed of one version of a team's key. */
export interface TeamSeed {
  readonly team: number
  readonly version: number
  readonly seed: XWingSeed<'team'>
}

export interface HandoverBody {
  readonly chains: readonly Chain[]
  readonly teams: readonly TeamSeed[]
  /** To administrators only. */
  readonly signing?: SigningSeed<'agency'>
}

/** Which keys a device has, by their names. */
export interface Holdings {
  /** Numbers of chains. */
  readonly chains: readonly number[]
  readonly teams: readonly Omit<TeamSeed, 'seed'>[]
}

/** What a device publishes to be handed keys with: the newest of its author, by `number`, is the one that still opens. */
export interface OneTimeKeyBody {
  readonly number: number
  readonly key: OneTimePublicKey
  readonly holds: Holdings
  /** The device lacks keys that it knows of. */
  readonly asks: boolean
}

/** Belong to no case of their own; `taken` stands in the case of the event that it carries. */
export interface OwnBodies {
  readonly unopenable: { readonly envelope: EnvelopeName }
  /** `incarnation`: of the log, as the device knew it before it posted. */
  readonly posted: { readonly replies: readonly EnvelopeName[]; readonly incarnation: IncarnationName }
  readonly handover: HandoverBody
  readonly 'one-time-key': OneTimeKeyBody
  /** Says beforehand which entry is about to be erased, so that a device that has read past it drops its copy too. */
  readonly tombstone: { readonly number: number; readonly entry: EnvelopeName }
}
export type OwnType = keyof OwnBodies

export type CaseEvent = { [T in CaseType]: InLog & { readonly type: T; readonly body: CaseBodies[T] } }[CaseType]
/** Kept under its type; its body is the desk's own matter. */
export type RecordEvent = InLog & { readonly type: RecordType; readonly body: JsonObject }
export type TakenEvent = EventBase & {
  readonly type: 'taken'
  readonly case: null
  readonly heads: readonly EventHash[]
  readonly body: TakenBody
}
export type OwnEvent = {
  [T in OwnType]: EventBase & { readonly type: T; readonly case: null; readonly body: OwnBodies[T] }
}[OwnType]
export type KnownLogEvent = CaseEvent | RecordEvent | TakenEvent | OwnEvent
export type UnknownLogEvent = UnknownEvent & { readonly heads: readonly EventHash[] }
export type LogEvent = KnownLogEvent | UnknownLogEvent

const author = need(parseAuthor, 'author')
const envelope = need(parseEnvelopeName, 'envelope id')
const hash = need(parseEventHash, 'event hash')
const reply = (from: JsonObject): MayReply => optional(from, 'reply', readEmbeddedReply)

const CASE_READERS: { readonly [T in CaseType]: (from: JsonObject) => CaseBodies[T] } = {
  message: (from) => ({ ...readLongWords(from, words), ...reply(from) }),
  status: (from) => ({ status: field(from, 'status', code), ...optional(from, 'promisedDay', day), ...reply(from) }),
  closure: (from) => ({ reason: field(from, 'reason', code), ...optional(from, 'words', words), ...reply(from) }),
  reopening: (from) => ({ ...optional(from, 'words', words), ...reply(from) }),
  received: (from) => ({ report: field(from, 'report', hash), day: field(from, 'day', day), ...reply(from) }),
  triage: (from) => ({ triage: field(from, 'triage', code), ...optional(from, 'reason', line) }),
  note: (from) => ({ words: field(from, 'words', words) }),
  assignment: (from) => ({ to: from['to'] === null ? null : field(from, 'to', author) }),
  ticket: (from) => ({ key: field(from, 'key', author) }),
  erasure: (from) => ({
    withdrawal: field(from, 'withdrawal', hash),
    entries: field(from, 'entries', listOf(envelope, MAX_ERASED)),
    ...reply(from),
  }),
}

const text: Read<string> = (value) => {
  const read = words(value)
  if (read.length > MAX_TO_AGENCY_BYTES) throw new MalformedError('taken text')
  return read
}

function readTaken(from: JsonObject): TakenBody {
  return {
    envelope: field(from, 'envelope', envelope),
    epoch: field(from, 'epoch', whole(0, 0xffff)),
    author: field(from, 'author', author),
    signature: field(from, 'signature', bytes(SIGNATURE_BYTES)),
    text: field(from, 'text', text),
    ...optional(from, 'reply', readEmbeddedReply),
  }
}

function seed<T>(parse: (raw: Bytes) => T | null): Read<T> {
  return need((value) => {
    const raw = parseBytesField(value, XWING_SEED_BYTES)
    return raw === null ? null : parse(raw)
  }, 'seed')
}

const chain: Read<Chain> = (value) => {
  const from = object(value)
  const [number, epoch] = [field(from, 'number', whole(1, 0xffff)), field(from, 'epoch', whole(0, 0xffff))]
  return { number, epoch, seed: field(from, 'seed', seed(parseChainSeed)) }
}

const teamName: Read<Omit<TeamSeed, 'seed'>> = (value) => {
  const from = object(value)
  return { team: field(from, 'team', whole(0, 0xffff)), version: field(from, 'version', whole(0, 0xffff)) }
}

const team: Read<TeamSeed> = (value) => {
  return { ...teamName(value), seed: field(object(value), 'seed', seed(parseXWingSeed<'team'>)) }
}

const holdings: Read<Holdings> = (value) => {
  const from = object(value)
  const chains = listField(from, 'chains', whole(1, 0xffff), MAX_LIST)
  return { chains, teams: listField(from, 'teams', teamName, MAX_KEYS) }
}

const oneTimeKey: Read<OneTimePublicKey> = need((value) => {
  const raw = parseBytesField(value, XWING_PUBLIC_BYTES)
  return raw === null ? null : parseXWingPublicKey<'one-time'>(raw)
}, 'one-time key')

const OWN_READERS: { readonly [T in OwnType]: (from: JsonObject) => OwnBodies[T] } = {
  unopenable: (from) => ({ envelope: field(from, 'envelope', envelope) }),
  posted: (from) => ({
    replies: field(from, 'replies', listOf(envelope, MAX_POSTED)),
    incarnation: field(from, 'incarnation', need(parseIncarnationName, 'incarnation')),
  }),
  handover: (from) => ({
    chains: listField(from, 'chains', chain, MAX_LIST),
    teams: listField(from, 'teams', team, MAX_KEYS),
    ...optional(from, 'signing', seed(parseSigningSeed<'agency'>)),
  }),
  'one-time-key': (from) => ({
    number: field(from, 'number', whole(1, Number.MAX_SAFE_INTEGER)),
    key: field(from, 'key', oneTimeKey),
    holds: field(from, 'holds', holdings),
    asks: field(from, 'asks', flag),
  }),
  tombstone: (from) => ({
    number: field(from, 'number', whole(1, Number.MAX_SAFE_INTEGER)),
    entry: field(from, 'entry', envelope),
  }),
}

const RECORDS: ReadonlySet<string> = new Set(RECORD_TYPES)
const isCaseType = (name: string): name is CaseType => Object.hasOwn(CASE_READERS, name)
const isOwnType = (name: string): name is OwnType => Object.hasOwn(OWN_READERS, name)
const isRecordType = (name: string): name is RecordType => RECORDS.has(name)

function readLogEvent(outside: EventOutside, heads: readonly EventHash[]): KnownLogEvent | null {
  const { name, id, at, body } = outside
  if (outside.case === null) {
    if (name === 'taken') return { type: name, id, case: null, heads, at, body: readTaken(body) }
    // As in reporter-event.ts: one key reads type and body.
    return isOwnType(name) ? ({ type: name, id, case: null, at, body: OWN_READERS[name](body) } as OwnEvent) : null
  }
  const common = { id, case: outside.case, heads, at }
  if (isRecordType(name)) return { type: name, ...common, body }
  return isCaseType(name) ? ({ type: name, ...common, body: CASE_READERS[name](body) } as CaseEvent) : null
}

export function parseLogEvent(json: string): LogEvent | null {
  return parseEventWith(
    json,
    // No number of heads makes an event malformed: its bytes bound them.
    ({ fields }) => listField(fields, 'heads', hash, MAX_CONTENT_BYTES),
    readLogEvent,
    (outside, heads): UnknownLogEvent => ({ ...unknownEvent(outside), heads }),
  )
}

export const LOG: Purpose<LogEvent, LogAddress> = { name: 'log', maxBytes: MAX_CONTENT_BYTES, parse: parseLogEvent }
