/** The words of the language chosen, for every screen of the desk. The choice lives in memory only. */
import { type Context, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Day, dayStartMs } from '../../shared/day.ts'
import type { Names } from '../../shared/wire/introduction.ts'
import { visibleString } from '../ui/visible-text.ts'
import type { Key, Words } from '../words/desk.en.ts'

export type Language = 'th' | 'en'

export interface Speech {
  readonly language: Language
  /** The sentence, with `{name}` filled in. */
  readonly say: (key: Key, filling?: Readonly<Record<string, string | number>>) => string
  /** The label of a code; a code that is not known is shown as it came, made visible. */
  readonly label: (kind: CodeKind, code: string) => string
  /** A name of the directory in this language, else in another. */
  readonly name: (names: Names) => string
  /** With the calendar of the language (Buddhist years in Thai). */
  readonly date: (day: Day) => string
  /** The same in less room. */
  readonly shortDate: (day: Day) => string
  /** An RFC 3339 time of some device, in this computer's time zone; as it came when it is none. */
  readonly time: (at: string) => string
  /** Name of another language in this one; the tag itself when nobody knows it. */
  readonly languageName: (tag: string) => string
  readonly choose: (language: Language) => void
}

export type CodeKind =
  | 'issue'
  | 'need'
  | 'reporter'
  | 'stage'
  | 'wish'
  | 'knows'
  | 'silent'
  | 'method'
  | 'case-status'
  | 'triage'
  | 'reason'
  | 'consent'
  | 'role'
  | 'feedback'
  | 'answer'

const loaders: Readonly<Record<Language, () => Promise<{ readonly words: Words }>>> = {
  th: () => import('../words/desk.th.ts'),
  en: () => import('../words/desk.en.ts'),
}

export async function loadWords(language: Language): Promise<Words> {
  return (await loaders[language]()).words
}

/** The first language that we speak among those the browser names; Thai otherwise. */
export function languageOf(tags: readonly string[]): Language {
  const spoken = tags.map((tag) => tag.slice(0, 2).toLowerCase())
  return spoken.find((tag): tag is Language => Object.hasOwn(loaders, tag)) ?? 'th'
}

const whole = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const

/** As the browser writes a day; a sign in the place of one that no calendar has. */
export function writeDate(language: string, day: Day, form: Intl.DateTimeFormatOptions = whole): string {
  const date = new Date(dayStartMs(day))
  return Number.isNaN(date.getTime()) ? '?' : date.toLocaleDateString(language, form)
}

function writeTime(language: string, at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return visibleString(at)
  return time.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
}

function nameLanguage(language: string, tag: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    // a tag that is none
    return visibleString(tag)
  }
}

export function createSpeech(language: Language, words: Words, choose: (language: Language) => void): Speech {
  const isKey = (text: string): text is Key => Object.hasOwn(words, text)
  const say: Speech['say'] = (key, filling = {}) =>
    words[key].replace(/\{(\w+)\}/g, (found, name: string) => String(filling[name] ?? found))
  return {
    language,
    say,
    label(kind, code) {
      const key = `${kind}.${code}`
      return isKey(key) ? say(key) : visibleString(code)
    },
    name: (names) => visibleString(names[language] ?? names['th'] ?? Object.values(names)[0] ?? ''),
    date: (day) => writeDate(language, day),
    shortDate: (day) => writeDate(language, day, { ...whole, month: 'short' }),
    time: (at) => writeTime(language, at),
    languageName(tag) {
      const key = `language.${tag}`
      return isKey(key) ? say(key) : nameLanguage(language, tag)
    },
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
