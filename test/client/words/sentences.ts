/** What a sentence is, and how long, in each language. */
import type { Language } from '../../../shared/case/language.ts'

/**
 * Where sentences end. Thai and Lao have no full stop: a space ends a clause, and a clause is what is held to the length;
 * in Burmese its sign does.
 * Patani Malay in Thai letters writes a space after each word and no stop at all: there a text is one sentence.
 */
const ENDS: Readonly<Record<Language, RegExp>> = {
  en: /[.?!:]+(?=\s|$)/,
  th: /\s+/,
  lo: /\s+/,
  'mfa-Arab': /[.؟!:]+(?=\s|$)/,
  'mfa-Thai': /$/,
  my: /[။၊]/,
  km: /[។?៖]/,
}

export const sentencesOf = (text: string, language: Language): string[] =>
  text
    .split(ENDS[language])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

/** A place to be filled in is one word: what is filled in is a name or a date. */
export function wordsIn(sentence: string, language: Language): number {
  const plain = sentence.replace(/\{\w+\}/g, language === 'en' ? 'x' : '1')
  // Patani Malay is in no dictionary of a browser; its words are written apart
  if (language === 'mfa-Thai') return plain.split(/\s+/).length
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(plain)
  return Array.from(segments).filter(({ isWordLike }) => isWordLike === true).length
}
