/**
 * `post`: one envelope into a mailbox, with its proof of work. Source: docs/protocol.md section 8.
 *
 *   request  address(32) nonce(64) envelope       answer  empty
 */
import { concat, parseBytes, type Bytes } from '../bytes/cursor.ts'
import { ADDRESS_BYTES, WORK_NONCE_BYTES } from '../protocol.ts'
import { parseEnvelopeBytes, type Envelope } from './envelope.ts'

export interface PostRequest {
  /** Of an inbox, of a reply mailbox, or 32 zeros: the relay cannot tell which. */
  readonly address: Bytes
  readonly nonce: Bytes
  readonly envelope: Envelope
}

export function encodePostRequest(request: PostRequest): Bytes {
  return concat(request.address, request.nonce, request.envelope)
}

export function parsePostRequest(bytes: Uint8Array): PostRequest | null {
  return parseBytes(bytes, (cursor) => {
    const address = cursor.take(ADDRESS_BYTES)
    const nonce = cursor.take(WORK_NONCE_BYTES)
    const envelope = parseEnvelopeBytes(cursor.rest())
    return envelope === null ? null : { address, nonce, envelope }
  })
}
