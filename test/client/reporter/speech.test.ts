import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { localTime } from '../../../client/library/areas/hours.ts'
import { SERVICE_LANGUAGES } from '../../../client/reporter/find/languages.ts'
import { loadSpoken } from '../../../client/reporter/language/load-language.ts'
import { createSpeech, type Speech } from '../../../client/reporter/speech.ts'
import type { Spoken } from '../../../client/reporter/language/spoken.ts'
import { SPOKEN, languageOf } from '../../../client/words/languages.ts'
import { words as en } from '../../../client/words/reporter.en.ts'
import { words as th } from '../../../client/words/reporter.th.ts'
import { LANGUAGES } from '../../../shared/case/language.ts'
import { dayStartMs } from '../../../shared/day.ts'
import { day } from '../../shared/trust/world.ts'

const today = day(20_779)
const parts = { now: () => dayStartMs(today), choose: () => undefined }

describe('the language', () => {
  test('is the first that the browser names and we speak, else Thai', () => {
    expect(languageOf(['en-GB', 'th'])).toBe('en')
    expect(languageOf(['de', 'th-TH', 'en'])).toBe('th')
    expect(languageOf(['my-MM', 'th-TH'])).toBe('my')
    expect(languageOf(['km'])).toBe('km')
    expect(languageOf(['lo-LA'])).toBe('lo')
    expect(languageOf(['de', 'fr'])).toBe('th')
    expect(languageOf([])).toBe('th')
    // what an object has from its birth is no language
    expect(languageOf(['constructor', 'toString-x'])).toBe('th')
  })

  test('is Patani Malay in Jawi where the browser speaks Malay, unless it says Thai letters', () => {
    expect(languageOf(['ms-MY', 'en'])).toBe('mfa-Arab')
    expect(languageOf(['mfa'])).toBe('mfa-Arab')
    expect(languageOf(['mfa-Thai-TH'])).toBe('mfa-Thai')
    // Thailand is no script
    expect(languageOf(['ms-TH'])).toBe('mfa-Arab')
  })

  test('is one that a letter can name', () => {
    expect(SPOKEN).toEqual(LANGUAGES)
  })

  test('has a name where somebody looks for a service in it', () => {
    expect([...new Set(LANGUAGES.map((tag) => tag.split('-')[0]))]).toEqual(SERVICE_LANGUAGES)
  })

  test('fills in names and gives dates in its own calendar', () => {
    const english = createSpeech({ ...parts, language: 'en', words: en })
    const thai = createSpeech({ ...parts, language: 'th', words: th })
    expect(english.say('state.waiting', { date: english.date(today) })).toBe(
      'Locked. Waiting on this phone, until 22 November 2026',
    )
    expect(thai.date(today)).toBe('22 พฤศจิกายน 2569')
    expect(thai.name({ en: 'Lamphun' })).toBe('Lamphun')
    expect(thai.today()).toBe(today)
  })

  test('has a sign for a day that no calendar has: an answer may name one, and must not take the screen away', () => {
    const english = createSpeech({ ...parts, language: 'en', words: en })
    // the largest that a letter can carry, and that of a time in month 13
    for (const never of [day(0xffffffff), localTime(Date.parse('2026-13-45T00:00:00Z')).day]) {
      expect([english.date(never), english.weekday(never)]).toEqual(['?', '?'])
    }
  })
})

test('what is filled into a sentence that runs from right to left stands apart in it, and nowhere else', async () => {
  const jawi = createSpeech({ ...(await loadSpoken('mfa-Arab', true)), ...parts })
  const agency = 'โรงพยาบาล (สาธิต)'
  expect(jawi.say('review.to', { agency })).toBe(jawi.say('review.to').replace('{agency}', agency))
  expect(jawi.say('review.to', { agency })).toContain(`\u2068${agency}\u2069`)
  // borrowed from Thai, which does not
  expect(jawi.say('rights.found', { count: 3 })).toBe(th['rights.found'].replace('{count}', '3'))
  const thai = createSpeech({ ...parts, language: 'th', words: th })
  expect(thai.say('review.to', { agency })).toBe(th['review.to'].replace('{agency}', agency))
})

