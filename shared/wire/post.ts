/**
 * `post`: one envelope into a mailbox, with its proof of work. Source: docs/protocol.md section 8.
 *
 *   request  address(32) nonce(64) envelope       answer  empty
 */
import { concat, type Bytes } from '../bytes/cursor.ts'
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

const NONCE_AT = ADDRESS_BYTES
const ENVELOPE_AT = NONCE_AT + WORK_NONCE_BYTES

/** Views, not copies: nobody may change the bytes afterwards. */
export function parsePostRequest(bytes: Bytes): PostRequest | null {
  const envelope = parseEnvelopeBytes(bytes.subarray(ENVELOPE_AT))
  if (envelope === null) return null
  return { address: bytes.subarray(0, NONCE_AT), nonce: bytes.subarray(NONCE_AT, ENVELOPE_AT), envelope }
}
