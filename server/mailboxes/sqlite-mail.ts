/** Inbox and reply mail in SQLite. Every function is synchronous and meant to run inside a transaction of the queue. */
import { ENVELOPE_BYTES, REPLY_PAGE_BYTES, SYNC_PAGE_BYTES } from '../../shared/protocol.ts'
import { compareBytes, equalBytes } from '../../shared/bytes/equal.ts'
import { parseDay, type Day } from '../../shared/day.ts'
import { sizeIndexOf, type Envelope, type SizeIndex } from '../../shared/wire/envelope.ts'
import { REPLY_PAGE_HEAD_BYTES, replyItemBytes } from '../../shared/wire/list.ts'
import type { InboxAnswer, InboxItem, RepliesAnswer } from '../../shared/wire/list.ts'
import type { Random } from '../draw.ts'
import type { Sqlite } from '../sqlite/database.ts'
import { createSlots, NO_DAY, type OpenedSlot, type SlotRow, type Slots } from '../sqlite/slots.ts'
import type { DeviceTag, MailboxKey } from './mailbox-key.ts'
import { createMailIndex, type MailGroup, type MailName, type MailSlot } from './mail-index.ts'
import { envelopeOf, SIZES, sizeOf } from './sqlite-bodies.ts'
import type { NewMail, Page } from './store.ts'

export interface Mail {
  put(mail: NewMail): void
  /** The writes of `put`, and nothing left of them. */
  putAndClear(envelope: Envelope, today: Day): void
  listInbox(page: Page): InboxAnswer
  listReplies(page: Page): RepliesAnswer
  waits(mailbox: MailboxKey, id: Uint8Array): boolean
  markTaken(mailbox: MailboxKey, id: Uint8Array, device: DeviceTag, today: Day): void
  /** Deletes the row if a device other than this one took it. */
  confirm(mailbox: MailboxKey, id: Uint8Array, device: DeviceTag): void
  /** One step of erasing a mailbox: the id to go on behind, or null at the end. */
  eraseSome(mailbox: MailboxKey, after: Uint8Array): Uint8Array | null
  /** One step of a walk over all mail: where to go on, or null at the end. */
  expireSome(from: MailPosition, today: Day, takenBefore: Day): ExpiryStep
  /** Adds free slots where few are left; true when there may be more to add. */
  grow(): boolean
  /** Takes away free slots where very many are left; true when there may be more to take away. */
  shrink(): boolean
}

export interface MailPosition {
  readonly size: SizeIndex
  readonly key: number
}

export const FIRST_MAIL: MailPosition = { size: 0, key: 0 }

export interface ExpiryStep {
  readonly mail: number
  readonly taken: number
  readonly next: MailPosition | null
}

/** A row in use and where it lies. */
type FoundRow = SlotRow & MailSlot

/** Rows deleted in one step: ten milliseconds. */
const DELETE_STEP_ROWS = 64
/** Slots of each size: 48 more whenever fewer than 96 are free, 3 MB at the start. */
const GROW_STEP = 48
const ENOUGH_FREE = 96
/** Beside the envelope in an inbox answer: day and length. */
const INBOX_ITEM_BYTES = 8
/** Rows that a full reply page reads, the one that no longer fits included. */
const REPLY_READS = 5