test('names are shown in the letters that readers of a draft know, and in Thai beside them', async () => {
  const names = { th: 'จังหวัดลำพูน', en: 'Lamphun' }
  const named = await Promise.all(
    LANGUAGES.map(async (language) => createSpeech({ ...(await loadSpoken(language, false)), ...parts }).name(names)),
  )
  const both = 'Lamphun · จังหวัดลำพูน'
  expect(named).toEqual([names.th, names.en, names.th, names.th, both, names.th, both])
  const burmese = createSpeech({ ...(await loadSpoken('my', false)), ...parts })
  expect(burmese.name({ th: names.th })).toBe(names.th)
  // where both stood before
  expect([burmese.shortName(names), burmese.shortName({ th: names.th })]).toEqual([names.en, names.th])
})

describe('a draft', () => {
  /** As if the draft said nothing but this. */
  async function lacking(language: 'mfa-Arab' | 'my', words: Spoken['words']): Promise<Speech> {
    return createSpeech({ ...(await loadSpoken(language, true)), ...parts, words })
  }

  test('says what it lacks in the language that its readers are likelier to read', async () => {
    const jawi = await lacking('mfa-Arab', { skip: 'لڠکاو' })
    expect([jawi.say('skip'), jawi.say('next')]).toEqual(['لڠکاو', th.next])
    expect((await lacking('my', {})).say('next')).toBe(en.next)
  })

  test('marks that as the other language where it is drawn, alone and beside other things', async () => {
    const jawi = await lacking('mfa-Arab', { skip: 'لڠکاو' })
    expect(h('p', null, jawi.say('next')).props).toMatchObject({ lang: 'th', dir: 'ltr' })
    expect(h('p', null, jawi.say('state.waiting', { date: '1' })).props).toMatchObject({ lang: 'th', dir: 'ltr' })
    expect(h('p', null, jawi.say('skip')).props).not.toHaveProperty('lang')
    const [mark, picture] = h('button', null, jawi.say('next'), h('svg', null)).props.children as ReturnType<typeof h>[]
    expect(mark).toMatchObject({ type: 'span', props: { lang: 'th', dir: 'ltr', children: th.next } })
    expect(picture).toMatchObject({ type: 'svg' })
  })

  test('writes its dates itself, whatever the browser knows', async () => {
    const written = await Promise.all(
      LANGUAGES.map(async (language) => createSpeech({ ...(await loadSpoken(language, true)), ...parts }).date(today)),
    )
    expect(written).toEqual([
      '22 พฤศจิกายน 2569',
      '22 November 2026',
      '22 نوۏيمبر 2026',
      '22 พฤศจิกายน 2569',
      '22 နိုဝင်ဘာ 2026',
      '22 ພະຈິກ 2026',
      '22 វិច្ឆិកា 2026',
    ])
  })
})

describe('to a child', () => {
  const speechIn = async (language: 'th' | 'en' | 'lo'): Promise<Speech> =>
    createSpeech({ ...(await loadSpoken(language, true)), ...parts }).toChild()

  test('all that has no words of its own is said in Thai as one speaks to a child, thanks and all', async () => {
    const thai = await speechIn('th')
    for (const key of Object.keys(th) as (keyof typeof th)[]) {
      expect(thai.say(key).replaceAll('ขอบคุณ', ''), key).not.toMatch(/คุณ|ฉัน/)
    }
    expect(thai.say('words.title')).toBe('เล่าด้วยคำของหนู')
    expect(thai.say('calm.title')).toBe(th['calm.title'])
    expect(thai.say('who.ask')).toBe(th['child.who.ask'])
    expect((await speechIn('en')).say('words.title')).toBe(en['words.title'])
  })

  test('also where a draft borrows the Thai sentence', async () => {
    const spoken = await loadSpoken('lo', true)
    const { 'after.whom': _none, ...words } = spoken.words
    const lao = createSpeech({ ...spoken, words, ...parts }).toChild()
    expect(lao.say('after.whom')).toBe('หนูเป็นใครในเรื่องนี้')
  })
})
