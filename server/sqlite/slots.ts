/**
 * Slots for ciphertexts of one length: rows of one length, overwritten in place, each at a uniformly random free position.
 * Promises that where a row lies says nothing about when it came, at any moment, and that a cleared slot holds no byte of
 * what was in it. Positions in use and free ones are known in memory only (TEMP tables, which follow a rollback).
 * Source: docs/decisions/003-sqlite-geometry.md.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Day } from '../../shared/day.ts'
import { createDraw, type Random } from '../draw.ts'
import type { Sqlite } from './database.ts'

export interface SlotRow {
  readonly key: number
  readonly mailbox: Uint8Array
  readonly id: Uint8Array
  readonly expires: number
  /** All zeros when nobody has taken it. */
  readonly taken_by: Uint8Array
  readonly taken: number
}

export interface OpenedSlot {
  readonly isOfMailbox: 0 | 1
  readonly received: number
  readonly bytes: Bytes
}

export interface DueDays {
  readonly today: Day
  /** Due too if it was taken before this day. */
  readonly takenBefore: Day
}

export interface DueRow {
  readonly key: number
  readonly mailbox: Uint8Array
  readonly id: Uint8Array
  /** 0: only taken long ago. */
  readonly isExpired: 0 | 1
}

export interface DueStep {
  readonly rows: readonly DueRow[]
  /** Where to go on; null at the end. */
  readonly next: number | null
}

export interface NewSlot {
  readonly mailbox: Uint8Array
  readonly id: Uint8Array
  readonly received: Day
  readonly expires: Day
  /** Exactly as long as every body of these slots. */
  readonly body: Uint8Array
}

export interface Slots {
  /** Its position. */
  fill(slot: NewSlot): number
  clear(key: number): void
  read(key: number): SlotRow
  holds(key: number, name: Pick<SlotRow, 'mailbox' | 'id'>): boolean
  /** With its body, whatever mailbox it is of. */
  open(key: number, mailbox: Uint8Array): OpenedSlot
  /** One of all slots, used or free, the same for the same number; null when there are none yet. */
  anyKey(number: number): number | null
  prolong(key: number, expires: Day): void
  markTaken(key: number, device: Uint8Array, today: Day): void
  /** One step of a walk over all slots from behind a position: what is to be cleared there, at most `limit`. */
  due(from: number, days: DueDays, limit: number): DueStep
  /** Adds free slots until there are enough again; true when it added some. At most one step at a time. */
  grow(): boolean
  /**
   * Takes away free slots until there are no more of them than used ones and some, and gives their pages back to the disk;
   * true when it took some. One step.
   */
  shrink(): boolean
}

/** Stands for "no day": as long as a real one. */
export const NO_DAY = 20_000
/** Days outside of these would change a row's length; the last one is in the year 2059. */
const FIRST_DAY = 256
const LAST_DAY = 32_767
const NOBODY = new Uint8Array(32)
/** Slots looked at in one step of a walk: a few milliseconds. */
const LOOK_STEP = 5_000
/** Free slots that stay beside as many as are in use, in times of what is enough: mail comes in waves. */
const SPARE = 4

export interface SlotsInput {
  readonly sqlite: Sqlite
  /** Table of rows; the bodies are in `<rows>_body`. */
  readonly rows: string
  readonly bodyBytes: number
  readonly random: Random
  /** Slots added in one step: no long pause. */
  readonly step: number
  /** Fewer free ones than this, and more are added between two turns; far more, and some are taken away when asked. */
  readonly enough: number
  /** A slot in use was moved: whoever points to it points elsewhere now. */
  readonly moved: (from: number, to: number, row: SlotRow) => void
}

function twoBytes(day: number): number {
  if (day < FIRST_DAY || day > LAST_DAY) throw new RangeError('a day that would change the length of a row')
  return day
}

function isFree(row: SlotRow): boolean {
  return row.mailbox.every((byte) => byte === 0)
}

