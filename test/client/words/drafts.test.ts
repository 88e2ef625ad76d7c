/** The languages that no native speaker has checked: what each must say itself, in its own letters. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Draft } from '../../../client/words/draft/draft.ts'
import { words as child } from '../../../client/words/child.en.ts'
import { words as first } from '../../../client/words/first.en.ts'
import { words as keep } from '../../../client/words/keep.en.ts'
import { LANGUAGES, SPOKEN } from '../../../client/words/languages.ts'
import { words as reading } from '../../../client/words/reading.en.ts'
import { type Key, words as en } from '../../../client/words/reporter.en.ts'
import { words as tell } from '../../../client/words/tell.en.ts'
import { words as ticket } from '../../../client/words/ticket.en.ts'
import { words as told } from '../../../client/words/told.en.ts'
import { words as use } from '../../../client/words/use.en.ts'
import { words as voice } from '../../../client/words/voice.en.ts'
import { words as wish } from '../../../client/words/wish.en.ts'
import { glyphsOf } from './font-glyphs.ts'
import { UNTRANSLATED } from './untranslated.ts'

const isKey = (key: string): key is Key => Object.hasOwn(en, key)
const keys = Object.keys(en).filter(isKey)
/** The first screens and the numbers, the short path in writing and by voice, the ticket, the state of a letter, the exit, the cover. */
const core = keys.filter(
  (key) =>
    [child, first, keep, reading, tell, ticket, told, use, voice, wish].some((room) => Object.hasOwn(room, key)) ||
    /^(state\.|calm\.|next$|skip$)/.test(key),
)
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted()

const drafts: [string, Draft][] = []
for (const tag of SPOKEN) {
  const entry = LANGUAGES[tag]
  if ('draft' in entry) drafts.push([tag, (await entry.draft()).draft])
}

/** The letters of a language and of no other, and the bundled font that has to have them. */
const scripts: Readonly<Record<string, { letters: RegExp; font?: string }>> = {
  'mfa-Arab': { letters: /\p{Script=Arabic}/u, font: 'noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal' },
  'mfa-Thai': { letters: /\p{Script=Thai}/u },
  my: { letters: /\p{Script=Myanmar}/u, font: 'noto-sans-myanmar/files/noto-sans-myanmar-myanmar-400-normal' },
  lo: { letters: /\p{Script=Lao}/u, font: 'noto-sans-lao/files/noto-sans-lao-lao-400-normal' },
  km: { letters: /\p{Script=Khmer}/u, font: 'noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal' },
}
const fonts = Object.entries(scripts).flatMap(([tag, { font }]) => (font === undefined ? [] : [[tag, font] as const]))

test('there is one for each script', () => {
  expect(drafts.map(([tag]) => tag)).toEqual(Object.keys(scripts))
})

describe.each(drafts)('the draft %s', (tag, { words }) => {
  const { letters } = scripts[tag] ?? { letters: /$^/ }
  const texts = Object.entries(words)

  test('says all of the core itself, but for what is known to wait', () => {
    const missing = core.filter((key) => !words[key]?.trim())
    expect(missing.toSorted()).toEqual(core.filter((key) => UNTRANSLATED.has(key)).toSorted())
    // what says in every language that it is one
    expect(words.draft).toMatch(letters)
  })

  test('calls the exit and the way back as their buttons do', () => {
    expect(words['use.alone']).toContain(words.exit)
    expect(words['tell.phone-back']).toContain(`“${words.back}”`)
  })

  test('has the same places to fill in as English', () => {
    for (const key of keys.filter((one) => words[one] !== undefined)) {
      expect(placeholders(words[key] ?? ''), key).toEqual(placeholders(en[key]))
    }
  })

  test('is written in its own letters', () => {
    const others = /[^\p{Script=Common}\p{Script=Inherited}]/u
    for (const [key, text] of texts) {
      const foreign = Array.from(text.replace(/\{\w+\}|HIV/g, '')).filter(
        (sign) => others.test(sign) && !letters.test(sign),
      )
      expect(foreign, key).toEqual([])
      expect(text, key).toMatch(letters)
    }
  })
})

describe('the bundled font', () => {
  const lacking = (signs: readonly string[], font: string): string[] => {
    const glyphs = glyphsOf(readFileSync(`node_modules/@fontsource/${font}.woff2`))
    return signs.filter((sign) => !glyphs.has(sign.codePointAt(0) ?? 0))
  }

  test.each(fonts)('of %s has every letter of it', (tag, font) => {
    const { letters } = scripts[tag] ?? { letters: /$^/ }
    const said = drafts.filter(([draft]) => draft === tag).flatMap(([, { words }]) => Object.values(words))
    const used = new Set(said.flatMap((text) => Array.from(text)).filter((sign) => letters.test(sign)))
    expect(lacking([...used], font)).toEqual([])
    expect(used.size).toBeGreaterThan(20)
  })

  test('of Jawi has what Arabic lacks, and no Thai', () => {
    const [, font] = fonts[0] ?? ['', '']
    expect(lacking(['ڠ', 'ڤ', 'ݢ', 'ڽ', 'ۏ', 'چ', 'ก'], font)).toEqual(['ก'])
  })
})
