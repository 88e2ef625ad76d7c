/**
 * Proof of work: a nonce under which the hash of an id and its address begins with so many zero bits. Bound to these alone, so
 * it is solved offline and fits nothing else, the same envelope to another mailbox neither. Synchronous inside: a WebCrypto call per try would cost more than the try.
 * Source: docs/protocol.md P8.2.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, lp, u32, type Bytes } from '../bytes/cursor.ts'
import { LABEL, WORK_MAX_BITS, WORK_NONCE_BYTES } from '../protocol.ts'

/** Tries between two pauses: a few milliseconds on a slow phone. */
const TRIES_PER_TURN = 1024

/** What the work is for: an envelope on its way to a mailbox, or a blob, which goes to none (null). */
export interface WorkFor {
  readonly address: Bytes | null
  readonly id: Bytes
}

const NO_ADDRESS = new Uint8Array(0)

function preimageOf({ address, id }: WorkFor, nonce: Uint8Array): Bytes {
  return concat(lp(`${LABEL}/work`), lp(address ?? NO_ADDRESS), lp(id), lp(nonce))
}

function beginsWithZeroBits(hash: Uint8Array, bits: number): boolean {
  return Math.clz32(((hash[0] ?? 0) << 24) | ((hash[1] ?? 0) << 16) | ((hash[2] ?? 0) << 8) | (hash[3] ?? 0)) >= bits
}

export interface WorkOptions {
  /** Awaited after every 1,024 tries, so that a screen stays alive. Rejecting it stops the search. */
  readonly pause?: () => Promise<void>
}

/** 8 bytes. RangeError above WORK_MAX_BITS: no honest relay asks for more. */
export async function solveWork(what: WorkFor, bits: number, options: WorkOptions = {}): Promise<Bytes> {
  if (!Number.isInteger(bits) || bits < 0 || bits > WORK_MAX_BITS) throw new RangeError('not a price')
  const preimage = preimageOf(what, new Uint8Array(WORK_NONCE_BYTES))
  const low = preimage.length - 4
  for (let nonce = 0; ; nonce++) {
    if (nonce > 0 && nonce % TRIES_PER_TURN === 0) await options.pause?.()
    preimage.set(u32(nonce), low)
    if (beginsWithZeroBits(sha256(preimage), bits)) return preimage.slice(-WORK_NONCE_BYTES)
  }
}

/** At most 32 bits can be asked for. */
export function checkWork(what: WorkFor, nonce: Bytes, bits: number): boolean {
  return nonce.length === WORK_NONCE_BYTES && beginsWithZeroBits(sha256(preimageOf(what, nonce)), bits)
}
