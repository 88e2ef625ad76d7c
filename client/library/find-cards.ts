/**
 * Search over the cards, on this device: nothing is asked of anybody and nothing that was typed is kept. Finds what is
 * written inside longer words, since Thai has no spaces between words, in both languages; forgives capitals, accents,
 * forgotten tone marks and the usual slips of a Thai keyboard.
 */
import type { Card, CardLanguage } from './card.ts'
import { searchWordsOf } from './search-words.ts'

/** Tone marks and the sign of silence: left out or misplaced more often than not. */
const THAI_MARKS = /[\u0e48-\u0e4c]/g
const LATIN_ACCENTS = /[\u0300-\u036f]/g
const ZERO_WIDTH = /[\u200b-\u200d\ufeff]/g
const THAI_ZERO = 0x0e50

/** The form in which texts and what was typed are compared. */
export function plainForm(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(LATIN_ACCENTS, '')
    .replace(ZERO_WIDTH, '')
    .replace(THAI_MARKS, '')
    .replace(/\u0e40\u0e40/g, '\u0e41') // two of เ for one แ
    .replace(/\u0e4d\u0e32/g, '\u0e33') // ํ and า for ำ
    .replace(/[\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) - THAI_ZERO))
    .replace(/\s+/g, ' ')
    .trim()
}

/** Words of a language that writes none apart; the whole where the browser cannot tell them. */
function thaiWords(text: string): readonly string[] {
  // absent in Firefox before 125
  const { Segmenter } = Intl as { readonly Segmenter?: typeof Intl.Segmenter }
  if (Segmenter === undefined) return [text]
  const segments = new Segmenter('th', { granularity: 'word' }).segment(text)
  return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => plainForm(segment))
}

const LANGUAGES: readonly CardLanguage[] = ['th', 'en']

/** Shorter words than these stand inside of too many others. */
const LEAST_CHARACTERS = 2

/**
 * The cards that say this. First those that have it in a title, then in the text or among what people ask, then those that have every word of it
 * somewhere. Empty when nothing, or next to nothing, was typed.
 */
export function findCards(cards: readonly Card[], typed: string): readonly Card[] {
  const wanted = plainForm(typed)
  if (wanted.length < LEAST_CHARACTERS) return []
  const words = [...new Set(typed.split(/\s+/).flatMap(thaiWords))].filter((word) => word.length >= LEAST_CHARACTERS)
  const rank = (card: Card): number => {
    const titles = LANGUAGES.map((language) => plainForm(card[language].title))
    const texts = LANGUAGES.map((language) => plainForm(card[language].text))
    if (titles.some((title) => title.includes(wanted))) return 0
    if (plainForm(searchWordsOf(card)).includes(wanted)) return 1
    if (texts.some((text) => text.includes(wanted))) return 1
    const wholes = LANGUAGES.map((_, at) => `${titles[at]} ${texts[at]}`)
    return words.length > 0 && wholes.some((whole) => words.every((word) => whole.includes(word))) ? 2 : 3
  }
  return cards
    .map((card) => ({ card, at: rank(card) }))
    .filter(({ at }) => at < 3)
    .toSorted((a, b) => a.at - b.at)
    .map(({ card }) => card)
}
