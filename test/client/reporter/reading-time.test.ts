/** When an office reads, as a person reads it. */
import { expect, test } from 'vitest'
import { latestSentence, readingSentence, whenTheyRead } from '../../../client/reporter/reading-time.ts'
import { type Speech, createSpeech } from '../../../client/reporter/speech.ts'
import { words as en } from '../../../client/words/reporter.en.ts'
import { words as th } from '../../../client/words/reporter.th.ts'
import type { Day } from '../../../shared/day.ts'
import { inThailand, officeOf, weekOf } from '../library/areas/office.ts'

const now = (): number => Date.parse('2026-11-26T20:00:00Z')
const choose = (): void => undefined
const english: Speech = createSpeech({ language: 'en', words: en, now, choose })
const thai: Speech = createSpeech({ language: 'th', words: th, now, choose })
const day = (text: string): Day => (Date.parse(`${text}T00:00:00Z`) / 86_400_000) as Day
const monday = { kind: 'later', day: day('2026-11-30'), minutesOfDay: 510 } as const
/** It is three in the morning of the 27th in Thailand. */
const today = { kind: 'later', day: day('2026-11-27'), minutesOfDay: 780 } as const

test('the next reading is a weekday, a date and a time, or today', () => {
  expect(readingSentence(english, monday)).toBe('Their next reading time: Monday 30 November, 08:30')
  expect(readingSentence(thai, monday)).toBe('เวลาอ่านครั้งต่อไป วันจันทร์ที่ 30 พฤศจิกายน 08:30 น.')
  expect(readingSentence(english, today)).toBe('Their next reading time: today, 13:00')
  expect(readingSentence(english, { kind: 'unknown' })).toBe(en['reading.unknown'])
  expect(readingSentence(thai, { kind: 'now' })).toBe(th['reading.now'])
})

test('who has not chosen an office yet is told the longest wait, or nothing', () => {
  expect(latestSentence(english, monday)).toBe(
    'What you write here calls nobody. Perhaps nobody reads it before Monday 30 November, 08:30.',
  )
  expect(latestSentence(thai, today)).toBe('สิ่งที่เขียนที่นี่ไม่ใช่การโทรเรียกใคร อาจไม่มีใครอ่านก่อนเวลา 13:00 น. วันนี้')
  expect(latestSentence(english, { kind: 'now' })).toBe(null)
  expect(latestSentence(english, { kind: 'unknown' })).toBe(null)
})

test('an office without night cover says that it is not read at night, at whatever hour one asks', () => {
  const at = (time: string, office: Parameters<typeof officeOf>[0] | null): string => {
    const speech = createSpeech({ language: 'en', words: en, now: () => inThailand(time), choose })
    return whenTheyRead(speech, office === null ? null : officeOf(office).hours)
  }
  const always = { reading: weekOf(['00:00-24:00'], ['00:00-24:00']), onHolidays: 'as-usual' }
  expect(at('2026-11-26 10:00', {})).toBe(`${en['reading.now']} ${en['reading.night']}`)
  expect(at('2026-11-26 23:00', {})).toBe(`Their next reading time: Friday 27 November, 08:30 ${en['reading.night']}`)
  expect(at('2026-11-26 23:00', always)).toBe(en['reading.now'])
  // after the last day that somebody has looked up
  expect(at('2027-05-03 10:00', {})).toBe(en['reading.unknown'])
  expect(at('2026-11-26 10:00', { reading: 'unknown' })).toBe(en['reading.unknown'])
  expect(at('2026-11-26 10:00', null)).toBe(en['reading.unknown'])
})
