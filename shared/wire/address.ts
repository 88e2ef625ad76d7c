/** Mailbox addresses and ids as they travel: 32 bytes each, told apart by type so that swapping two does not compile. */
import { encodeBase64url, parseBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/cursor.ts'
import { ADDRESS_BYTES, ID_BYTES } from '../protocol.ts'

declare const inboxBrand: unique symbol
declare const replyBrand: unique symbol
declare const logBrand: unique symbol
declare const recoveryBrand: unique symbol
declare const envelopeIdBrand: unique symbol

/** Address of an agency's inbox; also the agency's id. */
export type InboxAddress = Bytes & { readonly [inboxBrand]: true }
export type ReplyAddress = Bytes & { readonly [replyBrand]: true }
export type LogAddress = Bytes & { readonly [logBrand]: true }
/** Where the copy lies that a recovery kit opens. */
export type RecoveryAddress = Bytes & { readonly [recoveryBrand]: true }
export type MailboxAddress = InboxAddress | ReplyAddress | LogAddress
/** SHA-256 of an envelope. */
export type EnvelopeId = Bytes & { readonly [envelopeIdBrand]: true }

/** What `info` of the seal names (P4.2). */
export type MailboxKind = 'inbox' | 'log' | 'reply' | 'recovery'

export const parseInboxAddress = (bytes: Bytes): InboxAddress | null =>
  bytes.length === ADDRESS_BYTES ? (bytes as InboxAddress) : null
export const parseReplyAddress = (bytes: Bytes): ReplyAddress | null =>
  bytes.length === ADDRESS_BYTES ? (bytes as ReplyAddress) : null
export const parseLogAddress = (bytes: Bytes): LogAddress | null =>
  bytes.length === ADDRESS_BYTES ? (bytes as LogAddress) : null
export const parseRecoveryAddress = (bytes: Bytes): RecoveryAddress | null =>
  bytes.length === ADDRESS_BYTES ? (bytes as RecoveryAddress) : null
export const parseEnvelopeId = (bytes: Bytes): EnvelopeId | null =>
  bytes.length === ID_BYTES ? (bytes as EnvelopeId) : null

declare const agencyIdBrand: unique symbol
/** The inbox address as base64url: the key of maps and documents. */
export type AgencyId = string & { readonly [agencyIdBrand]: true }

export function parseAgencyId(text: unknown): AgencyId | null {
  if (typeof text !== 'string') return null
  return parseBase64url(text)?.length === ADDRESS_BYTES ? (text as AgencyId) : null
}

export const agencyIdOf = (inbox: InboxAddress): AgencyId => encodeBase64url(inbox) as AgencyId

export function inboxOf(agency: AgencyId): InboxAddress {
  const bytes = parseBase64url(agency)
  if (bytes === null) throw new TypeError('not an agency id')
  return bytes as InboxAddress
}
