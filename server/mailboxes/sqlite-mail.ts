/** Inbox and reply mail in SQLite. Every function is synchronous and meant to run inside a transaction of the queue. */
import { ENVELOPE_BYTES, REPLY_PAGE_BYTES, SYNC_PAGE_BYTES } from '../../shared/protocol.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { parseDay, type Day } from '../../shared/day.ts'
import { sizeIndexOf, type Envelope, type SizeIndex } from '../../shared/wire/envelope.ts'
import { REPLY_PAGE_HEAD_BYTES, replyItemBytes } from '../../shared/wire/list.ts'
import type { InboxAnswer, InboxItem, RepliesAnswer } from '../../shared/wire/list.ts'
import type { Random } from '../draw.ts'
import type { Sqlite } from '../sqlite/database.ts'
import { createSlots, isFree, NO_DAY, type Slots } from '../sqlite/slots.ts'
import type { DeviceTag, MailboxKey } from './mailbox-key.ts'
import { bodyOfRow, envelopeOf, MAIL_BODIES, SIZES, sizeOf } from './sqlite-bodies.ts'
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
  erase(mailbox: MailboxKey): void
  /** One step of a walk over all mail: where to go on, or null at the end. */
  expireSome(from: MailPosition, today: Day, takenBefore: Day): ExpiryStep
  /** Adds free slots where few are left; true when there may be more to add. */
  grow(): boolean
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

interface IndexRow {
  readonly id: Uint8Array
  readonly size: number
  readonly key: number
}

interface ListedRow {
  readonly received: number
  readonly bytes: Uint8Array
}

/** Rows looked at in one step of the walk: a few milliseconds. */
const EXPIRY_STEP_ROWS = 1_000
/** Slots of each size: 48 more whenever fewer than 96 are free, 3 MB at the start. */
const GROW_STEP = 48
const ENOUGH_FREE = 96
/** Beside the envelope in an inbox answer: day and length. */
const INBOX_ITEM_BYTES = 8
/** Bodies that a full reply page reads, the one that no longer fits included. */
const REPLY_READS = 5

const received = SIZES.map((size) => `when ${size} then (select received from mail_${size} m where m.key = i.key)`)

