/**
 * What the relay keeps instead of addresses and device keys: their HMAC under the pepper, which lies outside the
 * database. Promises that a stolen database names no mailbox. Source: docs/protocol.md P8.1.
 */
import type { MailboxAddress } from '../../shared/wire/address.ts'
import { concat, encodeText, type Bytes } from '../../shared/bytes/cursor.ts'
import { PEPPER_BYTES } from '../../shared/protocol.ts'
import { hmacSha256 } from '../sha256.ts'

declare const mailboxKeyBrand: unique symbol
declare const deviceTagBrand: unique symbol
declare const pepperBrand: unique symbol

/** 32 bytes that stand for an inbox (and its agency's logs) or a reply mailbox. */
export type MailboxKey = Bytes & { readonly [mailboxKeyBrand]: true }
/** 32 bytes that stand for the device that took an envelope. */
export type DeviceTag = Bytes & { readonly [deviceTagBrand]: true }
/** 32 secret bytes of the deployment. */
export type Pepper = Bytes & { readonly [pepperBrand]: true }

export function parsePepper(bytes: Bytes): Pepper | null {
  return bytes.length === PEPPER_BYTES ? (bytes as Pepper) : null
}

function keyed(pepper: Pepper, data: Uint8Array, use = ''): Bytes {
  return hmacSha256(pepper, concat(encodeText(use), data))
}

/** Takes the bare bytes too: a post does not say what kind of mailbox it goes to. */
export function mailboxKeyOf(pepper: Pepper, address: MailboxAddress | Bytes): MailboxKey {
  return keyed(pepper, address) as MailboxKey
}

export function deviceTagOf(pepper: Pepper, device: Uint8Array): DeviceTag {
  return keyed(pepper, device, 'device') as DeviceTag
}

/** Other secrets of the relay that hang on the pepper, one per use. 32 bytes. */
export function derivedKeyOf(pepper: Pepper, use: string, data: Uint8Array = new Uint8Array(0)): Bytes {
  return keyed(pepper, data, use)
}
