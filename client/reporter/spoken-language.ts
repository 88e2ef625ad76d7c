/** What a screen speaks with: the words that are here of one language, and what is borrowed where that one is a draft. */
import type { Language } from '../../shared/case/language.ts'
import type { Calendar, FullLanguage } from '../words/draft/draft.ts'
import type { Words } from '../words/reporter.en.ts'

export interface Spoken {
  readonly language: Language
  /** Until `whole`, only those that need no part of the app. */
  readonly words: Readonly<Partial<Words>>
  readonly whole: boolean
  /** Of a draft. */
  readonly borrowing?: Borrowing
}

export interface Borrowing {
  readonly language: FullLanguage
  readonly words: Readonly<Partial<Words>>
  /** This text is about to be drawn, and is not of the draft's language. */
  readonly mark: (text: string) => void
  readonly calendar: Calendar | null
}

/** With the calendar of the language (Buddhist years in Thai). `weekday`: with the day of the week, without the year. */
export function writeDate(
  date: Date,
  { language, borrowing }: Pick<Spoken, 'language' | 'borrowing'>,
  weekday: boolean,
): string {
  if (borrowing?.calendar) {
    const { months, weekdays } = borrowing.calendar
    const dayAndMonth = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`
    return weekday ? `${weekdays[date.getUTCDay()]} ${dayAndMonth}` : `${dayAndMonth} ${date.getUTCFullYear()}`
  }
  const first = weekday ? ({ weekday: 'long' } as const) : ({ year: 'numeric' } as const)
  const options = { ...first, day: 'numeric', month: 'long', timeZone: 'UTC' } as const
  return date.toLocaleDateString(borrowing?.language ?? language, options)
}
