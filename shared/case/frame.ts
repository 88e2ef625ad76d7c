/**
 * Frames: an event's JSON under its author's signature, bound to a purpose and to the receiver's mailbox. What is signed is
 * the exact text; nothing is ever re-serialised to check it. Source: docs/protocol.md section 6, P6.1.
 *
 *   author public key(32) signature(64) JSON(the rest)
 */
import { parseBase64url } from '../bytes/base64url.ts'
import { concat, decodeText, encodeText, lp, type Bytes } from '../bytes/cursor.ts'
import { H } from '../crypto/hash.ts'
import { parseVerifyKey, type SigningKey, type SigningRole } from '../crypto/keys.ts'
import type { Primitives } from '../crypto/primitives.ts'
import { sign, verify } from '../crypto/sign.ts'
import { ED25519_KEY_BYTES, LABEL, MAX_CONTENT_BYTES, SIGNATURE_BYTES } from '../protocol.ts'
import type { MailboxAddress } from '../wire/address.ts'
import { writeEvent, type EventBase } from './event.ts'
import { authorName, eventHashName, type Author, type EventHash } from './names.ts'
import type { Purpose, Writable } from './purpose.ts'

const HEAD_BYTES = ED25519_KEY_BYTES + SIGNATURE_BYTES

/** The three parts of a frame. Nothing is verified yet. */
export interface FrameParts {
  readonly author: Author
  readonly signature: Bytes
  readonly text: string
}

/** A frame whose signature holds. Whether its author may say it is the fold's question. */
export interface SignedEvent<E extends EventBase> {
  readonly author: Author
  readonly hash: EventHash
  readonly event: E
}

/** Null when too short, too long, or not UTF-8. */
export function splitFrame(frame: Bytes): FrameParts | null {
  if (frame.length <= HEAD_BYTES || frame.length > MAX_CONTENT_BYTES) return null
  const text = decodeText(frame.subarray(HEAD_BYTES))
  if (text === null) return null
  const author = authorName(frame.subarray(0, ED25519_KEY_BYTES))
  return { author, signature: frame.slice(ED25519_KEY_BYTES, HEAD_BYTES), text }
}

export function joinFrame({ author, signature, text }: FrameParts): Bytes {
  return concat(parseBase64url(author) ?? new Uint8Array(), signature, encodeText(text))
}

function signedBytes(purpose: string, receiver: MailboxAddress, text: string): Bytes {
  return concat(lp(`${LABEL}/event`), lp(purpose), lp(receiver), lp(text))
}

async function hashOf(p: Primitives, frame: Bytes): Promise<EventHash> {
  return eventHashName(await H(p, `${LABEL}/event-hash`, frame))
}

/** A frame, and the hash that later events know it by. */
export interface WrittenFrame {
  readonly frame: Bytes
  readonly hash: EventHash
}

/** Throws RangeError when the event's JSON is longer than the purpose allows: cut the words first (words.ts). */
export async function signFrame<E extends EventBase, R extends MailboxAddress>(
  p: Primitives,
  signer: SigningKey,
  purpose: Purpose<E, R>,
  receiver: R,
  event: Writable<E>,
): Promise<WrittenFrame> {
  const text = writeEvent(event)
  const json = encodeText(text)
  if (json.length > purpose.maxBytes) throw new RangeError('event too long')
  const signature = await sign(p, signer.seed, signedBytes(purpose.name, receiver, text))
  const frame = concat(signer.publicKey, signature, json)
  return { frame, hash: await hashOf(p, frame) }
}

/** Null unless it is a well-formed event whose signature holds for this purpose and this mailbox. */
export async function readFrame<E extends EventBase, R extends MailboxAddress>(
  p: Primitives,
  frame: Bytes,
  purpose: Purpose<E, R>,
  receiver: R,
): Promise<SignedEvent<E> | null> {
  const parts = splitFrame(frame)
  if (parts === null || frame.length - HEAD_BYTES > purpose.maxBytes) return null
  const event = purpose.parse(parts.text)
  const key = parseVerifyKey<SigningRole>(frame.slice(0, ED25519_KEY_BYTES))
  if (event === null || key === null) return null
  const holds = await verify(p, key, signedBytes(purpose.name, receiver, parts.text), parts.signature)
  return holds ? { author: parts.author, hash: await hashOf(p, frame), event } : null
}
