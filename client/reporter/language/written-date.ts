/**
 * Days as a language writes them, from its own words: the first date that a browser is asked for costs an old phone a quarter
 * of a second in which it does nothing else, and Chromium knows no months in Burmese, Lao or Khmer.
 */
import type { Spoken } from './spoken.ts'

/** `day`: with the year. `weekday`: with the day of the week, without the year. */
export type Form = 'day' | 'weekday' | 'month'

/** In the place of a day that no calendar has: only harm is meant by one, and it must not take the screen away. */
const NO_DAY = '?'

/** Thai counts the years of the Buddha. */
const BUDDHIST_YEARS = 543

/** @param date midnight in UTC; its time is not looked at */
export function writeDate(date: Date, form: Form, { language, words, borrowing }: Omit<Spoken, 'whole'>): string {
  if (Number.isNaN(date.getTime())) return NO_DAY
  const own = words['date.months'] !== undefined
  const names = own || borrowing === undefined ? words : borrowing.words
  const nth = (key: 'date.months' | 'date.weekdays', index: number): string => {
    const name = names[key]?.split(' ')[index]
    if (name === undefined) throw new Error(`said before its words are here: ${key}`)
    return name
  }
  const isThai = (own ? language : (borrowing?.language ?? language)) === 'th'
  const day = `${date.getUTCDate()} ${nth('date.months', date.getUTCMonth())}`
  const year = date.getUTCFullYear() + (isThai ? BUDDHIST_YEARS : 0)
  switch (form) {
    case 'day':
      return `${day} ${year}`
    case 'weekday':
      return `${nth('date.weekdays', date.getUTCDay())} ${day}`
    case 'month':
      return `${nth('date.months', date.getUTCMonth())} ${year}`
  }
}
