/**
 * One sealed envelope that waits for the network. Nothing in it can be opened on this phone; beside the envelope stand
 * only the receiving address, its last day and the work. Source: docs/state.md, docs/protocol.md P9.6, P9.8.
 */
import { type Bytes, concat, parseBytes, u32, u8 } from '../../shared/bytes/cursor.ts'
import { encodeBase64url, parseBase64url } from '../../shared/bytes/base64url.ts'
import type { Random } from '../../shared/crypto/primitives.ts'
import { type Day, addDays, parseDay } from '../../shared/day.ts'
import { ADDRESS_BYTES, ENVELOPE_BYTES, ID_BYTES, OUTBOX_DAYS, WORK_NONCE_BYTES } from '../../shared/protocol.ts'
import { type EnvelopeId, parseEnvelopeId } from '../../shared/wire/address.ts'
import { type Envelope, parseEnvelopeBytes } from '../../shared/wire/envelope.ts'

/** Proof of work, kept so that a phone that was killed does not solve it twice; a higher price goes on from it. */
export interface SolvedWork {
  readonly nonce: Bytes
  /** Price that it was solved for. */
  readonly bits: number
}

export interface OutboxItem {
  /**
   * Key of the record on the phone: random, so that what a browser leaves of a deleted record (its key) leads to nothing
   * at the relay.
   */
  readonly slot: string
  readonly id: EnvelopeId
  /** Mailbox that it goes to. */
  readonly address: Bytes
  readonly envelope: Envelope
  /** Last day on which it is posted; after it the agency may have no key for it any more. */
  readonly expiresDay: Day
  /** Null until solved. */
  readonly work: SolvedWork | null
  /** Slots of the chunks that it names: none of them may wait any more when it is posted. */
  readonly chunks: readonly string[]
}

export const SLOT_BYTES = 12

/** `from`: the day from which its wait is counted. */
export function createItem(random: Random, id: EnvelopeId, address: Bytes, envelope: Envelope, from: Day): OutboxItem {
  const slot = encodeBase64url(random(SLOT_BYTES))
  return { slot, id, address, envelope, expiresDay: addDays(from, OUTBOX_DAYS), work: null, chunks: [] }
}

/**
 * As it lies on the disk, always as long: what a browser keeps of a deleted record (its length) tells nothing of how much
 * was written.
 *
 *   form(1)=2 expires day(4) bits(1, 0: not solved) nonce(64) id(32) address(32) length(4) envelope zeros
 *   form(1)=3 the same, and between envelope and zeros: count(1) slots(12 each)
 */
const FORM = 2
const FORM_WITH_CHUNKS = 3
const HEAD_BYTES = 1 + 4 + 1 + WORK_NONCE_BYTES + ID_BYTES + ADDRESS_BYTES + 4
export const ITEM_BYTES: number = HEAD_BYTES + ENVELOPE_BYTES[2]

/** Throws RangeError for chunks that find no room beside the envelope: what names chunks is never of the largest size. */
export function encodeItem({ id, address, envelope, expiresDay, work, chunks }: OutboxItem): Bytes {
  const nonce = work?.nonce ?? new Uint8Array(WORK_NONCE_BYTES)
  const form = chunks.length === 0 ? FORM : FORM_WITH_CHUNKS
  const { length } = envelope
  const head = concat(u8(form), u32(expiresDay), u8(work?.bits ?? 0), nonce, id, address, u32(length))
  const slots = chunks.map((slot) => parseBase64url(slot) ?? new Uint8Array())
  const named = form === FORM ? new Uint8Array() : concat(u8(chunks.length), ...slots)
  return concat(head, envelope, named, new Uint8Array(ENVELOPE_BYTES[2] - length - named.length))
}

/** `foreign`: of a form that a newer app has written. `broken`: of ours, and no longer whole. */
export type NoItem = 'foreign' | 'broken'

/** Whatever lies in the database. */
export function parseItem(slot: string, bytes: Bytes): OutboxItem | NoItem {
  const form = bytes[0]
  if (form === undefined) return 'broken'
  if (form !== FORM && form !== FORM_WITH_CHUNKS) return 'foreign'
  const parsed = parseBytes(bytes, (cursor) => {
    cursor.u8()
    const expiresDay = parseDay(cursor.u32())
    const bits = cursor.u8()
    const nonce = cursor.take(WORK_NONCE_BYTES)
    const id = parseEnvelopeId(cursor.take(ID_BYTES))
    const address = cursor.take(ADDRESS_BYTES)
    const envelope = parseEnvelopeBytes(cursor.take(cursor.u32()))
    const count = form === FORM ? 0 : cursor.u8()
    const chunks = Array.from({ length: count }, () => encodeBase64url(cursor.take(SLOT_BYTES)))
    cursor.rest()
    if (id === null || envelope === null || expiresDay === null) return null
    return { slot, id, address, envelope, expiresDay, work: bits === 0 ? null : { nonce, bits }, chunks }
  })
  return parsed === null || bytes.length !== ITEM_BYTES ? 'broken' : parsed
}
