/**
 * Where the mail of a mailbox lies: the index that the files must not have, because its pages would tell the order of
 * arrival. A TEMP table, so it lives in memory and follows a rollback. To stay small it knows only the beginnings of
 * mailbox and id: what it gives are candidates, whose rows say whether they are meant. Source: docs/decisions/003-sqlite-geometry.md.
 */
import { concat, type Bytes } from '../../shared/bytes/cursor.ts'
import { ID_BYTES } from '../../shared/protocol.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { SizeIndex } from '../../shared/wire/envelope.ts'
import type { Sqlite } from '../sqlite/database.ts'
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
  find(name: MailName): readonly MailSlot[]
  /**
   * Candidates for the rows of a mailbox from an id on, by ascending id as far as the index knows it. Those of one group
   * begin alike: only their rows tell which comes first. While they are walked, nothing may be written.
   */
  waiting(from: MailName): Generator<readonly MailSlot[]>
  /** The same, with what was taken. */
  all(from: MailName): Generator<readonly MailSlot[]>
}

/**
 * Known of a mailbox and of an id, out of 32. Mailboxes are keyed hashes: nobody can choose two that begin alike, and
 * among a million one pair does in every second relay. Ids a sender can choose: 2^40 hashes for each more that begins
 * like a given one. Either costs reading a row in vain.
 */
const PREFIX_BYTES = 5
const LAST_ID = new Uint8Array(ID_BYTES).fill(255)

function placeOf({ mailbox, id }: MailName): Bytes {
  return concat(mailbox.subarray(0, PREFIX_BYTES), id.subarray(0, PREFIX_BYTES))
}

/** Key and size; in the table one bit more below says "taken". */
const numberOf = ({ size, key }: MailSlot): number => key * 4 + size
const slotOf = (number: number): MailSlot => ({ size: sizeOf(number % 4), key: Math.floor(number / 4) })

interface Entry {
  readonly place: Uint8Array
  readonly number: number
}

function* groupsOf(entries: Iterable<Entry>): Generator<readonly MailSlot[]> {
  let group: MailSlot[] = []
  let common: Uint8Array | null = null
  for (const { place, number } of entries) {
    if (common !== null && !equalBytes(common, place)) {
      yield group
      group = []
    }
    common = place
    group.push(slotOf(number))
  }
  if (group.length > 0) yield group
}

/** Knows every row that is in use. */
export function createMailIndex(sqlite: Sqlite): MailIndex {
  sqlite.exec(
    'create temp table mail_index (place blob not null, slot integer not null, primary key (place, slot)) strict, without rowid',
  )
  for (const size of SIZES) {
    const prefix = (column: string): string => `substr(${column}, 1, ${PREFIX_BYTES})`
    sqlite.exec(
      `insert into temp.mail_index select cast(${prefix('mailbox')} || ${prefix('id')} as blob), (key * 4 + ${size}) * 2 + (taken != ${NO_DAY}) from mail_${size} where mailbox != zeroblob(32)`,
    )
  }
  const insert = sqlite.prepare<[Uint8Array, number]>('insert into temp.mail_index values (?, ? * 2)')
  const at = 'where place = ? and slot >> 1 = ?'
  const remove = sqlite.prepare<[Uint8Array, number]>(`delete from temp.mail_index ${at}`)
  const mark = sqlite.prepare<[Uint8Array, number]>(`update temp.mail_index set slot = slot | 1 ${at}`)
  const move = sqlite.prepare<[number, Uint8Array, number]>(
    `update temp.mail_index set slot = ? * 2 + (slot & 1) ${at}`,
  )
  const find = sqlite
    .prepare<[Uint8Array], number>('select slot >> 1 from temp.mail_index where place = ? order by slot')
    .pluck()
  const range = 'select place, slot >> 1 as number from temp.mail_index where place >= ? and place <= ?'
  const waiting = sqlite.prepare<[Uint8Array, Uint8Array], Entry>(`${range} and slot & 1 = 0 order by place, slot`)
  const all = sqlite.prepare<[Uint8Array, Uint8Array], Entry>(`${range} order by place, slot`)
  const lastOf = ({ mailbox }: MailName): Bytes => placeOf({ mailbox, id: LAST_ID })

  return {
    add: (name, slot) => void insert.run(placeOf(name), numberOf(slot)),
    remove: (name, slot) => void remove.run(placeOf(name), numberOf(slot)),
    markTaken: (name, slot) => void mark.run(placeOf(name), numberOf(slot)),
    move: (name, from, to) => void move.run(numberOf(to), placeOf(name), numberOf(from)),
    find: (name) => find.all(placeOf(name)).map(slotOf),
    waiting: (from) => groupsOf(waiting.iterate(placeOf(from), lastOf(from))),
    all: (from) => groupsOf(all.iterate(placeOf(from), lastOf(from))),
  }
}
