/**
 * One sealed envelope that waits for the network. Nothing in it can be opened on this phone; beside the envelope stand
 * only the receiving address and days. Source: docs/state.md, docs/protocol.md P9.6, P9.8.
 */
import { type Bytes, concat, parseBytes, u32, u8 } from '../../shared/bytes/cursor.ts'
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import type { Random } from '../../shared/crypto/primitives.ts'
import { type Day, addDays, parseDay } from '../../shared/day.ts'
import { ADDRESS_BYTES, ID_BYTES, OUTBOX_DAYS, WORK_NONCE_BYTES } from '../../shared/protocol.ts'
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
  readonly sealedDay: Day
  /** Last day on which it is posted; after it the agency may have no key for it any more. */
  readonly expiresDay: Day
  /** Null until solved. */
  readonly work: SolvedWork | null
}

export function createItem(random: Random, id: EnvelopeId, address: Bytes, envelope: Envelope, today: Day): OutboxItem {
  const slot = encodeBase64url(random(SLOT_BYTES))
  return { slot, id, address, envelope, sealedDay: today, expiresDay: addDays(today, OUTBOX_DAYS), work: null }
}

const SLOT_BYTES = 12

/**
 * As it lies on the disk:
 *
 *   form(1)=1 sealed day(4) expires day(4) bits(1, 0: not solved) nonce(64) id(32) address(32) envelope(the rest)
 */
const FORM = 1

export function encodeItem({ id, address, envelope, sealedDay, expiresDay, work }: OutboxItem): Bytes {
  const nonce = work?.nonce ?? new Uint8Array(WORK_NONCE_BYTES)
  return concat(u8(FORM), u32(sealedDay), u32(expiresDay), u8(work?.bits ?? 0), nonce, id, address, envelope)
}

/** Null for a record that is not one: it is left where it is, a newer app may understand it. */
export function parseItem(slot: string, bytes: Bytes): OutboxItem | null {
  return parseBytes(bytes, (cursor) => {
    const form = cursor.u8()
    const sealedDay = parseDay(cursor.u32())
    const expiresDay = parseDay(cursor.u32())
    const bits = cursor.u8()
    const nonce = cursor.take(WORK_NONCE_BYTES)
    const id = parseEnvelopeId(cursor.take(ID_BYTES))
    const address = cursor.take(ADDRESS_BYTES)
    const envelope = parseEnvelopeBytes(cursor.rest())
    if (form !== FORM || id === null || envelope === null || sealedDay === null || expiresDay === null) return null
    return { slot, id, address, envelope, sealedDay, expiresDay, work: bits === 0 ? null : { nonce, bits } }
  })
}