export function createSlots({ sqlite, rows, bodyBytes, random, step, enough, moved }: SlotsInput): Slots {
  const bodies = `${rows}_body`
  const free = `temp.${rows}_free`
  sqlite.exec(`create temp table ${rows}_free (place integer primary key, key integer not null)`)
  sqlite.exec(`insert into ${free} (key) select key from ${rows} where mailbox = zeroblob(32)`)
  sqlite.exec(`create index temp.${rows}_free_by_key on ${rows}_free (key)`)

  const columns = 'key, mailbox, id, expires, taken_by, taken'
  const addMail = sqlite.prepare(
    `insert into ${rows} (key, mailbox, id, received, expires, taken_by, taken) values (?, zeroblob(32), zeroblob(32), ${NO_DAY}, ${NO_DAY}, zeroblob(32), ${NO_DAY})`,
  )
  const addBody = sqlite.prepare(`insert into ${bodies} (key, bytes) values (?, zeroblob(${bodyBytes}))`)
  const setMail = sqlite.prepare<[Uint8Array, Uint8Array, number, number, Uint8Array, number, number]>(
    `update ${rows} set mailbox = ?, id = ?, received = ?, expires = ?, taken_by = ?, taken = ? where key = ?`,
  )
  const setBody = sqlite.prepare<[Uint8Array, number]>(`update ${bodies} set bytes = ? where key = ?`)
  const moveMail = sqlite.prepare<[number, number]>(
    `update ${rows} set (mailbox, id, received, expires, taken_by, taken) = (select mailbox, id, received, expires, taken_by, taken from ${rows} where key = ?) where key = ?`,
  )
  const moveBody = sqlite.prepare<[number, number]>(
    `update ${bodies} set bytes = (select bytes from ${bodies} where key = ?) where key = ?`,
  )
  const one = sqlite.prepare<[number], SlotRow>(`select ${columns} from ${rows} where key = ?`)
  const isIt = sqlite
    .prepare<[number, Uint8Array, Uint8Array], 1>(`select 1 from ${rows} where key = ? and mailbox = ? and id = ?`)
    .pluck()
  // No column that is not needed: making one costs as much as finding the row. No join either: it takes four times as long.
  const whole = sqlite.prepare<[Uint8Array, number], OpenedSlot>(
    `select mailbox = ? as isOfMailbox, received, (select bytes from ${bodies} b where b.key = r.key) as bytes from ${rows} r where key = ?`,
  )
  const setExpires = sqlite.prepare<[number, number]>(`update ${rows} set expires = max(expires, ?) where key = ?`)
  const setTaken = sqlite.prepare<[Uint8Array, number, number]>(
    `update ${rows} set taken_by = ?, taken = ? where key = ?`,
  )
  const due = sqlite.prepare<[number, number, number, number, number, number], DueRow>(
    `select key, mailbox, id, expires < ? as isExpired from ${rows}
      where key > ? and key <= ? and (expires < ? or (taken != ${NO_DAY} and taken < ?)) and mailbox != zeroblob(32)
      order by key limit ?`,
  )
  const highest = sqlite.prepare<[], number>(`select coalesce(max(key), 0) from ${rows}`).pluck()
  const freeCount = sqlite.prepare<[], number>(`select coalesce(max(place), 0) from ${free}`).pluck()
  const freeAt = sqlite.prepare<[number], number>(`select key from ${free} where place = ?`).pluck()
  const setFreeAt = sqlite.prepare<[number, number]>(`update ${free} set key = ? where place = ?`)
  const dropFree = sqlite.prepare<[number]>(`delete from ${free} where place = ?`)
  const placeOfFree = sqlite.prepare<[number], number>(`select place from ${free} where key = ?`).pluck()
  const removeRow = sqlite.prepare<[number]>(`delete from ${rows} where key = ?`)
  const removeBody = sqlite.prepare<[number]>(`delete from ${bodies} where key = ?`)
  const addFree = sqlite.prepare<[number, number]>(`insert into ${free} (place, key) values (?, ?)`)
  const zeros = new Uint8Array(bodyBytes)
  const draw = createDraw(random)

  const count = (): number => freeCount.get() ?? 0
  const giveBack = (key: number): void => {
    addFree.run(count() + 1, key)
  }
  const read = (key: number): SlotRow => {
    const row = one.get(key)
    if (row === undefined) throw new Error('no such slot')
    return row
  }
  const move = (from: number, to: number, row: SlotRow): void => {
    moveMail.run(from, to)
    moveBody.run(from, to)
    moved(from, to, row)
  }
  const blank = (key: number): void => {
    setMail.run(NOBODY, NOBODY, NO_DAY, NO_DAY, NOBODY, NO_DAY, key)
    setBody.run(zeros, key)
  }
  /** The inside-out shuffle: the slots in use stay a uniformly random choice, whatever their ages. */
  const addSlots = (): void => {
    for (let added = 0; added < step; added++) {
      const key = (highest.get() ?? 0) + 1
      addMail.run(key)
      addBody.run(key)
      const drawn = draw(key) + 1
      const row = drawn === key ? null : read(drawn)
      if (row === null || isFree(row)) {
        giveBack(key)
        continue
      }
      move(drawn, key, row)
      blank(drawn)
      giveBack(drawn)
    }
  }
  /** The free slot at that place of the list, which the last one takes. */
  const takePlace = (place: number): number => {
    const last = count()
    const key = freeAt.get(place)
    const lastKey = freeAt.get(last)
    if (key === undefined || lastKey === undefined) throw new Error('a free slot is not where it should be')
    setFreeAt.run(lastKey, place)
    dropFree.run(last)
    return key
  }
  const takeFree = (): number => {
    if (count() === 0) addSlots()
    return takePlace(draw(count()) + 1)
  }
  /** The same the other way: who lies in the last slot goes to any free one. */
  const removeSlots = (): void => {
    for (let removed = 0; removed < step; removed++) {
      const key = highest.get() ?? 0
      const place = placeOfFree.get(key)
      if (place === undefined) move(key, takeFree(), read(key))
      else takePlace(place)
      removeRow.run(key)
      removeBody.run(key)
    }
    // Two pages a slot at most; no more than was freed, or other rows would wait for it.
    sqlite.pragma(`incremental_vacuum(${2 * step})`)
  }

  return {
    fill({ mailbox, id, received, expires, body }) {
      if (body.length !== bodyBytes) throw new RangeError('a body that would change the length of a row')
      const key = takeFree()
      setMail.run(mailbox, id, twoBytes(received), twoBytes(expires), NOBODY, NO_DAY, key)
      setBody.run(body, key)
      return key
    },
    clear(key) {
      blank(key)
      giveBack(key)
    },
    read,
    holds: (key, { mailbox, id }) => isIt.get(key, mailbox, id) === 1,
    open(key, mailbox) {
      const slot = whole.get(mailbox, key)
      if (slot === undefined) throw new Error('no such slot')
      return slot
    },
    anyKey(number) {
      const slots = highest.get() ?? 0
      return slots === 0 ? null : (number % slots) + 1
    },
    prolong(key, expires) {
      setExpires.run(twoBytes(expires), key)
    },
    markTaken(key, device, today) {
      setTaken.run(device, twoBytes(today), key)
    },
    due(from, { today, takenBefore }, limit) {
      const to = from + LOOK_STEP
      const found = due.all(today, from, to, today, takenBefore, limit)
      const last = found.length === limit ? found.at(-1) : undefined
      if (last !== undefined) return { rows: found, next: last.key }
      return { rows: found, next: to < (highest.get() ?? 0) ? to : null }
    },
    grow() {
      const short = count() < enough
      if (short) addSlots()
      return short
    },
    shrink() {
      const free = count()
      const used = (highest.get() ?? 0) - free
      const over = free > used + SPARE * enough + step
      if (over) removeSlots()
      return over
    },
  }
}
