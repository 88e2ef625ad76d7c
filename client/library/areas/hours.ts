/**
 * When somebody reads: pure, by the clock in Thailand. Promises to err on the late side only: what nobody knows is
 * `unknown`, and a letter that comes just before the door closes counts for the next time it opens.
 */
import { type Day, addDays, dayOf, dayStartMs } from '../../../shared/day.ts'
import type { Office } from './pack.ts'
import type { ReadingHours, Span, Week } from './week.ts'

/** UTC+7, no summer time. */
const THAILAND_AHEAD_MS = 7 * 3_600_000
const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
/** Whoever closes within this many minutes does not begin with a new letter any more. */
const LAST_MINUTES = 30
/** No office is closed for so long; beyond it nothing is said. */
const LOOK_AHEAD_DAYS = 31

/** A day and minute by the clock in Thailand. */
export interface LocalTime {
  readonly day: Day
  readonly minutesOfDay: number
}

export type NextReading =
  { readonly kind: 'now' } | ({ readonly kind: 'later' } & LocalTime) | { readonly kind: 'unknown' }

export function localTime(timeMs: number): LocalTime {
  const local = timeMs + THAILAND_AHEAD_MS
  const day = dayOf(local)
  return { day, minutesOfDay: Math.floor((local - dayStartMs(day)) / MINUTE_MS) }
}

/** Sunday is 0. */
const weekdayOf = (day: Day): number => new Date(dayStartMs(day)).getUTCDay()

const onDay = (week: Week, day: Day): readonly Span[] => week[weekdayOf(day)] ?? []

/** When somebody reads on that day, hours and night cover together; null: nobody knows. */
function spansOf({ week, holidays, nightCover }: ReadingHours, day: Day): readonly Span[] | null {
  if (week === null || day > holidays.until) return null
  const hours = holidays.days.includes(day) ? [] : onDay(week, day)
  return [...hours, ...(nightCover === null ? [] : onDay(nightCover, day))].toSorted((a, b) => a.from - b.from)
}

/** How long somebody reads from this minute on without a gap, up to `LAST_MINUTES`. */
function minutesLeft(hours: ReadingHours, { day, minutesOfDay }: LocalTime): number {
  let left = 0
  for (let at = minutesOfDay, on = day; left < LAST_MINUTES;) {
    const span = spansOf(hours, on)?.find(({ from, until }) => from <= at && at < until)
    if (span === undefined) break
    left += span.until - at
    at = span.until
    if (at === DAY_MINUTES) [at, on] = [0, addDays(on, 1)]
  }
  return left
}

export function nextReading(hours: ReadingHours, nowMs: number): NextReading {
  const now = localTime(nowMs)
  if (minutesLeft(hours, now) >= LAST_MINUTES) return { kind: 'now' }
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
    const day = addDays(now.day, ahead)
    const spans = spansOf(hours, day)
    if (spans === null) return { kind: 'unknown' }
    const next = spans.find(({ from }) => ahead > 0 || from > now.minutesOfDay)
    if (next !== undefined) return { kind: 'later', day, minutesOfDay: next.from }
  }
  return { kind: 'unknown' }
}

/** False also when nobody knows. */
export function openNow(hours: ReadingHours, nowMs: number): boolean {
  const { day, minutesOfDay } = localTime(nowMs)
  return spansOf(hours, day)?.some(({ from, until }) => from <= minutesOfDay && minutesOfDay < until) ?? false
}

/** Between these minutes people say that it is night. */
const NIGHT = { from: 22 * 60, until: 5 * 60 }

/** "Not read at night" is to be said: the hours are known, and no night of the week is covered, not even in part. */
export function neverAtNight({ week, nightCover }: ReadingHours): boolean {
  if (week === null) return false
  const spans = [...week, ...(nightCover ?? [])].flat()
  return spans.every(({ from, until }) => from >= NIGHT.until && until <= NIGHT.from)
}

/**
 * May a letter that says "danger now" go there at this hour: somebody can act at once, and reads now. Null: nobody has said
 * anything about this office.
 */
export function hasEmergencyCover(office: Office | null, nowMs: number): boolean | null {
  if (office === null) return null
  return office.emergencyCover && nextReading(office.hours, nowMs).kind === 'now'
}

/**
 * The latest of what several offices say: whoever does not know yet who will read it is told the longest wait. Nobody
 * knows, as soon as one of them does not.
 */
export function latestReading(all: readonly NextReading[]): NextReading {
  let latest: NextReading = all.length === 0 ? { kind: 'unknown' } : { kind: 'now' }
  for (const one of all) {
    if (one.kind === 'unknown') return one
    if (one.kind === 'now') continue
    if (latest.kind !== 'later' || minuteOf(one) > minuteOf(latest)) latest = one
  }
  return latest
}

const minuteOf = ({ day, minutesOfDay }: LocalTime): number => day * DAY_MINUTES + minutesOfDay