export function createMail(sqlite: Sqlite, random: Random): Mail {
  sqlite.exec(
    `create temp table mail_index (mailbox blob not null, id blob not null, size integer not null, key integer not null,
      taken integer not null, primary key (mailbox, id)) strict, without rowid`,
  )
  // Growing moves a slot and must find who points to it.
  sqlite.exec('create unique index temp.mail_index_by_slot on mail_index (size, key)')
  for (const size of SIZES) {
    sqlite.exec(
      `insert into temp.mail_index select mailbox, id, ${size}, key, taken != ${NO_DAY} from mail_${size} where mailbox != zeroblob(32)`,
    )
  }
  const moveIndex = sqlite.prepare<[number, SizeIndex, number]>(
    'update temp.mail_index set key = ? where size = ? and key = ?',
  )
  const tables = SIZES.map((size) =>
    createSlots({
      sqlite,
      rows: `mail_${size}`,
      bodyBytes: ENVELOPE_BYTES[size],
      random,
      step: GROW_STEP,
      enough: ENOUGH_FREE,
      moved: (from, to) => moveIndex.run(to, size, from),
    }),
  )
  const slotsOf = (size: SizeIndex): Slots => {
    const slots = tables[size]
    if (slots === undefined) throw new Error('slots for every size')
    return slots
  }

  const insert = sqlite.prepare<[Uint8Array, Uint8Array, number, number]>(
    'insert into temp.mail_index values (?, ?, ?, ?, 0)',
  )
  const find = sqlite.prepare<[Uint8Array, Uint8Array], IndexRow>(
    'select id, size, key from temp.mail_index where mailbox = ? and id = ?',
  )
  const all = sqlite.prepare<[Uint8Array], IndexRow>('select id, size, key from temp.mail_index where mailbox = ?')
  const mark = sqlite.prepare<[Uint8Array, Uint8Array]>(
    'update temp.mail_index set taken = 1 where mailbox = ? and id = ?',
  )
  const remove = sqlite.prepare<[Uint8Array, Uint8Array]>('delete from temp.mail_index where mailbox = ? and id = ?')
  const listed = `select case size ${received.join(' ')} end as received, ${bodyOfRow(MAIL_BODIES, 'i')} as bytes from`
  const list = sqlite.prepare<[Uint8Array, Uint8Array], ListedRow>(
    `${listed} temp.mail_index i where mailbox = ? and id > ? and taken = 0 order by id`,
  )
  // Rows of nobody, read in the same way: free slots are as long as used ones.
  sqlite.exec(
    'create temp table mail_dummy (id blob primary key, size integer not null, key integer not null) strict, without rowid',
  )
  sqlite.exec(
    `insert into temp.mail_dummy values ${Array.from({ length: REPLY_READS }, (_, at) => `(x'0${at}', 0, ${at + 1})`).join(', ')}`,
  )
  const dummies = sqlite.prepare<[], { readonly bytes: Uint8Array | null }>(`${listed} temp.mail_dummy i order by id`)

  const removeMail = (mailbox: Uint8Array, { id, size, key }: IndexRow): void => {
    slotsOf(sizeOf(size)).clear(key)
    remove.run(mailbox, id)
  }
  const dayOfRow = (value: number): Day => {
    const day = parseDay(value)
    if (day === null) throw new Error('a stored row has no day')
    return day
  }
  const sizeOfEnvelope = (envelope: Envelope): SizeIndex => sizeOf(sizeIndexOf(envelope.length))

  return {
    put({ mailbox, id, envelope, today, expiresDay }) {
      const known = find.get(mailbox, id)
      if (known !== undefined) {
        slotsOf(sizeOf(known.size)).prolong(known.key, expiresDay)
        return
      }
      const size = sizeOfEnvelope(envelope)
      const key = slotsOf(size).fill({ mailbox, id, received: today, expires: expiresDay, body: envelope })
      insert.run(mailbox, id, size, key)
    },
    putAndClear(envelope, today) {
      const slots = slotsOf(sizeOfEnvelope(envelope))
      const nobody = new Uint8Array(32)
      slots.clear(slots.fill({ mailbox: nobody, id: nobody, received: today, expires: today, body: envelope }))
    },
    listInbox({ mailbox, after }) {
      const items: InboxItem[] = []
      let room = SYNC_PAGE_BYTES
      for (const row of list.iterate(mailbox, after)) {
        room -= row.bytes.length + INBOX_ITEM_BYTES
        if (room < 0) return { more: true, items }
        items.push({ day: dayOfRow(row.received), envelope: envelopeOf(row.bytes) })
      }
      return { more: false, items }
    },
    listReplies({ mailbox, after }) {
      const envelopes: Envelope[] = []
      let room = REPLY_PAGE_BYTES - REPLY_PAGE_HEAD_BYTES
      let more = false
      let reads = 0
      for (const { bytes } of list.iterate(mailbox, after)) {
        reads += 1
        const envelope = envelopeOf(bytes)
        room -= replyItemBytes(envelope.length)
        more = room < 0
        if (more) break
        envelopes.push(envelope)
      }
      // As many rows as a full page takes, so that an empty mailbox costs the same.
      if (reads < REPLY_READS) {
        for (const { bytes } of dummies.iterate()) {
          // Before the first slots are made.
          if (bytes === null) break
          reads += 1
          replyItemBytes(envelopeOf(bytes).length)
          if (reads >= REPLY_READS) break
        }
      }
      return { more, envelopes }
    },
    waits: (mailbox, id) => find.get(mailbox, id) !== undefined,
    markTaken(mailbox, id, device, today) {
      const row = find.get(mailbox, id)
      if (row === undefined) return
      slotsOf(sizeOf(row.size)).markTaken(row.key, device, today)
      mark.run(mailbox, id)
    },
    confirm(mailbox, id, device) {
      const row = find.get(mailbox, id)
      if (row === undefined) return
      const { taken, taken_by: takenBy } = slotsOf(sizeOf(row.size)).read(row.key)
      if (taken !== NO_DAY && !equalBytes(takenBy, device)) removeMail(mailbox, row)
    },
    erase(mailbox) {
      for (const row of all.all(mailbox)) removeMail(mailbox, row)
    },
    expireSome({ size, key }, today, takenBefore) {
      const rows = slotsOf(size).after(key, EXPIRY_STEP_ROWS)
      const used = rows.filter((row) => !isFree(row))
      const due = used.filter((row) => row.expires < today)
      const taken = used.filter((row) => row.expires >= today && row.taken !== NO_DAY && row.taken < takenBefore)
      for (const row of [...due, ...taken]) removeMail(row.mailbox, { id: row.id, size, key: row.key })
      const last = rows.at(-1)
      const after = SIZES.find((other) => other > size)
      const nextTable = after === undefined ? null : { size: after, key: 0 }
      return {
        mail: due.length,
        taken: taken.length,
        next: last === undefined || rows.length < EXPIRY_STEP_ROWS ? nextTable : { size, key: last.key },
      }
    },
    grow: () => tables.map((slots) => slots.grow()).includes(true),
  }
}
