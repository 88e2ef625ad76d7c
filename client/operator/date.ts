/** Days as people write them. */
import { dayStartMs, type Day } from '../../shared/day.ts'

/** `2026-11-22`. */
export const dateOf = (day: Day): string => new Date(dayStartMs(day)).toISOString().slice(0, 10)