export function createMail(sqlite: Sqlite, random: Random): Mail {
  const index = createMailIndex(sqlite)
  const tables = SIZES.map((size) =>
    createSlots({
      sqlite,
      rows: `mail_${size}`,
      bodyBytes: ENVELOPE_BYTES[size],
      random,
      step: GROW_STEP,
      enough: ENOUGH_FREE,
      moved: (from, to, row) => index.move(row, { size, key: from }, { size, key: to }),
    }),
  )
  const slotsOf = (size: SizeIndex): Slots => {
    const slots = tables[size]
    if (slots === undefined) throw new Error('slots for every size')
    return slots
  }

  const find = (name: MailName): MailSlot | null => {
    for (const slot of index.find(name)) if (slotsOf(slot.size).holds(slot.key, name)) return slot
    return null
  }
  const read = ({ size, key }: MailSlot): FoundRow => ({ ...slotsOf(size).read(key), size })
  /** Among them may be rows of a mailbox that begins alike. */
  function* inOrder(groups: Iterable<MailGroup>, id: Uint8Array): Generator<MailSlot> {
    for (const { slots, isUnsure } of groups) {
      if (!isUnsure) yield* slots
      else {
        const rows = slots.map(read).filter((row) => compareBytes(row.id, id) > 0)
        yield* rows.toSorted((left, right) => compareBytes(left.id, right.id))
      }
    }
  }
  const open = ({ size, key }: MailSlot, mailbox: MailboxKey): OpenedSlot => slotsOf(size).open(key, mailbox)
  function* listed({ mailbox, after }: Page): Generator<OpenedSlot> {
    for (const slot of inOrder(index.waiting({ mailbox, id: after }), after)) yield open(slot, mailbox)
  }

  const removeMail = (name: MailName, slot: MailSlot): void => {
    slotsOf(slot.size).clear(slot.key)
    index.remove(name, slot)
  }
  const dayOfRow = (value: number): Day => {
    const day = parseDay(value)
    if (day === null) throw new Error('a stored row has no day')
    return day
  }
  const sizeOfEnvelope = (envelope: Envelope): SizeIndex => sizeOf(sizeIndexOf(envelope.length))

  return {
    put({ mailbox, id, envelope, today, expiresDay }) {
      const name = { mailbox, id }
      const known = find(name)
      if (known !== null) {
        slotsOf(known.size).prolong(known.key, expiresDay)
        return
      }
      const size = sizeOfEnvelope(envelope)
      const key = slotsOf(size).fill({ ...name, received: today, expires: expiresDay, body: envelope })
      index.add(name, { size, key })
    },
    putAndClear(envelope, today) {
      const slots = slotsOf(sizeOfEnvelope(envelope))
      const nobody = new Uint8Array(32)
      slots.clear(slots.fill({ mailbox: nobody, id: nobody, received: today, expires: today, body: envelope }))
    },
    listInbox(page) {
      const items: InboxItem[] = []
      let room = SYNC_PAGE_BYTES
      for (const { isOfMailbox, received, bytes } of listed(page)) {
        if (!isOfMailbox) continue
        room -= bytes.length + INBOX_ITEM_BYTES
        if (room < 0) return { more: true, items }
        items.push({ day: dayOfRow(received), envelope: envelopeOf(bytes) })
      }
      return { more: false, items }
    },
    listReplies(page) {
      const envelopes: Envelope[] = []
      let room = REPLY_PAGE_BYTES - REPLY_PAGE_HEAD_BYTES
      let more = false
      let reads = 0
      for (const { isOfMailbox, bytes } of listed(page)) {
        reads += 1
        if (!isOfMailbox) continue
        const envelope = envelopeOf(bytes)
        room -= replyItemBytes(envelope.length)
        more = room < 0
        if (more) break
        envelopes.push(envelope)
      }
      // As many rows as a full page takes, so that an empty mailbox costs the same; and as far apart, the same for the same
      // question, so that they are as cold or as warm as real ones.
      const elsewhere = new DataView(page.mailbox.buffer, page.mailbox.byteOffset)
      for (; reads < REPLY_READS; reads++) {
        const key = slotsOf(0).anyKey(elsewhere.getUint32(4 * reads))
        // Before the first slots are made.
        if (key === null) break
        replyItemBytes(envelopeOf(open({ size: 0, key }, page.mailbox).bytes).length)
      }
      return { more, envelopes }
    },
    waits: (mailbox, id) => find({ mailbox, id }) !== null,
    markTaken(mailbox, id, device, today) {
      const slot = find({ mailbox, id })
      if (slot === null) return
      slotsOf(slot.size).markTaken(slot.key, device, today)
      index.markTaken({ mailbox, id }, slot)
    },
    confirm(mailbox, id, device) {
      const slot = find({ mailbox, id })
      if (slot === null) return
      const row = read(slot)
      if (row.taken !== NO_DAY && !equalBytes(row.taken_by, device)) removeMail(row, row)
    },
    eraseSome(mailbox, after) {
      const rows: FoundRow[] = []
      for (const slot of inOrder(index.all({ mailbox, id: after }), after)) {
        const row = read(slot)
        if (equalBytes(row.mailbox, mailbox)) rows.push(row)
        if (rows.length === DELETE_STEP_ROWS) break
      }
      for (const row of rows) removeMail(row, row)
      return rows.length < DELETE_STEP_ROWS ? null : (rows.at(-1)?.id ?? null)
    },
    expireSome({ size, key }, today, takenBefore) {
      const { rows, next } = slotsOf(size).due(key, { today, takenBefore }, DELETE_STEP_ROWS)
      for (const row of rows) removeMail(row, { size, key: row.key })
      const mail = rows.filter(({ isExpired }) => isExpired === 1).length
      const step = { mail, taken: rows.length - mail }
      if (next !== null) return { ...step, next: { size, key: next } }
      const nextSize = SIZES.find((other) => other > size)
      return { ...step, next: nextSize === undefined ? null : { size: nextSize, key: 0 } }
    },
    grow: () => tables.map((slots) => slots.grow()).includes(true),
    shrink: () => tables.map((slots) => slots.shrink()).includes(true),
  }
}
