/** What the relay bears from one connection and from all of them. Protocol sizes stand in shared/protocol.ts. */
import {
  ADDRESS_BYTES,
  ED25519_KEY_BYTES,
  ENVELOPE_BYTES,
  ID_BYTES,
  MAX_CONFIRMED_IDS,
  SEALED_CHUNK_BYTES,
  SIGNATURE_BYTES,
  WORK_NONCE_BYTES,
} from '../../shared/protocol.ts'
import { SHARE_OVER } from './connections.ts'

/** Longest of the small bodies of `post`. */
export const POST_BODY_BYTES: number = ADDRESS_BYTES + WORK_NONCE_BYTES + ENVELOPE_BYTES[2]
export const PUT_BODY_BYTES: number = ID_BYTES + WORK_NONCE_BYTES + SEALED_CHUNK_BYTES
/** Of `inbox` and `replies`. */
export const LIST_BODY_BYTES: number = ADDRESS_BYTES + ID_BYTES
/** Of `take`, `append` and `keep`: one entry, and beside it less than three ids. */
export const ENTRY_BODY_BYTES: number = ENVELOPE_BYTES[2] + 3 * ID_BYTES + SIGNATURE_BYTES
/** Of a `sync` that confirms everything it may. */
export const SYNC_BODY_BYTES: number = (MAX_CONFIRMED_IDS + 3) * ID_BYTES
/** Of `introduce`: a token, an id and a key in JSON. */
export const INTRODUCE_BODY_BYTES: number = 8 * (ED25519_KEY_BYTES + SIGNATURE_BYTES)

export interface ConnectionLimits {
  readonly headersTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly keepAliveTimeoutMs: number
  /** How often the two first are looked at. */
  readonly checkEveryMs: number
  /** How long nobody may take or send a byte. */
  readonly silenceMs: number
  readonly maxHeaderBytes: number
  /** Beyond it the quietest are closed for a new one. */
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
  silenceMs: 60_000,
  maxHeaderBytes: 8_192,
  // Idle ones are out after headersTimeoutMs: to keep all of them takes more than a thousand new ones a second.
  maxConnections: 16_384,
  drainMs: 6_000,
}

/** Files that the process needs besides connections: databases, journals, the apps as they are read. */
const OTHER_FILES = 256

/** So many files must a process be allowed to open to hold all the connections it may. */
export function openFilesFor({ maxConnections }: ConnectionLimits): number {
  return Math.ceil(maxConnections * (1 + SHARE_OVER)) + OTHER_FILES
}

/** A connection is an open file. `openFiles`: how many the system allows this process, null when it does not say. */
export function withinOpenFiles(limits: ConnectionLimits, openFiles: number | null): ConnectionLimits {
  if (openFiles === null) return limits
  const most = Math.floor((openFiles - OTHER_FILES) / (1 + SHARE_OVER))
  return { ...limits, maxConnections: Math.max(1, Math.min(limits.maxConnections, most)) }
}
