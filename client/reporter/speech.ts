/** The words of the language chosen, for every screen. The choice lives in memory only. */
import { type Context, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Day, dayOf, dayStartMs } from '../../shared/day.ts'
import type { Key, Words } from '../words/reporter.en.ts'

export type Language = 'th' | 'en'

export interface Speech {
  readonly language: Language
  /** The sentence, with `{name}` filled in. */
  readonly say: (key: Key, filling?: Readonly<Record<string, string | number>>) => string
  /** A name of the directory in this language, else in another. */
  readonly name: (names: Readonly<Record<string, string>>) => string
  /** With the calendar of the language (Buddhist years in Thai). */
  readonly date: (day: Day) => string
  /** By this device's clock. */
  readonly today: () => Day
  readonly choose: (language: Language) => void
}

const loaders: Readonly<Record<Language, () => Promise<{ readonly words: Words }>>> = {
  th: () => import('../words/reporter.th.ts'),
  en: () => import('../words/reporter.en.ts'),
}

export async function loadWords(language: Language): Promise<Words> {
  return (await loaders[language]()).words
}

/** The first language that we speak among those the browser names; Thai otherwise. */
export function languageOf(tags: readonly string[]): Language {
  const spoken = tags.map((tag) => tag.slice(0, 2).toLowerCase())
  return spoken.find((tag): tag is Language => Object.hasOwn(loaders, tag)) ?? 'th'
}

export interface SpeechParts {
  readonly language: Language
  readonly words: Words
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly choose: (language: Language) => void
}

export function createSpeech({ language, words, now, choose }: SpeechParts): Speech {
  return {
    language,
    say: (key, filling = {}) =>
      words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(filling[name] ?? whole)),
    name: (names) => names[language] ?? names['th'] ?? Object.values(names)[0] ?? '',
    date: (day) =>
      new Date(dayStartMs(day)).toLocaleDateString(language, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      }),
    today: () => dayOf(now()),
    choose,
  }
}

const SpeechContext: Context<Speech | null> = createContext<Speech | null>(null)

export const SpeechProvider: typeof SpeechContext.Provider = SpeechContext.Provider

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (speech === null) throw new Error('outside of the app')
  return speech
}
