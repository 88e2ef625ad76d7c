/**
 * Which day it is for the relay: the machine's clock, as far as it can be believed. Promises that a clock that is wrong,
 * by years and in either direction, lets nothing expire that is not due by the right one, and that it is said. Keeps and
 * compares whole days only. Source: docs/protocol.md P8.11, docs/decisions/014-clock-of-the-relay.md.
 */
import { addDays, earlier, later, type Day } from '../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, EPOCH_ZERO_DAY, INBOX_EXPIRY_DAYS, REPLY_EXPIRY_DAYS } from '../shared/protocol.ts'

/** What outlives the process. */
export interface CalendarState {
  /** Surely begun: what is due before it may be deleted. */
  readonly reached: Day
  /** The latest day that may stand in a row as the day received. */
  readonly written: Day
}

/** `ahead`: of all that is known, by more than the tolerance; or the relay was off for so long. `behind`: likewise. */
export type ClockState = 'right' | 'ahead' | 'behind'

export interface CalendarInput {
  /** What the machine says. */
  readonly clock: () => Day
  /** Of a clock that nobody can set. */
  readonly nowMs: () => number
  /** Null in a new store. */
  readonly stored: CalendarState | null
  /** Durable when it returns. */
  readonly save: (state: CalendarState) => Promise<void>
  /** A day on which others wrote, who have clocks of their own; null while there is none. */
  readonly proof: () => Day | null
  /**
   * `days` passed by `today` that nobody had noticed. What lies here may have come after them and bear a day before
   * them: it is due so much later. Awaited before `reached` moves, and repeated when that did not come about.
   */
  readonly prolong: (days: number, today: Day) => Promise<void>
}

export interface Look {
  readonly clock: ClockState
  /** Rows may bear days that have not come: they are to be brought back to `today`. */
  readonly correct: boolean
}

export interface Calendar {
  /** The day of rows, requests and documents. Stands still between two looks, and never goes back behind `reached`. */
  today(): Day
  /** The day for deleting what is due. */
  reached(): Day
  /** Reads the clock; once before anything else, then every minute. */
  look(): Promise<Look>
  /** No row bears a later day than this one any more. */
  corrected(): Promise<void>
}

const DAY_MS = 86_400_000
/** The last day that a row can bear is in the year 2059 (server/sqlite/slots.ts), and its expiry must fit too. */
const LATEST = addDays(0 as Day, 32_767 - Math.max(INBOX_EXPIRY_DAYS, REPLY_EXPIRY_DAYS))
/** No store is older than the protocol. */
const FIRST = addDays(0 as Day, EPOCH_ZERO_DAY)

export function createCalendar({ clock, nowMs, stored, save, proof, prolong }: CalendarInput): Calendar {
  const machine = (): Day => earlier(clock(), LATEST)
  /** A document alone proves no day that the machine does not name as well. */
  const proven = (): Day | null => {
    const day = proof()
    return day === null ? null : earlier(day, machine())
  }
  // A new store has no mail that could expire.
  const begun = later(FIRST, stored?.reached ?? proven() ?? machine())
  let anchor = { day: begun, atMs: nowMs() }
  let state: CalendarState = { reached: begun, written: stored?.written ?? later(begun, machine()) }
  let kept: CalendarState | { readonly reached: null; readonly written: null } = stored ?? {
    reached: null,
    written: null,
  }
  let today = begun
  let isFirst = true

  /** Days that this process has lived through have passed, whatever any clock says. */
  const sure = (): Day => addDays(anchor.day, Math.floor((nowMs() - anchor.atMs) / DAY_MS))
  const judge = (day: Day, known: Day): ClockState => {
    if (day > addDays(known, CLOCK_TOLERANCE_DAYS)) return 'ahead'
    return day < addDays(known, -CLOCK_TOLERANCE_DAYS) ? 'behind' : 'right'
  }

  const write = async (next: CalendarState): Promise<void> => {
    if (next.reached !== kept.reached || next.written !== kept.written) await save(next)
    kept = next
  }
  /** Rows get the machine's day, once it is written down that they may. */
  const adoptDay = async (day: Day): Promise<void> => {
    const next = { ...state, written: later(state.written, day) }
    await write(next)
    state = next
    today = later(day, state.reached)
  }

  return {
    today: () => today,
    reached: () => state.reached,
    async look() {
      const day = machine()
      const seen = proven()
      if (seen !== null && seen > sure()) {
        const found = { day: seen, atMs: nowMs() }
        if (judge(day, sure()) === 'ahead') {
          await adoptDay(day)
          const now = judge(day, seen) === 'right' ? later(day, seen) : seen
          const unnoticed = now - later(state.reached, sure())
          if (unnoticed > 0) await prolong(unnoticed, now)
        }
        anchor = found
      }
      const judged = judge(day, sure())
      // A weekend off: the days that the process lives through are counted from where it began.
      if (isFirst && judged === 'right' && day > sure()) anchor = { day, atMs: nowMs() }
      isFirst = false
      const reached = later(state.reached, judged === 'right' ? later(day, sure()) : sure())
      const next = { reached, written: later(state.written, later(day, reached)) }
      const adopt = (): void => {
        state = next
        today = later(day, reached)
      }
      // Rows with days that may not have come must be known as such when the process dies.
      if (judged === 'right') adopt()
      await write(next)
      adopt()
      return { clock: judged, correct: judged === 'right' && next.written > next.reached }
    },
    async corrected() {
      state = { ...state, written: state.reached }
      await save(state)
      kept = state
    },
  }
}
