/** The parts that several bodies have in common. Source: docs/protocol.md P6.5, P6.7 and section 4 (attachments). */
import { MalformedError, type Bytes } from '../bytes/cursor.ts'
import { parseXWingPublicKey, type ReplyPublicKey } from '../crypto/keys.ts'
import { parseReplyAddress, type ReplyAddress } from '../wire/address.ts'
import { parseEnvelopeBytes, type Envelope } from '../wire/envelope.ts'
import { parseBytesField, type JsonObject } from '../wire/json.ts'
import type { Day } from '../day.ts'
import { ADDRESS_BYTES, ID_BYTES, MAX_CHUNKS, XWING_PUBLIC_BYTES } from '../protocol.ts'
import type { Code } from './codes.ts'
import { bytes, code, day, field, line, listOf, need, object, optional, whole, type Read } from './fields.ts'
import { MAX_ATTACHMENTS, MAX_PARTS } from './limits.ts'
import { parseEventHash, type EventHash } from './names.ts'

/** What to do if nothing is heard from the person by the end of a day. */
export interface SilencePlan {
  readonly day: Day
  /** Of IF_SILENT. */
  readonly action: Code
}

/** How the person may be reached. A plan that is not there means: only through the ticket. */
export interface ContactPlan {
  /** Of CONTACT_METHODS, or a newer one. */
  readonly method: Code
  readonly phone?: string
  /** Safe days and hours, in the person's words. */
  readonly hours?: string
  /** What to say, and what never to say. */
  readonly say?: string
  /** Who may pick up, or the trusted person. */
  readonly who?: string
  readonly ifSilent?: SilencePlan
}

/** Where answers go: the reply mailbox and the public key they are sealed to. */
export interface ReplyTo {
  readonly address: ReplyAddress
  readonly key: ReplyPublicKey
}

/** A sealed event to the reporter as it lies in the log until somebody has posted it (P9.17 to P9.19). */
export interface EmbeddedReply {
  readonly address: ReplyAddress
  readonly envelope: Envelope
  /** Hash of the frame inside: the next event to this reporter names it as `previous`. */
  readonly event: EventHash
}

/** Number from 1, and how many there are. */
export type Part = readonly [number: number, total: number]

/** Where the chunks of an attachment lie and what opens them. */
export interface Attachment {
  readonly key: Bytes
  /** 7 bytes of the nonce. */
  readonly prefix: Bytes
  /** True length, in bytes. */
  readonly length: number
  /** Media type. */
  readonly mediaType: string
  readonly blobs: readonly Bytes[]
}

const readSilencePlan: Read<SilencePlan> = (value) => {
  const from = object(value)
  return { day: field(from, 'day', day), action: field(from, 'action', code) }
}

export const readContact: Read<ContactPlan> = (value) => {
  const from = object(value)
  return {
    method: field(from, 'method', code),
    ...optional(from, 'phone', line),
    ...optional(from, 'hours', line),
    ...optional(from, 'say', line),
    ...optional(from, 'who', line),
    ...optional(from, 'ifSilent', readSilencePlan),
  }
}

const replyAddress: Read<ReplyAddress> = need((value) => {
  const address = parseBytesField(value, ADDRESS_BYTES)
  return address === null ? null : parseReplyAddress(address)
}, 'reply address')

const replyKey: Read<ReplyPublicKey> = need((value) => {
  const key = parseBytesField(value, XWING_PUBLIC_BYTES)
  return key === null ? null : parseXWingPublicKey<'reply'>(key)
}, 'reply key')

export const readReplyTo: Read<ReplyTo> = (value) => {
  const from = object(value)
  return { address: field(from, 'address', replyAddress), key: field(from, 'key', replyKey) }
}

export const readEmbeddedReply: Read<EmbeddedReply> = (value) => {
  const from = object(value)
  const envelope = need((text) => {
    const raw = parseBytesField(text)
    return raw === null ? null : parseEnvelopeBytes(raw)
  }, 'envelope')
  return {
    address: field(from, 'address', replyAddress),
    envelope: field(from, 'envelope', envelope),
    event: field(from, 'event', need(parseEventHash, 'event hash')),
  }
}

const readPart: Read<Part> = (value) => {
  const [number, total, ...rest] = listOf(whole(1, MAX_PARTS), 2)(value)
  if (number === undefined || total === undefined || rest.length > 0 || number > total) throw new MalformedError('part')
  return [number, total]
}

const readAttachment: Read<Attachment> = (value) => {
  const from = object(value)
  return {
    key: field(from, 'key', bytes(32)),
    prefix: field(from, 'prefix', bytes(7)),
    length: field(from, 'length', whole(0, Number.MAX_SAFE_INTEGER)),
    mediaType: field(from, 'mediaType', line),
    blobs: field(from, 'blobs', listOf(bytes(ID_BYTES), MAX_CHUNKS)),
  }
}

export interface LongWords {
  readonly words: string
  /** Absent: the words are whole. */
  readonly part?: Part
  readonly attachments?: readonly Attachment[]
}

/** The fields of LongWords, to be spread into a body that has more. */
export function readLongWords(from: JsonObject, readWords: Read<string>): LongWords {
  return {
    words: field(from, 'words', readWords),
    ...optional(from, 'part', readPart),
    ...optional(from, 'attachments', listOf(readAttachment, MAX_ATTACHMENTS)),
  }
}
