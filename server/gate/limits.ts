/** What the relay bears from one connection and from all of them. Protocol sizes stand in shared/protocol.ts. */
import {
  ADDRESS_BYTES,
  ED25519_KEY_BYTES,
  ENVELOPE_BYTES,
  ID_BYTES,
  MAX_BODY_BYTES,
  SEALED_CHUNK_BYTES,
  SIGNATURE_BYTES,
  WORK_NONCE_BYTES,
} from '../../shared/protocol.ts'

/** Longest of the small bodies of `post`. */
export const POST_BODY_BYTES: number = ADDRESS_BYTES + WORK_NONCE_BYTES + ENVELOPE_BYTES[2]
export const PUT_BODY_BYTES: number = ID_BYTES + WORK_NONCE_BYTES + SEALED_CHUNK_BYTES
/** Of signed requests: the largest is a `sync` that confirms everything it may. */
export const SIGNED_BODY_BYTES: number = MAX_BODY_BYTES
/** Of `introduce`: a token, an id and a key in JSON. */
export const INTRODUCE_BODY_BYTES: number = 8 * (ED25519_KEY_BYTES + SIGNATURE_BYTES)

export interface ConnectionLimits {
  readonly headersTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly keepAliveTimeoutMs: number
  /** How often the two first are looked at. */
  readonly checkEveryMs: number
  readonly maxHeaderBytes: number
  readonly maxConnections: number
  /** How long requests under way may take when the relay stops. */
  readonly drainMs: number
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeoutMs: 10_000,
  // 16 kB need 13 s at 10 kbit/s; a phone on 2G that stumbles once still gets through.
  requestTimeoutMs: 60_000,
  keepAliveTimeoutMs: 5_000,
  checkEveryMs: 2_000,
  maxHeaderBytes: 8_192,
  maxConnections: 4_096,
  drainMs: 6_000,
}
