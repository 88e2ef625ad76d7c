/**
 * Where the mail of a mailbox lies: the index that the files must not have, because its pages would tell the order of
 * arrival. A TEMP table, so it lives in memory and follows a rollback. To stay small it knows only the beginnings of
 * mailbox and id: what it gives are candidates, whose rows say whether they are meant. Source: docs/decisions/003-sqlite-geometry.md.
 */
import { concat, type Bytes } from '../../shared/bytes/cursor.ts'
import { ID_BYTES } from '../../shared/protocol.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { SizeIndex } from '../../shared/wire/envelope.ts'
import type { Sqlite, Statement } from '../sqlite/database.ts'
import { NO_DAY } from '../sqlite/slots.ts'
import { SIZES, sizeOf } from './sqlite-bodies.ts'

export interface MailSlot {
  readonly size: SizeIndex
  readonly key: number
}

/** What a row is found by. */
export interface MailName {
  readonly mailbox: Uint8Array
  readonly id: Uint8Array
}

export interface MailIndex {
  add(name: MailName, slot: MailSlot): void
  remove(name: MailName, slot: MailSlot): void
  /** From then on it is found, but not among what waits. */
  markTaken(name: MailName, slot: MailSlot): void
  move(name: MailName, from: MailSlot, to: MailSlot): void
  /** Candidates for one row, taken or not. */
  find(name: MailName): Generator<MailSlot>
  /**
   * Candidates for the rows of a mailbox behind an id, in groups by ascending id. While they are walked, nothing may be
   * written.
   */
  waiting(behind: MailName): Generator<MailGroup>
  /** The same, with what was taken. */
  all(behind: MailName): Generator<MailGroup>
}

export interface MailGroup {
  readonly slots: readonly MailSlot[]
  /** Several begin alike, or one like the id that it should be behind: only the rows tell their order. */
  readonly isUnsure: boolean
}

/**
 * Known of a mailbox and of an id, out of 32. Mailboxes are keyed hashes: nobody can choose two that begin alike, and
 * two of a million do in one relay of three. Ids a sender can choose: 2^40 hashes for each more that begins
 * like a given one. Either costs reading a row in vain.
 */
const PREFIX_BYTES = 5
const LAST_ID = new Uint8Array(ID_BYTES).fill(255)

function placeOf({ mailbox, id }: MailName): Bytes {
  return concat(mailbox.subarray(0, PREFIX_BYTES), id.subarray(0, PREFIX_BYTES))
}

/** Key and size in one number. */
const numberOf = ({ size, key }: MailSlot): number => key * 4 + size
const slotOf = (number: number): MailSlot => ({ size: sizeOf(number % 4), key: Math.floor(number / 4) })

interface Entry {
  readonly place: Uint8Array
  readonly slot: number
}

function* groupsOf(entries: Iterable<Entry>, first: Uint8Array): Generator<MailGroup> {
  let common = first
  let slots: MailSlot[] = []
  const group = (): MailGroup => ({ slots, isUnsure: slots.length > 1 || equalBytes(common, first) })
  for (const { place, slot } of entries) {
    if (!equalBytes(common, place)) {
      if (slots.length > 0) yield group()
      common = place
      slots = []
    }
    slots.push(slotOf(slot))
  }
  if (slots.length > 0) yield group()
}

interface Part {
  readonly table: string
  readonly insert: Statement<[Uint8Array, number]>
  readonly remove: Statement<[Uint8Array, number]>
  readonly move: Statement<[number, Uint8Array, number]>
  /** One of the slots at a place; all of them. */
  readonly at: Statement<[Uint8Array], number>
}

const prefix = (column: string): string => `substr(${column}, 1, ${PREFIX_BYTES})`
const RANGE = 'where place >= ? and place <= ?'
const ORDER = 'order by place, slot'

function createPart(sqlite: Sqlite, name: string, which: string): Part {
  const table = `temp.mail_${name}`
  sqlite.exec(
    `create temp table mail_${name} (place blob not null, slot integer not null, primary key (place, slot)) strict, without rowid`,
  )
  for (const size of SIZES) {
    sqlite.exec(
      `insert into ${table} select cast(${prefix('mailbox')} || ${prefix('id')} as blob), key * 4 + ${size} from mail_${size} where mailbox != zeroblob(32) and ${which}`,
    )
  }
  return {
    table,
    insert: sqlite.prepare(`insert into ${table} values (?, ?)`),
    remove: sqlite.prepare(`delete from ${table} where place = ? and slot = ?`),
    move: sqlite.prepare(`update ${table} set slot = ? where place = ? and slot = ?`),
    at: sqlite.prepare<[Uint8Array], number>(`select slot from ${table} where place = ?`).pluck(),
  }
}

/** Knows every row that is in use. */
export function createMailIndex(sqlite: Sqlite): MailIndex {
  const waiting = createPart(sqlite, 'waiting', `taken = ${NO_DAY}`)
  // Apart, or a list would have to walk over what was taken.
  const taken = createPart(sqlite, 'taken', `taken != ${NO_DAY}`)
  const parts = [waiting, taken]
  const some = `select place, slot from ${waiting.table} ${RANGE}`
  const listWaiting = sqlite.prepare<[Uint8Array, Uint8Array], Entry>(`${some} ${ORDER}`)
  const listAll = sqlite.prepare<[Uint8Array, Uint8Array, Uint8Array, Uint8Array], Entry>(
    `${some} union all select place, slot from ${taken.table} ${RANGE} ${ORDER}`,
  )
  const rangeOf = (name: MailName): [Uint8Array, Uint8Array] => [
    placeOf(name),
    placeOf({ mailbox: name.mailbox, id: LAST_ID }),
  ]

  return {
    add: (name, slot) => void waiting.insert.run(placeOf(name), numberOf(slot)),
    remove(name, slot) {
      for (const part of parts) part.remove.run(placeOf(name), numberOf(slot))
    },
    markTaken(name, slot) {
      const [place, number] = [placeOf(name), numberOf(slot)]
      if (waiting.remove.run(place, number).changes > 0) taken.insert.run(place, number)
    },
    move(name, from, to) {
      for (const part of parts) part.move.run(numberOf(to), placeOf(name), numberOf(from))
    },
    *find(name) {
      const place = placeOf(name)
      for (const { at } of parts) {
        // Nearly always none or one, and `get` takes a quarter of the time of `all`.
        const one = at.get(place)
        if (one === undefined) continue
        yield slotOf(one)
        for (const slot of at.all(place)) if (slot !== one) yield slotOf(slot)
      }
    },
    waiting(behind) {
      const range = rangeOf(behind)
      return groupsOf(listWaiting.iterate(...range), range[0])
    },
    all(behind) {
      const range = rangeOf(behind)
      return groupsOf(listAll.iterate(...range, ...range), range[0])
    },
  }
}
