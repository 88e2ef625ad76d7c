/** The hours of a week, its holidays and who covers the rest: of an office, and of a service. */
import type { Day } from '../../../shared/day.ts'

/** In the order of `getUTCDay`. */
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** Minutes of the day in Thailand, `from` included, `until` not: 0 to 1440. */
export interface Span {
  readonly from: number
  readonly until: number
}
/** The spans of each weekday, Sunday first, in order and apart. */
export type Week = readonly (readonly Span[])[]

/** Days on which nobody reads as on other days, and how far ahead somebody has looked. */
export interface Holidays {
  readonly days: readonly Day[]
  /** The last day that is known about; after it nobody can say when an office reads. */
  readonly until: Day
}

export interface ReadingHours {
  /** Null: nobody has said. */
  readonly week: Week | null
  readonly holidays: Holidays
  /** Who reads outside of these hours, holidays too; null: nobody. */
  readonly nightCover: Week | null
}
