import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleString, visibleText } from '../../../client/ui/visible-text.ts'

function isHidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  const isControl = code < 0x20 && character !== '\n' && character !== '\t'
  return isControl || /[\u202A-\u202E\u2066-\u2069\u200B\u2028\u2029]/.test(character)
}

describe('foreign words', () => {
  it('stay as they are when everything in them can be seen', () => {
    const texts = ['ฉันกลัว ไม่กล้ากลับบ้าน ๆ', 'It hurts.\n\tHere', 'مرحبا', '👩‍👧 ❤️ 🏳️‍🌈 1️⃣ 👍🏽', 'ကျွန်မ', 'é ñ Việt']
    for (const text of texts) expect(visibleString(text)).toBe(text)
  })

  it.each([
    ['turned direction', 'ab\u202Ecd', 'ab⟦U+202E⟧cd'],
    ['isolates', '\u2066x\u2069', '⟦U+2066⟧x⟦U+2069⟧'],
    ['zero width', 'pass\u200Bword\u200C\uFEFF', 'pass⟦U+200B⟧word⟦U+200C⟧⟦U+FEFF⟧'],
    ['a joiner that joins no pictures', 'a\u200Db', 'a⟦U+200D⟧b'],
    ['control characters', 'a\u0000\u0007\u001B[2Jb\u009B', 'a⟦U+0000⟧⟦U+0007⟧⟦U+001B⟧[2Jb⟦U+009B⟧'],
    ['line separators that are no line breaks', 'a\u2028b\u2029c\u0085d', 'a⟦U+2028⟧b⟦U+2029⟧c⟦U+0085⟧d'],
    [
      'letters that draw nothing',
      '\u3164\u115F\u2800\u00AD\u034F\u180E',
      '⟦U+3164⟧⟦U+115F⟧⟦U+2800⟧⟦U+00AD⟧⟦U+034F⟧⟦U+180E⟧',
    ],
    ['blanks of single scripts', '\u{16FE4}\u{1D159}\u{13441}', '⟦U+16FE4⟧⟦U+1D159⟧⟦U+13441⟧'],
    ['code points without a meaning', 'a\uFFFE\uE000b', 'a⟦U+FFFE⟧⟦U+E000⟧b'],
    ['tags', 'a\u{E0041}b', 'a⟦U+E0041⟧b'],
    ['half of a surrogate pair', 'a\uD83Db', 'a⟦U+D83D⟧b'],
    ['a form for no picture', 'a\uFE0F', 'a⟦U+FE0F⟧'],
  ])('show %s as marks', (_what, text, shown) => {
    expect(visibleString(text)).toBe(shown)
  })

  it('pile up only so high', () => {
    expect(visibleString(`a${'\u0301'.repeat(40)}b`)).toBe(`a${'\u0301'.repeat(6)}⟦+34⟧b`)
  })

  it('become one mark for a run of the same', () => {
    expect(visibleText('\u00AD'.repeat(12_000))).toEqual([{ kind: 'mark', text: 'U+00AD ×12000' }])
    expect(visibleString('a\u00AD\u00ADb\u00AD')).toBe('a⟦U+00AD ×2⟧b⟦U+00AD⟧')
  })

  it('have one kind of line break', () => {
    expect(visibleString('a\r\nb\rc\nd')).toBe('a\nb\nc\nd')
  })

  it('tell a mark of ours from one that was typed', () => {
    expect(visibleText('⟦U+202E⟧')).toEqual([{ kind: 'text', text: '⟦U+202E⟧' }])
    expect(visibleText('\u202E')).toEqual([{ kind: 'mark', text: 'U+202E' }])
  })

  it('never keep a character that turns, hides or breaks, whatever they are', () => {
    const nasty = fc.constantFrom(
      '\u202E',
      '\u2067',
      '\u200B',
      '\u200D',
      '\uFE0F',
      '\u0000',
      '\u0301',
      '👩',
      'ก',
      '\r',
      '\n',
    )
    const any = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 40 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(any, (text) => {
        const shown = visibleText(text).flatMap((segment) => (segment.kind === 'text' ? [segment.text] : []))
        return !Array.from(shown.join('')).some(isHidden)
      }),
    )
  })
})
