import { expect, test } from 'vitest'
import { createSpeech } from '../../../client/desk/speech.ts'
import { words as en } from '../../../client/words/desk.en.ts'
import { words as th } from '../../../client/words/desk.th.ts'
import { LANGUAGES } from '../../../shared/case/language.ts'
import { day } from '../../shared/trust/world.ts'

test('a desk names every language that a reporter may ask to be answered in', () => {
  const english = createSpeech('en', en, () => undefined)
  const thai = createSpeech('th', th, () => undefined)
  // no browser knows Patani Malay by name
  expect(LANGUAGES.map((tag) => english.languageName(tag))).toEqual([
    'Thai',
    'English',
    'Patani Malay, Jawi letters',
    'Patani Malay, Thai letters',
    'Burmese',
    'Lao',
    'Khmer',
  ])
  expect(thai.languageName('mfa-Arab')).toBe('มลายูปาตานี อักษรยาวี')
  expect(english.languageName('no tag at all')).toBe('no tag at all')
})

test('a day that no calendar has is shown by a sign: a letter can carry one', () => {
  const { date, shortDate } = createSpeech('th', th, () => undefined)
  const never = day(0xffffffff)
  expect([date(never), shortDate(never)]).toEqual(['?', '?'])
})
