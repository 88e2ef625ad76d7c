/** Days and epochs: the coarsest time that still works. Source: docs/protocol.md P1.5, P3.2. */
import { EPOCH_DAYS, EPOCH_ZERO_DAY } from './protocol.ts'

declare const dayBrand: unique symbol
/** Whole UTC days since 1970-01-01. */
export type Day = number & { readonly [dayBrand]: true }

const DAY_MS = 86_400_000

/** The day of a time in milliseconds since 1970. */
export function dayOf(timeMs: number): Day {
  return Math.floor(timeMs / DAY_MS) as Day
}

/** Null unless it is a whole number of days that fits u32. */
export function parseDay(value: unknown): Day | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff
    ? (value as Day)
    : null
}

export function addDays(day: Day, days: number): Day {
  return (day + days) as Day
}

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
export const later = (a: Day, b: Day): Day => (a > b ? a : b)

/** Start of the day, in milliseconds since 1970. */
export function dayStartMs(day: Day): number {
  return day * DAY_MS
}

/** P3.2; null before epoch zero or past u16. */
export function epochOf(day: Day): number | null {
  const epoch = Math.floor((day - EPOCH_ZERO_DAY) / EPOCH_DAYS)
  return epoch >= 0 && epoch <= 0xffff ? epoch : null
}

/** Last day that belongs to the epoch. */
export function lastDayOf(epoch: number): Day {
  return (EPOCH_ZERO_DAY + (epoch + 1) * EPOCH_DAYS - 1) as Day
}
