/** The words of the language chosen, for every screen. The choice lives in memory only. */
import { type Context, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Day, dayOf, dayStartMs } from '../../shared/day.ts'
import { thaiMinuteOf } from '../library/hotlines.ts'
import type { FirstWords } from '../words/first.en.ts'
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
  /** Milliseconds since 1970, by this device's clock. */
  readonly now: () => number
  /** By the same clock. */
  readonly today: () => Day
  /** Minute of the day in Thailand, by the same clock. */
  readonly thaiMinute: () => number
  readonly choose: (language: Language) => void
  /** The same, in the words for a child where there are any. */
  readonly toChild: () => Speech
}

export interface Spoken {
  readonly language: Language
  /** Until `whole`, only those that need no part of the app. */
  readonly words: FirstWords & Partial<Words>
  readonly whole: boolean
}

interface Loader {
  readonly first: () => Promise<{ readonly words: FirstWords }>
  readonly whole: () => Promise<{ readonly words: Words }>
}

const loaders: Readonly<Record<Language, Loader>> = {
  th: { first: () => import('../words/first.th.ts'), whole: () => import('../words/reporter.th.ts') },
  en: { first: () => import('../words/first.en.ts'), whole: () => import('../words/reporter.en.ts') },
}

export async function loadSpoken(language: Language, whole: boolean): Promise<Spoken> {
  const { words } = await loaders[language][whole ? 'whole' : 'first']()
  return { language, words, whole }
}

/** The first language that we speak among those the browser names; Thai otherwise. */
export function languageOf(tags: readonly string[]): Language {
  const spoken = tags.map((tag) => tag.slice(0, 2).toLowerCase())
  return spoken.find((tag): tag is Language => Object.hasOwn(loaders, tag)) ?? 'th'
}

export interface SpeechParts extends Pick<Spoken, 'language' | 'words'> {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly choose: (language: Language) => void
}

export function createSpeech(parts: SpeechParts, to: 'anybody' | 'child' = 'anybody'): Speech {
  const { language, words, now, choose } = parts
  const forChild: Readonly<Record<string, string>> = to === 'child' ? words : {}
  return {
    language,
    say(key, filling = {}) {
      const sentence = forChild[`child.${key}`] ?? words[key]
      if (sentence === undefined) throw new Error(`said before its words are here: ${key}`)
      return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(filling[name] ?? whole))
    },
    name: (names) => names[language] ?? names['th'] ?? Object.values(names)[0] ?? '',
    date: (day) =>
      new Date(dayStartMs(day)).toLocaleDateString(language, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      }),
    now,
    today: () => dayOf(now()),
    thaiMinute: () => thaiMinuteOf(now()),
    choose,
    toChild: () => createSpeech(parts, 'child'),
  }
}

const SpeechContext: Context<Speech | null> = createContext<Speech | null>(null)

export const SpeechProvider: typeof SpeechContext.Provider = SpeechContext.Provider

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (speech === null) throw new Error('outside of the app')
  return speech
}
