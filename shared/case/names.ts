/**
 * The names that events are known by, as base64url text: they are compared, sorted and used as keys of maps, never fed to a
 * primitive. What is fed to one (keys, addresses, envelopes) stays bytes. Source: docs/protocol.md P3.3, P6.1, P6.2.
 */
import { encodeBase64url, parseBase64url } from '../bytes/base64url.ts'
import { ED25519_KEY_BYTES, EVENT_ID_BYTES, HASH_BYTES, INCARNATION_BYTES } from '../protocol.ts'

declare const pseudonymBrand: unique symbol
declare const eventHashBrand: unique symbol
declare const eventIdBrand: unique symbol
declare const authorBrand: unique symbol
declare const envelopeNameBrand: unique symbol
declare const incarnationBrand: unique symbol

/** Hash of the follow-up public key that the report was signed with: the name of the case (32 bytes). */
export type Pseudonym = string & { readonly [pseudonymBrand]: true }
/** Hash of a frame (P6.1; 32 bytes). */
export type EventHash = string & { readonly [eventHashBrand]: true }
/** 16 random bytes; the parts of one long text share theirs (P6.7). */
export type EventId = string & { readonly [eventIdBrand]: true }
/** Ed25519 public key that signed a frame: a member's device or a ticket's follow-up key (32 bytes). */
export type Author = string & { readonly [authorBrand]: true }
/** Id of an envelope as text (32 bytes). */
export type EnvelopeName = string & { readonly [envelopeNameBrand]: true }
/** Incarnation of a log as text (16 bytes): another one after the relay was restored from a backup. */
export type IncarnationName = string & { readonly [incarnationBrand]: true }

function isName(value: unknown, bytes: number): value is string {
  return typeof value === 'string' && value.length === Math.ceil((bytes * 4) / 3) && parseBase64url(value) !== null
}

// Each parser takes foreign text and answers null unless it is canonical base64url of exactly the right length.
export const parsePseudonym = (value: unknown): Pseudonym | null =>
  isName(value, HASH_BYTES) ? (value as Pseudonym) : null
export const parseEventHash = (value: unknown): EventHash | null =>
  isName(value, HASH_BYTES) ? (value as EventHash) : null
export const parseEventId = (value: unknown): EventId | null =>
  isName(value, EVENT_ID_BYTES) ? (value as EventId) : null
export const parseAuthor = (value: unknown): Author | null =>
  isName(value, ED25519_KEY_BYTES) ? (value as Author) : null
export const parseEnvelopeName = (value: unknown): EnvelopeName | null =>
  isName(value, HASH_BYTES) ? (value as EnvelopeName) : null
export const parseIncarnationName = (value: unknown): IncarnationName | null =>
  isName(value, INCARNATION_BYTES) ? (value as IncarnationName) : null

function nameOf<T extends string>(bytes: Uint8Array, parse: (value: unknown) => T | null): T {
  const name = parse(encodeBase64url(bytes))
  if (name === null) throw new RangeError('wrong number of bytes for a name')
  return name
}

// Each takes our own bytes; another length is a bug and throws RangeError.
export const pseudonymName = (bytes: Uint8Array): Pseudonym => nameOf(bytes, parsePseudonym)
export const eventHashName = (bytes: Uint8Array): EventHash => nameOf(bytes, parseEventHash)
export const eventIdName = (bytes: Uint8Array): EventId => nameOf(bytes, parseEventId)
export const authorName = (bytes: Uint8Array): Author => nameOf(bytes, parseAuthor)
export const envelopeName = (bytes: Uint8Array): EnvelopeName => nameOf(bytes, parseEnvelopeName)
export const incarnationName = (bytes: Uint8Array): IncarnationName => nameOf(bytes, parseIncarnationName)
