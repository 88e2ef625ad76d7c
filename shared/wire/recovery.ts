/**
 * `keep` and `recover` of the copy that a recovery kit opens. Source: docs/protocol.md section 8, P8.10.
 *
 *   keep     request  agency(32) reading key(32) serial(u32) signature(64) envelope    answer  empty
 *   recover  request  address(32)                                                      answer  serial(u32) signature(64) envelope
 */
import { concat, lp, parseBytes, u32, type Bytes } from '../bytes/cursor.ts'
import { ADDRESS_BYTES, ED25519_KEY_BYTES, LABEL, SIGNATURE_BYTES } from '../protocol.ts'
import { parseInboxAddress, parseRecoveryAddress } from './address.ts'
import type { EnvelopeId, InboxAddress, RecoveryAddress } from './address.ts'
import { parseEnvelopeBytes, type Envelope } from './envelope.ts'

/** The signature is not verified here. */
export interface UnverifiedCopy {
  /** Each copy of a kit has a higher one than the copy before. */
  readonly serial: number
  readonly signature: Bytes
  readonly envelope: Envelope
}

export interface KeepRequest extends UnverifiedCopy {
  readonly agency: InboxAddress
  /** The kit's: the address is its hash. */
  readonly readingKey: Bytes
}

export function encodeKeepRequest(request: KeepRequest): Bytes {
  return concat(request.agency, request.readingKey, encodeRecoverAnswer(request))
}

export function parseKeepRequest(bytes: Uint8Array): KeepRequest | null {
  return parseBytes(bytes, (cursor) => {
    const agency = parseInboxAddress(cursor.take(ADDRESS_BYTES))
    const readingKey = cursor.take(ED25519_KEY_BYTES)
    const copy = parseRecoverAnswer(cursor.rest())
    return agency === null || copy === null ? null : { agency, readingKey, ...copy }
  })
}

export function parseRecoverRequest(bytes: Uint8Array): RecoveryAddress | null {
  return parseRecoveryAddress(new Uint8Array(bytes))
}

export function encodeRecoverAnswer({ serial, signature, envelope }: UnverifiedCopy): Bytes {
  return concat(u32(serial), signature, envelope)
}

export function parseRecoverAnswer(bytes: Uint8Array): UnverifiedCopy | null {
  return parseBytes(bytes, (cursor) => {
    const serial = cursor.u32()
    const signature = cursor.take(SIGNATURE_BYTES)
    const envelope = parseEnvelopeBytes(cursor.rest())
    return envelope === null ? null : { serial, signature, envelope }
  })
}

/** The bytes that the kit's reading key signs: this envelope, at this address, after every copy with a lower serial. */
export function copyPreimage(address: RecoveryAddress, serial: number, envelope: EnvelopeId): Bytes {
  return concat(lp(`${LABEL}/recovery-copy`), lp(address), lp(u32(serial)), lp(envelope))
}
