/** The words of the language chosen, for every screen. The choice lives in memory only. */
import { type Context, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../../shared/case/language.ts'
import { type Day, dayOf, dayStartMs } from '../../shared/day.ts'
import type { Month } from '../library/fact.ts'
import { thaiMinuteOf } from '../library/hotlines.ts'
import type { FullLanguage } from '../words/draft/draft.ts'
import { LANGUAGES } from '../words/languages.ts'
import type { Key } from '../words/reporter.en.ts'
import { toChild } from '../words/to-child.ts'
import type { Spoken } from './language/spoken.ts'
import { writeDate } from './language/written-date.ts'

export interface Speech {
  readonly language: Language
  /** The sentence, with `{name}` filled in. */
  readonly say: (key: Key, filling?: Readonly<Record<string, string | number>>) => string
  /** A name of the directory in this language, else in those that its readers are likelier to read. */
  readonly name: (names: Readonly<Record<string, string>>) => string
  /** The same where both stood on a screen before: without the Thai beside. */
  readonly shortName: (names: Readonly<Record<string, string>>) => string
  /** As the language writes it. */
  readonly date: (day: Day) => string
  /** Day of the week, day and month. */
  readonly weekday: (day: Day) => string
  /** With the year. */
  readonly month: (month: Month) => string
  /** For what exists in complete languages only: the one to take. */
  readonly full: FullLanguage
  /** Says that this text is in `full`, for where it is drawn. */
  readonly inFull: (text: string) => string
  /** Milliseconds since 1970, by this device's clock. */
  readonly now: () => number
  /** By the same clock. */
  readonly today: () => Day
  /** Minute of the day in Thailand, by the same clock. */
  readonly thaiMinute: () => number
  readonly choose: (language: Language) => void
  /** Spoken to as to a child. */
  readonly isToChild: boolean
  /** The same, in the words for a child where there are any. */
  readonly toChild: () => Speech
}

export interface SpeechParts extends Omit<Spoken, 'whole'> {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly choose: (language: Language) => void
}

export function createSpeech(parts: SpeechParts, to: 'anybody' | 'child' = 'anybody'): Speech {
  const { language, words, borrowing, now, choose } = parts
  const find = (key: Key, among: Spoken['words'], spokenIn: Language): string | undefined => {
    const sentence = among[key]
    if (to !== 'child') return sentence
    const forChild: Readonly<Record<string, string | undefined>> = among
    return forChild[`child.${key}`] ?? (sentence === undefined ? undefined : toChild(sentence, spokenIn))
  }
  return {
    language,
    say(key, filling = {}) {
      const own = find(key, words, language)
      const sentence = own ?? (borrowing === undefined ? undefined : find(key, borrowing.words, borrowing.language))
      if (sentence === undefined) throw new Error(`said before its words are here: ${key}`)
      // what runs from left to right in a sentence that does not would take the numbers beside it along
      const apart = own !== undefined && LANGUAGES[language].rtl === true
      const fill = (whole: string, name: string): string => {
        const filled = String(filling[name] ?? whole)
        return apart ? `\u2068${filled}\u2069` : filled
      }
      const text = sentence.replace(/\{(\w+)\}/g, fill)
      if (own === undefined) borrowing?.mark(text)
      return text
    },
    name: (names) => names[language] ?? namedFor(names, borrowing?.language),
    shortName: (names) => names[language] ?? names[borrowing?.language ?? 'th'] ?? namedFor(names, borrowing?.language),
    full: borrowing?.language ?? (language as FullLanguage),
    inFull(text) {
      borrowing?.mark(text)
      return text
    },
    date: (day) => writeDate(new Date(dayStartMs(day)), 'day', parts),
    weekday: (day) => writeDate(new Date(dayStartMs(day)), 'weekday', parts),
    month: (month) => writeDate(new Date(`${month}-01T00:00:00Z`), 'month', parts),
    now,
    today: () => dayOf(now()),
    thaiMinute: () => thaiMinuteOf(now()),
    choose,
    isToChild: to === 'child',
    toChild: () => createSpeech(parts, 'child'),
  }
}

/** Whoever reads neither has still to find on a signpost, or show to somebody, what they have chosen: the Thai stands beside. */
function namedFor(names: Readonly<Record<string, string>>, otherwise: FullLanguage | undefined): string {
  const { th = Object.values(names)[0] ?? '' } = names
  const other = otherwise === undefined ? undefined : names[otherwise]
  return other === undefined || other === th ? th : `${other} · ${th}`
}

const SpeechContext: Context<Speech | null> = createContext<Speech | null>(null)

export const SpeechProvider: typeof SpeechContext.Provider = SpeechContext.Provider

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (speech === null) throw new Error('outside of the app')
  return speech
}
