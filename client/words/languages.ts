/**
 * The languages of the reporter's app, in the order of shared/case/language.ts. How one is added, and what says so when a
 * part of it was forgotten: docs/languages.md.
 */
import type { Language } from '../../shared/case/language.ts'
import type { Draft, FullLanguage } from './draft/draft.ts'
import type { FirstWords } from './first.en.ts'
import type { Words } from './reporter.en.ts'

interface Named {
  /** In its own letters. */
  readonly name: string
  readonly rtl?: true
}

/** Every sentence is there. */
export interface Full extends Named {
  readonly first: () => Promise<{ readonly words: FirstWords }>
  readonly whole: () => Promise<{ readonly words: Words }>
}

/** No native speaker has checked it; what is missing is said in another language. */
export interface Drafted extends Named {
  readonly draft: () => Promise<{ readonly draft: Draft }>
}

type Registry = Readonly<Record<FullLanguage, Full> & Record<Exclude<Language, FullLanguage>, Drafted>>

export const LANGUAGES: Registry = {
  th: { name: 'ไทย', first: () => import('./first.th.ts'), whole: () => import('./reporter.th.ts') },
  en: { name: 'English', first: () => import('./first.en.ts'), whole: () => import('./reporter.en.ts') },
  'mfa-Arab': { name: 'ملايو (جاوي)', rtl: true, draft: () => import('./draft/mfa-arab.ts') },
  'mfa-Thai': { name: 'บาซอนายู', draft: () => import('./draft/mfa-thai.ts') },
  my: { name: 'မြန်မာ', draft: () => import('./draft/my.ts') },
  lo: { name: 'ລາວ', draft: () => import('./draft/lo.ts') },
  km: { name: 'ខ្មែរ', draft: () => import('./draft/km.ts') },
}

const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag)

/** In the order in which they are offered. */
export const SPOKEN: readonly Language[] = Object.keys(LANGUAGES).filter(isLanguage)

/** Patani Malay where a browser names it, or Malay at all; the script where it says Thai. */
function nearest(tag: string): Language | null {
  const [language = ''] = tag.toLowerCase().split('-')
  if (language === 'mfa' || language === 'ms') return /-thai\b/i.test(tag) ? 'mfa-Thai' : 'mfa-Arab'
  return isLanguage(language) ? language : null
}

/** The first language that we speak among those the browser names; Thai otherwise. */
export const languageOf = (tags: readonly string[]): Language =>
  tags.map(nearest).find((language) => language !== null) ?? 'th'
