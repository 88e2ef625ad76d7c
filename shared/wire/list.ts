/**
 * `list` of an inbox and of a reply mailbox, and `erase`. Source: docs/protocol.md section 8, P8.3.
 *
 *   inbox    request  agency(32) after(32)     answer  more(u8) count(u16) { day(u32) lp(envelope) }*
 *   replies  request  address(32) after(32)    answer  more(u8) count(u16) { lp(envelope) }* filler, REPLY_PAGE_BYTES in all
 *   erase    request  address(32)              answer  empty
 */
import { concat, lp, parseBytes, u16, u32, u8, type Bytes, type Cursor } from '../bytes/cursor.ts'
import { parseDay, type Day } from '../day.ts'
import { ADDRESS_BYTES, ENVELOPE_BYTES, ID_BYTES, REPLY_PAGE_BYTES } from '../protocol.ts'
import { parseEnvelopeId, parseInboxAddress, parseReplyAddress } from './address.ts'
import type { EnvelopeId, InboxAddress, ReplyAddress } from './address.ts'
import { parseEnvelopeBytes, type Envelope } from './envelope.ts'

export interface InboxRequest {
  readonly agency: InboxAddress
  /** The last id seen; zeros to begin. */
  readonly after: EnvelopeId
}

export interface InboxItem {
  readonly day: Day
  readonly envelope: Envelope
}

export interface InboxAnswer {
  readonly more: boolean
  readonly items: readonly InboxItem[]
}

export interface RepliesRequest {
  readonly address: ReplyAddress
  readonly after: EnvelopeId
}

export interface RepliesAnswer {
  readonly more: boolean
  readonly envelopes: readonly Envelope[]
}

const LARGEST = ENVELOPE_BYTES[2]

/** more(u8) count(u16), before the list. */
export const REPLY_PAGE_HEAD_BYTES = 3
/** Room that one envelope takes in a reply page. */
export const replyItemBytes = (envelopeBytes: number): number => 4 + envelopeBytes

function readFlag(cursor: Cursor): boolean | null {
  const flag = cursor.u8()
  return flag > 1 ? null : flag === 1
}

export function encodeInboxRequest(request: InboxRequest): Bytes {
  return concat(request.agency, request.after)
}

export function parseInboxRequest(bytes: Uint8Array): InboxRequest | null {
  return parseBytes(bytes, (cursor) => {
    const agency = parseInboxAddress(cursor.take(ADDRESS_BYTES))
    const after = parseEnvelopeId(cursor.take(ID_BYTES))
    return agency === null || after === null ? null : { agency, after }
  })
}

export function encodeInboxAnswer(answer: InboxAnswer): Bytes {
  const items = answer.items.flatMap(({ day, envelope }) => [u32(day), lp(envelope)])
  return concat(u8(answer.more ? 1 : 0), u16(answer.items.length), ...items)
}

export function parseInboxAnswer(bytes: Uint8Array): InboxAnswer | null {
  return parseBytes(bytes, (cursor) => {
    const more = readFlag(cursor)
    const items: InboxItem[] = []
    for (let left = cursor.u16(); left > 0; left--) {
      const day = parseDay(cursor.u32())
      const envelope = parseEnvelopeBytes(cursor.lp(LARGEST))
      if (day === null || envelope === null) return null
      items.push({ day, envelope })
    }
    return more === null ? null : { more, items }
  })
}

export function encodeRepliesRequest(request: RepliesRequest): Bytes {
  return concat(request.address, request.after)
}

export function parseRepliesRequest(bytes: Uint8Array): RepliesRequest | null {
  return parseBytes(bytes, (cursor) => {
    const address = parseReplyAddress(cursor.take(ADDRESS_BYTES))
    const after = parseEnvelopeId(cursor.take(ID_BYTES))
    return address === null || after === null ? null : { address, after }
  })
}

/**
 * Writes the answer over the start of `filler`, which is exactly one page.
 * @throws RangeError when the filler has another length or the envelopes do not fit.
 */
export function encodeRepliesAnswer(answer: RepliesAnswer, filler: Bytes): Bytes {
  if (filler.length !== REPLY_PAGE_BYTES) throw new RangeError('filler is not one page')
  const needed = answer.envelopes.reduce(
    (sum, envelope) => sum + replyItemBytes(envelope.length),
    REPLY_PAGE_HEAD_BYTES,
  )
  if (needed > REPLY_PAGE_BYTES) throw new RangeError('more than one page')
  filler.set(concat(u8(answer.more ? 1 : 0), u16(answer.envelopes.length)))
  let at = REPLY_PAGE_HEAD_BYTES
  for (const envelope of answer.envelopes) {
    filler.set(u32(envelope.length), at)
    filler.set(envelope, at + 4)
    at += replyItemBytes(envelope.length)
  }
  return filler
}

export function parseRepliesAnswer(bytes: Uint8Array): RepliesAnswer | null {
  if (bytes.length !== REPLY_PAGE_BYTES) return null
  return parseBytes(bytes, (cursor) => {
    const more = readFlag(cursor)
    const envelopes: Envelope[] = []
    for (let left = cursor.u16(); left > 0; left--) {
      const envelope = parseEnvelopeBytes(cursor.lp(LARGEST))
      if (envelope === null) return null
      envelopes.push(envelope)
    }
    cursor.rest()
    return more === null ? null : { more, envelopes }
  })
}

export function parseEraseRequest(bytes: Uint8Array): ReplyAddress | null {
  return parseReplyAddress(new Uint8Array(bytes))
}
