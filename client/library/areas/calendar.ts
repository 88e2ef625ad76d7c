/** A day as people write it in a pack. */
import { type Day, dayOf, dayStartMs } from '../../../shared/day.ts'
import { NotAPack, type Read, textLike } from './reading.ts'

/** `2026-12-05`, a day of the calendar. */
export const day: Read<Day> = (value, at) => {
  const text = textLike(/^\d{4}-\d\d-\d\d$/, 'a day like 2026-12-05')(value, at)
  const timeMs = Date.parse(`${text}T00:00:00Z`)
  const read = dayOf(timeMs)
  // the calendar rolls 31 June over
  if (Number.isNaN(timeMs) || new Date(dayStartMs(read)).toISOString().slice(0, 10) !== text)
    throw new NotAPack(at, 'no such day')
  return read
}
