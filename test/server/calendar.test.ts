import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, type Calendar, type CalendarState } from '../../server/calendar.ts'
import { MAIL_TABLES } from '../../server/mailboxes/sqlite-bodies.ts'
import { createSqliteStore } from '../../server/mailboxes/sqlite-store.ts'
import { readCalendar, saveCalendar } from '../../server/sqlite/calendar-row.ts'
import { createCommitQueue } from '../../server/sqlite/commit-queue.ts'
import { openDatabase } from '../../server/sqlite/database.ts'
import { correctDays, prolongDays } from '../../server/sqlite/row-days.ts'
import { addDays, later, type Day } from '../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, INBOX_EXPIRY_DAYS, MEMBER_SHEET_DAYS } from '../../shared/protocol.ts'
import { rounds } from '../long.ts'
import { envelope, idOf, mailbox, today as someDay } from './mailboxes/contract-fixture.ts'

const DAY_MS = 86_400_000

interface Machine {
  /** The day that it is. */
  truth: Day
  /** By how many days the clock is wrong. */
  wrongBy: number
  upMs: number
  proof: Day | null
  stored: CalendarState | null
  failing: boolean
  /** What lies there was made due so many days later. */
  prolonged: number
}

const machineOf = (changed: Partial<Machine> = {}): Machine => ({
  truth: someDay,
  wrongBy: 0,
  upMs: 0,
  proof: null,
  stored: null,
  failing: false,
  prolonged: 0,
  ...changed,
})

function calendarOf(machine: Machine): Calendar {
  return createCalendar({
    clock: () => addDays(machine.truth, machine.wrongBy),
    nowMs: () => machine.upMs,
    stored: machine.stored,
    async save(state) {
      if (machine.failing) throw new Error('the disk is full')
      machine.stored = state
    },
    proof: () => machine.proof,
    async prolong(days) {
      if (machine.failing) throw new Error('the disk is full')
      machine.prolonged += days
    },
  })
}

function pass(machine: Machine, days: number): void {
  machine.truth = addDays(machine.truth, days)
  machine.upMs += days * DAY_MS
}

describe('the calendar of a relay whose clock is right', () => {
  it('is the clock, from the first start on, and over a weekend switched off', async () => {
    const machine = machineOf()
    let calendar = calendarOf(machine)
    for (let count = 0; count < 10; count++) {
      expect(await calendar.look()).toEqual({ clock: 'right', correct: false })
      expect([calendar.today(), calendar.reached()]).toEqual([machine.truth, machine.truth])
      pass(machine, 1)
    }
    machine.truth = addDays(machine.truth, 1)
    machine.upMs = 0
    calendar = calendarOf(machine)
    expect(await calendar.look()).toEqual({ clock: 'right', correct: false })
    expect(calendar.reached()).toBe(machine.truth)
  })

  it('stands still between two looks', async () => {
    const machine = machineOf()
    const calendar = calendarOf(machine)
    await calendar.look()
    pass(machine, 1)
    expect(calendar.today()).toBe(someDay)
  })

  it('lets nothing expire by a clock that it has no proof of, after weeks switched off, until two others name the day', async () => {
    const machine = machineOf({ stored: { reached: someDay, written: someDay }, truth: addDays(someDay, 40) })
    const calendar = calendarOf(machine)
    expect((await calendar.look()).clock).toBe('ahead')
    expect([calendar.today(), calendar.reached()]).toEqual([machine.truth, someDay])
    pass(machine, 3)
    await calendar.look()
    expect(calendar.reached()).toBe(addDays(someDay, 3))
    machine.proof = addDays(machine.truth, -1)
    expect((await calendar.look()).clock).toBe('right')
    expect(calendar.reached()).toBe(machine.truth)
  })

  it('makes what lies there due as many days later as nobody had noticed, once, and before a day more is over', async () => {
    const machine = machineOf({ stored: { reached: someDay, written: someDay }, truth: addDays(someDay, 40) })
    const calendar = calendarOf(machine)
    await calendar.look()
    machine.proof = machine.truth
    machine.failing = true
    await expect(calendar.look()).rejects.toThrow('the disk is full')
    expect(calendar.reached()).toBe(someDay)
    machine.failing = false
    await calendar.look()
    expect([calendar.reached(), machine.prolonged]).toEqual([machine.truth, 40])
    pass(machine, 1)
    machine.proof = machine.truth
    await calendar.look()
    expect([calendar.reached(), machine.prolonged]).toEqual([machine.truth, 40])
  })

  it('is not ahead at the first midnight after a weekend off', async () => {
    const machine = machineOf({ stored: { reached: someDay, written: someDay }, truth: addDays(someDay, 2) })
    const calendar = calendarOf(machine)
    await calendar.look()
    machine.truth = addDays(machine.truth, 1)
    machine.upMs += DAY_MS / 2
    expect((await calendar.look()).clock).toBe('right')
    machine.proof = machine.truth
    await calendar.look()
    expect(machine.prolonged).toBe(0)
  })
})

