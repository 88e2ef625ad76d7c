/**
 * Foreign words made safe to look at: what cannot be seen, turns the direction of reading, or piles up on other letters is
 * shown as a mark. Nothing is dropped: whoever reads sees that something was there. Line breaks and tabs stay, and so do the
 * joiners that make one picture out of several. Source: Unicode 16 (Cc, Cf, Cs, Zl, Zp, Default_Ignorable_Code_Point, UTS 51).
 */

export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  /** What the mark says: a code point, or how many signs were piled up. */
  | { readonly kind: 'mark'; readonly text: string }

/** Blanks of single scripts draw nothing and are in no class of invisible characters. */
const BLANK = '\u2800\u{16FE4}\u{1D159}\u{13441}\u{13442}'
const HIDDEN = new RegExp(
  `[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Co}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}${BLANK}]`,
  'u',
)
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u
const PILED = /\p{M}/u

/** A Thai letter carries two signs above or below, other scripts up to four. */
const MOST_PILED = 6

const JOINER = '\u200d'
const PICTURE_FORM = '\ufe0f'
const TEXT_FORM = '\ufe0e'
const KEYCAP = '\u20e3'

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

const isPicture = (character: string | undefined): boolean => character !== undefined && PICTURE.test(character)

/** What stands before, looking through the forms of a picture. */
function before(characters: readonly string[], at: number): string | undefined {
  const previous = characters[at - 1]
  return previous === PICTURE_FORM ? characters[at - 2] : previous
}

function joinsPicture(characters: readonly string[], at: number): boolean {
  const character = characters[at]
  if (character === JOINER) return isPicture(before(characters, at)) && isPicture(characters[at + 1])
  if (character !== PICTURE_FORM && character !== TEXT_FORM) return false
  return isPicture(characters[at - 1]) || characters[at + 1] === KEYCAP
}

const isPiled = (character: string | undefined): boolean =>
  character !== undefined && PILED.test(character) && !HIDDEN.test(character)

/** One line break for each way to write one. */
const withLines = (text: string): string => text.replace(/\r\n?/g, '\n')

export function visibleText(text: string): readonly Segment[] {
  const characters = Array.from(withLines(text))
  const segments: Segment[] = []
  let plain = ''
  let piled = 0
  let same = { said: '', times: 0 }
  const mark = (said: string): void => {
    const repeats = plain === '' && segments.length > 0 && same.said === said
    if (plain !== '') segments.push({ kind: 'text', text: plain })
    plain = ''
    same = { said, times: repeats ? same.times + 1 : 1 }
    // One mark for a run: ten thousand of them must not become ten thousand elements of a page.
    if (repeats) segments.pop()
    segments.push({ kind: 'mark', text: repeats ? `${said} ×${same.times}` : said })
  }
  for (const [at, character] of characters.entries()) {
    piled = isPiled(character) ? piled + 1 : 0
    if (piled > MOST_PILED) {
      // One mark for the whole pile, at its end.
      if (!isPiled(characters[at + 1])) mark(`+${piled - MOST_PILED}`)
    } else if (character === '\n' || character === '\t' || !HIDDEN.test(character) || joinsPicture(characters, at)) {
      plain += character
    } else mark(nameOf(character))
  }
  if (plain !== '') segments.push({ kind: 'text', text: plain })
  return segments
}

/** The same as one string, for places that take no elements. */
export function visibleString(text: string): string {
  return visibleText(text)
    .map((segment) => (segment.kind === 'text' ? segment.text : `⟦${segment.text}⟧`))
    .join('')
}
