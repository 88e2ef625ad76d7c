/** Brings the words of a language: those of the first screen, or all of them. */
import type { Language } from '../../../shared/case/language.ts'
import { LANGUAGES } from '../../words/languages.ts'
import type { Spoken } from './spoken.ts'

export async function loadSpoken(language: Language, whole: boolean): Promise<Spoken> {
  const entry = LANGUAGES[language]
  if ('draft' in entry) return (await import('./draft-language.ts')).loadDraft(language, entry, whole)
  const { words } = await entry[whole ? 'whole' : 'first']()
  return { language, words, whole }
}
