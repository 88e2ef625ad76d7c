/**
 * Search over the cards, on this device: nothing is asked of anybody and nothing that was typed is kept. Finds words in both
 * languages, also those that stand in Thai text, which has no spaces, and those that are not typed to their end; forgives
 * capitals, accents, forgotten tone marks and the usual slips of a Thai keyboard.
 */
import type { Card, CardLanguage } from './card.ts'
import { UNCUT, searchWordsOf } from './search-words.ts'

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

interface Piece {
  readonly segment: string
  readonly isWordLike?: boolean | undefined
}

/** Words and what is between them, in either language. Null where the browser cannot tell: Firefox before 125. */
function piecesOf(text: string): Iterable<Piece> | null {
  const { Segmenter } = Intl as { readonly Segmenter?: typeof Intl.Segmenter }
  return Segmenter === undefined ? null : new Segmenter('th', { granularity: 'word' }).segment(text)
}

/** In the form that is compared, and the places in it where a word begins or ends. Null: nobody can tell. */
interface Text {
  readonly plain: string
  readonly edges: ReadonlySet<number> | null
}

function* placesOf(text: string, wanted: string): Generator<number> {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) yield at
}

function textOf(text: string): Text {
  const pieces = piecesOf(text)
  if (pieces === null) return { plain: plainForm(text), edges: null }
  let plain = ''
  const edges = new Set([0])
  for (const { segment } of pieces) {
    plain += segment.trim() === '' ? ' ' : plainForm(segment)
    edges.add(plain.length)
  }
  for (const word of UNCUT.map(plainForm)) {
    for (const at of placesOf(plain, word)) {
      for (let inside = at + 1; inside < at + word.length; inside++) edges.delete(inside)
    }
  }
  return { plain, edges }
}

/** As words of its own, or only as letters of another one. */
type Has = 'words' | 'letters' | null

const ENDS_IN_THAI = /\p{Script=Thai}$/u

/**
 * A word that is not typed to its end has begun where one does: "ear" is not in "year". Thai words are made of others: where
 * one that was typed ends another it is meant (ท้อง in ตั้งท้อง), where it begins another it is not (ท้อง in ท้องถิ่น).
 */
function hasIn({ plain, edges }: Text, wanted: string): Has {
  const edge = ENDS_IN_THAI.test(wanted) ? wanted.length : 0
  let has: Has = null
  for (const at of placesOf(plain, wanted)) {
    if (edges === null || edges.has(at + edge)) return 'words'
    has = 'letters'
  }
  return has
}

/** The best of these. */
const best = (all: readonly Has[]): Has =>
  all.includes('words') ? 'words' : all.includes('letters') ? 'letters' : null
/** The worst of these: each has to be there, and something asked for. */
const worst = (all: readonly Has[]): Has =>
  all.length === 0 || all.includes(null) ? null : all.includes('letters') ? 'letters' : 'words'

interface Readable {
  readonly languages: readonly { readonly title: Text; readonly text: Text }[]
  readonly asked: Text
}

const LANGUAGES: readonly CardLanguage[] = ['th', 'en']

/** Cut into words once, when somebody searches: not again for each letter that is typed. */
const readable = new WeakMap<Card, Readable>()

function readableOf(card: Card): Readable {
  const known = readable.get(card)
  if (known !== undefined) return known
  const made: Readable = {
    languages: LANGUAGES.map((language) => {
      const { title, text } = card[language]
      return { title: textOf(title), text: textOf(text) }
    }),
    asked: textOf(searchWordsOf(card)),
  }
  readable.set(card, made)
  return made
}

/** Shorter words than these stand inside of too many others. */
const LEAST_CHARACTERS = 2

/** What was typed, word by word; what stands between spaces where the browser cannot tell. */
function wordsOf(typed: string): readonly string[] {
  const pieces = piecesOf(typed) ?? typed.split(/\s+/).map((segment) => ({ segment, isWordLike: true }))
  const words = Array.from(pieces, ({ segment, isWordLike }) => (isWordLike === true ? plainForm(segment) : ''))
  return [...new Set(words)].filter((word) => word.length >= LEAST_CHARACTERS)
}

/**
 * The cards that say this. First those that have it in a title, then in the text or among what people ask, then those that
 * have every word of it somewhere. Where a card has it as words, those that have it only inside of other words are left out:
 * they are for whoever has not typed to the end. Empty when nothing, or next to nothing, was typed.
 */
export function findCards(cards: readonly Card[], typed: string): readonly Card[] {
  const wanted = plainForm(typed)
  if (wanted.length < LEAST_CHARACTERS) return []
  const words = wordsOf(typed)
  const found = cards.map((card) => {
    const { languages, asked } = readableOf(card)
    const each = languages.map(({ title, text }) => words.map((word) => best([hasIn(title, word), hasIn(text, word)])))
    return {
      card,
      inTitle: best(languages.map(({ title }) => hasIn(title, wanted))),
      inText: best([asked, ...languages.map(({ text }) => text)].map((text) => hasIn(text, wanted))),
      inWords: best(each.map(worst)),
    }
  })
  const whole = best(found.flatMap(({ inTitle, inText }) => [inTitle, inText]))
  // one word of what was typed is less than it
  const apart = whole === null ? best(found.map(({ inWords }) => inWords)) : words.length > 1 ? 'words' : null
  const ranks = [
    found.filter(({ inTitle }) => whole !== null && inTitle === whole),
    found.filter(({ inText }) => whole !== null && inText === whole),
    found.filter(({ inWords }) => apart !== null && inWords === apart),
  ]
  return [...new Set(ranks.flat().map(({ card }) => card))]
}
