import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKit, parseKit, type Kit } from '../../../shared/crypto/kit.ts'
import { completeKitWord, kitWords, parseKitWords } from '../../../shared/crypto/kit-words.ts'
import { KIT_BYTES, KIT_WORD_LETTERS, KIT_WORDS } from '../../../shared/protocol.ts'
import { present } from '../../present.ts'

/** Of 128 bits, from the test vectors published with BIP-39. */
const PUBLISHED = [
  [
    '00000000000000000000000000000000',
    'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about',
  ],
  ['7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f', 'legal winner thank year wave sausage worth useful legal winner thank yellow'],
  [
    '80808080808080808080808080808080',
    'letter advice cage absurd amount doctor acoustic avoid letter advice cage above',
  ],
  ['ffffffffffffffffffffffffffffffff', 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong'],
  ['9e885d952ad362caeb4efe34a8e91bd2', 'ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic'],
  ['c0ba5a8e914111210f2bd131f3d5e08d', 'scheme spot photo card baby mountain device kick cradle pact join borrow'],
  ['23db8160a31d3e0dca3688ed941adbf3', 'cat swing flag economy stadium alone churn speed unique patch report train'],
  [
    'f30f8c1da665478f49b001d94c5fc452',
    'vessel ladder alter error federal sibling chat ability sun glass valve picture',
  ],
] as const

const kitFrom = (hex: string): Kit => present(parseKit(new Uint8Array(Buffer.from(hex, 'hex'))))
const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))
const anyKit = fc
  .uint8Array({ minLength: KIT_BYTES, maxLength: KIT_BYTES })
  .map((bytes) => present(parseKit(new Uint8Array(bytes))))
const GOOD = PUBLISHED[4][1].split(' ')

describe('a kit as words', () => {
  it.each(PUBLISHED)('is what BIP-39 publishes for %s', (hex, words) => {
    expect(kitWords(kitFrom(hex)).join(' ')).toBe(words)
    expect(parseKitWords(words)).toEqual({ ok: true, kit: kitFrom(hex) })
  })

  it('comes back from its words, from their first letters, in any case, numbered, in lines or with commas', () => {
    const ways = [
      (words: readonly string[]) => words.join(' '),
      (words: readonly string[]) => words.map((word) => word.slice(0, KIT_WORD_LETTERS)).join('\n'),
      (words: readonly string[]) => words.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('  '),
      (words: readonly string[]) => `\u200b ${words.join(', ')} .`,
    ]
    fc.assert(
      fc.property(anyKit, fc.constantFrom(...ways), (kit, write) => {
        expect(parseKitWords(write(kitWords(kit)))).toEqual({ ok: true, kit })
      }),
    )
  })

  it('has twelve words, and no bit that is not random', () => {
    const kits = Array.from({ length: 64 }, () => createKit(random))
    expect(kits.every((kit) => kitWords(kit).length === KIT_WORDS)).toBe(true)
    for (let bit = 0; bit < KIT_BYTES * 8; bit++) {
      const set = kits.filter((kit) => ((present(kit[bit >> 3]) >> (bit & 7)) & 1) === 1)
      expect(set.length).toBeGreaterThan(0)
      expect(set.length).toBeLessThan(kits.length)
    }
  })
})

describe('what is typed wrong', () => {
  it('is named by its place and as it was typed', () => {
    const typed = GOOD.with(4, 'curtin')
    expect(parseKitWords(typed.join(' '))).toEqual({ ok: false, reason: 'word', number: 5, typed: 'curtin' })
  })

  it('is told from a word that is too short to be one of the list', () => {
    expect(parseKitWords(GOOD.with(0, 'ozo').join(' '))).toEqual({ ok: false, reason: 'word', number: 1, typed: 'ozo' })
    // A whole word of three letters is one.
    expect(completeKitWord('Zoo')).toBe('zoo')
    expect(completeKitWord('cat')).toBe('cat')
    expect(completeKitWord('catalog')).toBe('catalog')
    expect(completeKitWord('abandoned')).toBeNull()
  })

  it('says that the keyboard writes another script', () => {
    expect(parseKitWords('นหนื')).toEqual({ ok: false, reason: 'keyboard' })
    expect(parseKitWords(`${GOOD.slice(1).join(' ')} แฟะ`)).toEqual({ ok: false, reason: 'keyboard' })
  })

  it('counts the words that are there', () => {
    expect(parseKitWords('')).toEqual({ ok: false, reason: 'count', count: 0 })
    expect(parseKitWords(GOOD.slice(0, 11).join(' '))).toEqual({ ok: false, reason: 'count', count: 11 })
    expect(parseKitWords([...GOOD, 'zoo'].join(' '))).toEqual({ ok: false, reason: 'count', count: 13 })
  })

  it('fails the check in 15 of 16 cases where one word is another, or two have changed places', () => {
    const verdicts = Array.from({ length: 400 }, (_, at) => {
      const words = kitWords(createKit(random))
      const other = present(kitWords(createKit(random))[0])
      const [one, two] = [at % KIT_WORDS, (at + 5) % KIT_WORDS]
      const changed =
        at % 2 === 0 ? words.with(one, other) : words.with(one, present(words[two])).with(two, present(words[one]))
      const parsed = parseKitWords(changed.join(' '))
      return parsed.ok ? 'ok' : parsed.reason
    })
    const found = verdicts.filter((verdict) => verdict === 'check').length
    expect(verdicts.filter((verdict) => verdict !== 'check' && verdict !== 'ok')).toEqual([])
    // 375 of 400 are expected; 340 are seven standard deviations below.
    expect(found).toBeGreaterThan(340)
  })

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.uint16Array({ maxLength: 200 }), (units) => {
        parseKitWords(String.fromCharCode(...units))
        return true
      }),
    )
  })
})
