import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { decodeText, encodeText } from '../../../shared/bytes/cursor.ts'
import { writeEvent } from '../../../shared/case/event.ts'
import { createReporterEvent, parseReporterEvent } from '../../../shared/case/reporter-event.ts'
import { caseOf } from './records.ts'
import { AT, repeatable } from './samples.ts'
import file from './json-vectors.json' with { type: 'json' }

const random = repeatable(41)
const written = (words: string): string =>
  writeEvent(createReporterEvent('message', { random, at: AT, case: caseOf(1) }, { words }))
const wordsOf = (text: string): string | null => {
  const event = parseReporterEvent(text)
  return event?.type === 'message' ? event.body.words : null
}

describe('The JSON of an event', () => {
  it.each(file.vectors.filter(({ read }) => read !== null))('$what (P1.4)', ({ text, read }) => {
    expect(parseReporterEvent(text)).toMatchObject(read ?? {})
  })

  it.each(file.vectors.filter(({ read }) => read === null))('$what: malformed (P1.4)', ({ text }) => {
    expect(parseReporterEvent(text)).toBeNull()
  })

  it('is written without lone surrogates: what no UTF-8 can carry is replaced', () => {
    for (const [words, read] of [
      ['a\uD83Db', 'a\uFFFDb'],
      ['\uDE00\uD83D', '\uFFFD\uFFFD'],
      ['\u{1F600}', '\u{1F600}'],
    ] as const) {
      expect(written(words)).not.toMatch(/\\ud[89a-f]/i)
      expect(wordsOf(written(words))).toBe(read)
    }
  })

  it('gives any words back, as UTF-8 carries them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0xd800, max: 0xdfff }), (words, lone) => {
        const odd = words + String.fromCharCode(lone)
        expect(wordsOf(written(odd))).toBe(decodeText(encodeText(odd)))
      }),
    )
  })
})
