/**
 * Proof of work: sixteen searches, each for a number under which the hash of an id and its address begins with so many zero
 * bits. Sixteen small ones instead of a large one, because the time of one search scatters and their sum does not: the
 * slowest phone knows its worst case (docs/decisions/010-proof-of-work.md). Bound to id and address alone, so it is solved
 * offline and fits nothing else, the same envelope to another mailbox neither. Source: docs/protocol.md P8.2.
 */
import { concat, lp, u32, type Bytes } from '../bytes/cursor.ts'
import { LABEL, WORK_MAX_BITS, WORK_NONCE_BYTES, WORK_PARTS } from '../protocol.ts'
import { sha256Block, SHA256_BLOCK_BYTES, sha256Start, type Sha256State } from './sha256-block.ts'

/** Tries between two pauses: some ten milliseconds on a slow phone. */
const TRIES_PER_TURN = 1024
const PART_BITS = Math.log2(WORK_PARTS)

/** What the work is for: an envelope on its way to a mailbox, or a blob, which goes to none (null). */
export interface WorkFor {
  readonly address: Bytes | null
  readonly id: Bytes
}

const NO_ADDRESS = new Uint8Array(0)
const BEGINNING = lp(`${LABEL}/work`)
const NO_NUMBERS = lp(concat(u32(0), u32(0)))

/** The two blocks that are hashed for each try, the first of them already done: it is the same for all. */
interface Search {
  readonly first: Sha256State
  readonly second: DataView
  /** Where in the second block the part's number stands, and behind it the number tried. */
  readonly at: number
}

const after: Sha256State = sha256Start()

function searchFor({ address, id }: WorkFor): Search {
  const preimage = concat(BEGINNING, lp(address ?? NO_ADDRESS), lp(id), NO_NUMBERS)
  // The padding of SHA-256: a bit that is set, zeros, the length in bits.
  const padded = new DataView(new ArrayBuffer(2 * SHA256_BLOCK_BYTES))
  new Uint8Array(padded.buffer).set(preimage)
  padded.setUint8(preimage.length, 0x80)
  padded.setUint32(padded.byteLength - 4, preimage.length * 8)
  const first = sha256Block(sha256Start(), new DataView(padded.buffer, 0, SHA256_BLOCK_BYTES), sha256Start())
  const second = new DataView(padded.buffer, SHA256_BLOCK_BYTES)
  return { first, second, at: preimage.length - 8 - SHA256_BLOCK_BYTES }
}

function zeroBits({ first, second, at }: Search, part: number, tried: number): number {
  // The number of a blob's part reaches back into the first block by two bytes; they are zero in every part.
  second.setUint16(at + 2, part)
  second.setUint32(at + 4, tried)
  return Math.clz32(sha256Block(first, second, after)[0] ?? 0)
}

/** Of each part, for a price; 32 bits at most are looked at. */
const bitsOfPart = (bits: number): number => Math.max(0, bits - PART_BITS)

export interface WorkOptions {
  /** Awaited after every 1,024 tries, so that a screen stays alive. Rejecting it stops the search. */
  readonly pause?: (() => Promise<void>) | undefined
  /**
   * What was found for the same at a lower price. The search goes on from there, so that a price that rises, however
   * often, costs no more tries than the last price alone.
   */
  readonly from?: Bytes | null | undefined
}

/** RangeError above WORK_MAX_BITS: no honest relay asks for more. */
export async function solveWork(what: WorkFor, bits: number, { pause, from }: WorkOptions = {}): Promise<Bytes> {
  if (!Number.isInteger(bits) || bits < 0 || bits > WORK_MAX_BITS) throw new RangeError('not a price')
  const search = searchFor(what)
  const found: Bytes[] = []
  let tries = 0
  for (const [part, start] of numbersIn(from ?? new Uint8Array(WORK_NONCE_BYTES)).entries()) {
    let tried = start
    while (zeroBits(search, part, tried) < bitsOfPart(bits)) {
      tried = (tried + 1) >>> 0
      tries++
      if (tries % TRIES_PER_TURN === 0) await pause?.()
    }
    found.push(u32(tried))
  }
  return concat(...found)
}

/** Looks at one part after the other: who has not worked is found out by the first. */
export function checkWork(what: WorkFor, nonce: Bytes, bits: number): boolean {
  if (nonce.length !== WORK_NONCE_BYTES) return false
  const search = searchFor(what)
  return numbersIn(nonce).every((tried, part) => zeroBits(search, part, tried) >= bitsOfPart(bits))
}

/** Zeros for what is no nonce: a search that goes on from it begins anew. */
function numbersIn(nonce: Bytes): Uint32Array {
  const numbers = new Uint32Array(WORK_PARTS)
  if (nonce.length !== WORK_NONCE_BYTES) return numbers
  const view = new DataView(nonce.buffer, nonce.byteOffset, nonce.byteLength)
  for (let part = 0; part < WORK_PARTS; part++) numbers[part] = view.getUint32(part * 4)
  return numbers
}
