/**
 * `take`, `append` and `sync` of an agency's log. Source: docs/protocol.md section 8, P8.4 to P8.7.
 *
 *   take    request  agency(32) team(u16) envelope-id(32) entry     answer  number(u64)
 *   append  request  agency(32) team(u16) replaces(u64) entry       answer  number(u64)
 *   sync    request  agency(32) team(u16) incarnation(16) after(u64) count(u16) { envelope-id(32) }*
 *           answer   incarnation(16) head(u64) count(u16) { number(u64) kind(u8) from(32) lp(bytes) }*
 */
import { concat, lp, parseBytes, u16, u64, u8, type Bytes, type Cursor } from '../bytes/cursor.ts'
import { ADDRESS_BYTES, ENVELOPE_BYTES, ID_BYTES, INCARNATION_BYTES, MAX_CONFIRMED_IDS } from '../protocol.ts'
import { parseEnvelopeId, parseInboxAddress, type EnvelopeId, type InboxAddress } from './address.ts'
import { parseEnvelopeBytes, type Envelope } from './envelope.ts'
import { parseTombstone, TOMBSTONE_BYTES } from './tombstone.ts'

export interface TakeRequest {
  readonly agency: InboxAddress
  readonly team: number
  readonly envelopeId: EnvelopeId
  readonly entry: Envelope
}

/** `replaces` 0 appends an envelope; another number puts a tombstone in the place of that entry. */
export type AppendRequest =
  | { readonly kind: 'entry'; readonly agency: InboxAddress; readonly team: number; readonly entry: Envelope }
  | {
      readonly kind: 'tombstone'
      readonly agency: InboxAddress
      readonly team: number
      readonly replaces: number
      readonly tombstone: Bytes
    }

export interface SyncRequest {
  readonly agency: InboxAddress
  readonly team: number
  readonly incarnation: Bytes
  readonly after: number
  /** Envelopes whose log entries this device could open; at most MAX_CONFIRMED_IDS. */
  readonly confirmed: readonly EnvelopeId[]
}

/** `from` is the envelope that an entry came from, or 32 zeros. */
export type LogEntry =
  | { readonly kind: 'entry'; readonly number: number; readonly from: EnvelopeId; readonly bytes: Envelope }
  | { readonly kind: 'tombstone'; readonly number: number; readonly from: EnvelopeId; readonly bytes: Bytes }

export interface SyncAnswer {
  readonly incarnation: Bytes
  /** The highest number of this log; 0 when it is empty. */
  readonly head: number
  readonly entries: readonly LogEntry[]
}

function readAgency(cursor: Cursor): InboxAddress {
  const agency = parseInboxAddress(cursor.take(ADDRESS_BYTES))
  if (agency === null) throw new TypeError('take() gives the length asked for')
  return agency
}

function readId(cursor: Cursor): EnvelopeId {
  const id = parseEnvelopeId(cursor.take(ID_BYTES))
  if (id === null) throw new TypeError('take() gives the length asked for')
  return id
}

export function encodeTakeRequest(request: TakeRequest): Bytes {
  return concat(request.agency, u16(request.team), request.envelopeId, request.entry)
}

export function parseTakeRequest(bytes: Uint8Array): TakeRequest | null {
  return parseBytes(bytes, (cursor) => {
    const [agency, team, envelopeId] = [readAgency(cursor), cursor.u16(), readId(cursor)]
    const entry = parseEnvelopeBytes(cursor.rest())
    return entry === null ? null : { agency, team, envelopeId, entry }
  })
}

export function encodeAppendRequest(request: AppendRequest): Bytes {
  const [replaces, bytes] = request.kind === 'entry' ? [0, request.entry] : [request.replaces, request.tombstone]
  return concat(request.agency, u16(request.team), u64(replaces), bytes)
}

export function parseAppendRequest(bytes: Uint8Array): AppendRequest | null {
  return parseBytes(bytes, (cursor): AppendRequest | null => {
    const [agency, team, replaces] = [readAgency(cursor), cursor.u16(), cursor.u64()]
    const rest = cursor.rest()
    if (replaces !== 0) {
      return parseTombstone(rest)?.number === replaces
        ? { kind: 'tombstone', agency, team, replaces, tombstone: rest }
        : null
    }
    const entry = parseEnvelopeBytes(rest)
    return entry === null ? null : { kind: 'entry', agency, team, entry }
  })
}

/** What `take` and `append` answer. */
export function encodeNumberAnswer(number: number): Bytes {
  return u64(number)
}

export function parseNumberAnswer(bytes: Uint8Array): number | null {
  return parseBytes(bytes, (cursor) => cursor.u64())
}

export function encodeSyncRequest(request: SyncRequest): Bytes {
  const head = [
    request.agency,
    u16(request.team),
    request.incarnation,
    u64(request.after),
    u16(request.confirmed.length),
  ]
  return concat(...head, ...request.confirmed)
}

export function parseSyncRequest(bytes: Uint8Array): SyncRequest | null {
  return parseBytes(bytes, (cursor) => {
    const [agency, team, incarnation] = [readAgency(cursor), cursor.u16(), cursor.take(INCARNATION_BYTES)]
    const [after, count] = [cursor.u64(), cursor.u16()]
    const confirmed: EnvelopeId[] = []
    for (let left = count; left > 0; left--) confirmed.push(readId(cursor))
    return count > MAX_CONFIRMED_IDS ? null : { agency, team, incarnation, after, confirmed }
  })
}

export function encodeSyncAnswer(answer: SyncAnswer): Bytes {
  const entries = answer.entries.flatMap(({ number, kind, from, bytes }) => [
    u64(number),
    u8(kind === 'entry' ? 0 : 1),
    from,
    lp(bytes),
  ])
  return concat(answer.incarnation, u64(answer.head), u16(answer.entries.length), ...entries)
}

function readEntry(cursor: Cursor): LogEntry | null {
  const [number, kind, from] = [cursor.u64(), cursor.u8(), readId(cursor)]
  const bytes = cursor.lp(ENVELOPE_BYTES[2])
  if (kind === 1) return bytes.length === TOMBSTONE_BYTES ? { kind: 'tombstone', number, from, bytes } : null
  const entry = parseEnvelopeBytes(bytes)
  return kind !== 0 || entry === null ? null : { kind: 'entry', number, from, bytes: entry }
}

export function parseSyncAnswer(bytes: Uint8Array): SyncAnswer | null {
  return parseBytes(bytes, (cursor) => {
    const [incarnation, head] = [cursor.take(INCARNATION_BYTES), cursor.u64()]
    const read: (LogEntry | null)[] = []
    for (let left = cursor.u16(); left > 0; left--) read.push(readEntry(cursor))
    const entries = read.filter((entry) => entry !== null)
    return entries.length === read.length ? { incarnation, head, entries } : null
  })
}