describe('the calendar of a relay whose clock is wrong', () => {
  it('goes on from the day that it knows, by the days that it lives through', async () => {
    for (const wrongBy of [-9_000, 5_000]) {
      const machine = machineOf({ stored: { reached: someDay, written: someDay }, wrongBy })
      const calendar = calendarOf(machine)
      for (let count = 0; count < 5; count++) {
        expect((await calendar.look()).clock).toBe(wrongBy < 0 ? 'behind' : 'ahead')
        expect(calendar.reached()).toBe(machine.truth)
        pass(machine, 1)
      }
    }
  })

  it('never gives rows a day before one that has passed, nor one that a row cannot bear', async () => {
    const machine = machineOf({ stored: { reached: someDay, written: someDay }, wrongBy: 0 - someDay })
    const calendar = calendarOf(machine)
    await calendar.look()
    expect(calendar.today()).toBe(someDay)
    machine.wrongBy = 50_000
    await calendar.look()
    expect(addDays(calendar.today(), INBOX_EXPIRY_DAYS)).toBeLessThanOrEqual(32_767)
  })

  it('takes no document for a proof of a day that the machine does not name', async () => {
    const machine = machineOf({ stored: { reached: someDay, written: someDay }, proof: addDays(someDay, 400) })
    const calendar = calendarOf(machine)
    await calendar.look()
    expect(calendar.reached()).toBe(someDay)
  })

  it('has it written down before a row can bear a day that has not come', async () => {
    const machine = machineOf({ stored: { reached: someDay, written: someDay }, wrongBy: 5_000, failing: true })
    const calendar = calendarOf(machine)
    await expect(calendar.look()).rejects.toThrow('the disk is full')
    expect(calendar.today()).toBe(someDay)
    machine.failing = false
    await calendar.look()
    expect(machine.stored?.written).toBe(calendar.today())
    machine.wrongBy = 0
    expect(await calendar.look()).toEqual({ clock: 'right', correct: true })
    await calendar.corrected()
    expect(machine.stored).toEqual({ reached: someDay, written: someDay })
    expect((await calendar.look()).correct).toBe(false)
  })

  it('is pushed by a clock that creeps away from day to day no further than the tolerance', async () => {
    const machine = machineOf()
    const calendar = calendarOf(machine)
    await calendar.look()
    for (let count = 0; count < 50; count++) {
      machine.wrongBy += 1
      await calendar.look()
    }
    expect(calendar.reached()).toBe(addDays(someDay, CLOCK_TOLERANCE_DAYS))
  })
})

type Step =
  | { readonly kind: 'live' | 'off'; readonly days: number }
  | { readonly kind: 'clock'; readonly wrongBy: number }
  | { readonly kind: 'post' | 'documents' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('live' as const, 'off' as const), days: fc.integer({ min: 0, max: 60 }) }),
  fc.record({
    kind: fc.constant('clock' as const),
    wrongBy: fc.constantFrom(0, 0, -9_000, 0 - someDay, -30, 30, 400, 5_000, 13_000, 50_000),
  }),
  fc.record({ kind: fc.constantFrom('post' as const, 'post' as const, 'documents' as const) }),
)

/** A relay's store over its true days; what it keeps is compared with when it was posted. */
async function follow(life: readonly Step[]): Promise<void> {
  const sqlite = openDatabase(':memory:')
  const queue = createCommitQueue(sqlite)
  const store = createSqliteStore({ sqlite, queue, random: (length) => new Uint8Array(randomBytes(length)) })
  const machine = machineOf()
  const posted = new Map<number, { readonly day: Day; readonly steps: number }>()
  let calendar = calendarOf(machine)
  // What no relay can know: which of two days within the tolerance is the right one.
  let steps = 0
  let known = { reached: someDay, truth: someDay, proof: machine.proof }
  const kept = sqlite.prepare<[Uint8Array], unknown>('select 1 from mail_0 where id = ?')
  const begin = (): void => {
    machine.upMs = 0
    calendar = createCalendar({
      clock: () => addDays(machine.truth, machine.wrongBy),
      nowMs: () => machine.upMs,
      stored: readCalendar(sqlite),
      save: saveCalendar(sqlite, queue),
      proof: () => machine.proof,
      prolong: (days, today) => prolongDays(sqlite, queue, MAIL_TABLES, { days, today }),
    })
  }
  const round = async (): Promise<void> => {
    const { correct } = await calendar.look()
    if (correct) {
      await correctDays(sqlite, queue, MAIL_TABLES, calendar.today())
      await calendar.corrected()
    }
    const beyond = calendar.reached() - known.reached - (machine.truth - known.truth)
    if (machine.proof === known.proof) steps += Math.min(CLOCK_TOLERANCE_DAYS, Math.max(0, beyond))
    known = { reached: calendar.reached(), truth: machine.truth, proof: machine.proof }
    await store.expire(calendar.reached())
    const gone = [...posted].filter(([number]) => kept.get(idOf(envelope(number))) === undefined)
    const early = gone.filter(([, at]) => machine.truth + steps - at.steps <= addDays(at.day, INBOX_EXPIRY_DAYS))
    expect({ early, truth: machine.truth }).toMatchObject({ early: [] })
    for (const [number] of gone) posted.delete(number)
  }
  const live = async (days: number): Promise<void> => {
    for (let count = 0; count < days; count++) {
      pass(machine, 1)
      await round()
    }
  }
  const publish = (): void => {
    const isAccepted =
      machine.truth <= addDays(calendar.today(), CLOCK_TOLERANCE_DAYS) &&
      addDays(machine.truth, MEMBER_SHEET_DAYS + CLOCK_TOLERANCE_DAYS) >= calendar.today()
    if (isAccepted) machine.proof = later(machine.proof ?? machine.truth, machine.truth)
  }
  let number = 0
  begin()
  await round()
  for (const one of life) {
    switch (one.kind) {
      case 'live':
        await live(one.days)
        break
      case 'off':
        machine.truth = addDays(machine.truth, one.days)
        begin()
        await round()
        break
      case 'clock':
        machine.wrongBy = one.wrongBy
        await round()
        break
      case 'documents':
        publish()
        await round()
        break
      case 'post': {
        number += 1
        const today = calendar.today()
        const expiresDay = addDays(today, INBOX_EXPIRY_DAYS)
        const mail = envelope(number)
        await store.post({ mailbox: mailbox(1), id: idOf(mail), envelope: mail, today, expiresDay })
        posted.set(number, { day: machine.truth, steps })
      }
    }
  }
  machine.wrongBy = 0
  await round()
  publish()
  // What came under a clock that was wrong is counted from the day on which that was found out.
  await live(INBOX_EXPIRY_DAYS + 2)
  expect([...posted]).toEqual([])
  expect(calendar.reached()).toBe(machine.truth)
  await store.close()
  sqlite.close()
}

/** Each was early once. */
const examples: [Step[]][] = [
  // Off for longer than can be believed, then a clock that is behind.
  [[{ kind: 'off', days: 3 }, { kind: 'clock', wrongBy: -30 }, { kind: 'post' }]],
  [[{ kind: 'clock', wrongBy: -9_000 }, { kind: 'off', days: 40 }, { kind: 'post' }]],
  // A clock that stood still while the machine was off: the day looks right.
  [[{ kind: 'clock', wrongBy: -30 }, { kind: 'off', days: 30 }, { kind: 'post' }]],
  // And which is switched off once more before anybody names the day.
  [[{ kind: 'clock', wrongBy: -30 }, { kind: 'off', days: 30 }, { kind: 'post' }, { kind: 'off', days: 0 }]],
]

describe('mail at a relay whose clock jumps by years, which is switched off and on', () => {
  it('never expires before its day by more than single steps within the tolerance, and when the clock is right again not after it', async () => {
    const lives = fc.asyncProperty(fc.array(step, { maxLength: 25 }), follow)
    await fc.assert(lives, { numRuns: rounds(8, 300), examples })
  }, 600_000)
})
