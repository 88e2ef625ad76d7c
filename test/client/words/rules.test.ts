/** How a person is spoken to, in every language: short, without blame, and with no promise that nobody can keep. */
import { beforeAll, describe, expect, test } from 'vitest'
import { ALL_HOTLINES } from '../../../client/reporter/hotlines.ts'
import { LANGUAGES, SPOKEN } from '../../../client/words/languages.ts'
import type { Words } from '../../../client/words/reporter.en.ts'
import type { Language } from '../../../shared/case/language.ts'
import { sentencesOf, wordsIn } from './sentences.ts'

const MOST_WORDS = 12

/** From the home to the ticket and what is asked after it, and what is said to a child on the way. */
const onCorePath = (key: string): boolean =>
  /^(home|help|hotline|danger|whom|need|area|who|law|reading|words|answer|silence|tell|review|ticket|keep|calm|child|voice|after|issues|role|knows|reach|age|district|wishes|agree)\./.test(
    key,
  ) ||
  /^(language|exit|cover|next|skip|back|again|loading|state\.(waiting|waiting\.how|waiting\.sync|handed|arrived|read))$/.test(
    key,
  )

type Own = readonly (readonly [key: string, text: string])[]
const own = new Map<Language, Own>()

/** What this language says itself. */
async function wordsOf(tag: Language): Promise<Partial<Words>> {
  const entry = LANGUAGES[tag]
  return 'draft' in entry ? (await entry.draft()).draft.words : (await entry.whole()).words
}

beforeAll(async () => {
  for (const tag of SPOKEN) own.set(tag, Object.entries(await wordsOf(tag)))
})
const said = (tag: Language): Own => own.get(tag) ?? []

/** Texts that a rule forbids, but for those that are allowed by their key. */
function breaches(tag: Language, forbidden: RegExp, allowed: readonly string[] = []): string[] {
  const found = said(tag).filter(([key, text]) => forbidden.test(text) && !allowed.includes(key))
  return found.map(([key, text]) => `${key}: ${text}`)
}

describe.each(SPOKEN)('on the core path, %s', (tag) => {
  test(`says sentences of at most ${MOST_WORDS} words`, () => {
    const thai = new Map(said('th'))
    const long = said(tag)
      .filter(([key]) => onCorePath(key))
      .flatMap(([key, text]) => sentencesOf(text, tag).map((sentence) => ({ key, sentence })))
      .filter(({ key, sentence }) => {
        // written without any mark between sentences: it may be as long as what it translates
        const times = tag === 'mfa-Thai' ? sentencesOf(thai.get(key) ?? '', 'th').length : 1
        return wordsIn(sentence, tag) > MOST_WORDS * times
      })
    expect(long.map(({ key, sentence }) => `${key}: ${sentence}`)).toEqual([])
    expect(said(tag).filter(([key]) => onCorePath(key)).length).toBeGreaterThan(100)
  })
})

test('a sentence is counted in words, however its letters are written', () => {
  const counted = (text: string, tag: Language): number[] => sentencesOf(text, tag).map((one) => wordsIn(one, tag))
  expect(counted('Call {agency} now. Do not wait!', 'en')).toEqual([3, 3])
  expect(counted('โทรตอนนี้ ไม่ต้องรอ', 'th')).toEqual([3, 3])
  expect(counted('تيليفون سکارڠ. جاڠن تونݢو', 'mfa-Arab')).toEqual([2, 2])
  expect(counted('ហៅឥឡូវ។ កុំរង់ចាំ។', 'km')).toEqual([2, 2])
  expect(counted('ကျွန်မ အကူအညီ လိုပါတယ်', 'my')[0]).toBeGreaterThan(3)
})

describe('towards the person', () => {
  test('nothing blames, judges or promises too much', () => {
    const thai =
      /ทำไมคุณ|เหยื่อ|ผู้ถูกกระทำ|หลักฐานไม่พอ|ต้องมีหลักฐาน|แจ้งเท็จ|ไกล่เกลี่ย|คืนดี|อดทน|ยอมความ|เสียตัว|ท้องก่อนแต่ง|แก้ไขแล้ว|เสร็จสิ้น|ปลอดภัยแน่นอน|100 ?%|ไม่มีใครรู้|ล้มเหลว/
    const english =
      /why did you|\bvictim|guarantee|anonymous|\bsolved|resolved|\bfailed|immediately|24\/7|100 ?%|password|account/i
    expect(breaches('th', thai)).toEqual([])
    expect(breaches('en', english)).toEqual([])
    // drafts are held to what can be held without knowing the language
    for (const tag of SPOKEN) expect(breaches(tag, /24\/7|100 ?%/), tag).toEqual([])
  })

  test('every promise of time is filled in, and not written down', () => {
    /** What this app or this phone does itself, and how long a fact of the library says that a line is open. */
    const itself = [
      'words.memory',
      'review.sealing',
      'sealing.wait',
      'my.opening',
      'code.making',
      'my.none.more',
      'exit.label',
    ]
    const open = ['hotline.social', 'hotline.mind', 'hotline.child']
    // about the exit; advice to the person; the day and hour beside it are filled in; what an office cannot do
    const others = ['limits.exit', 'state.keep.no', 'reading.today', 'reading.perhaps.today', 'find.opens.today']
    const allowed = [
      ...itself,
      ...open,
      ...others,
      'child.reading.perhaps.today',
      'who.danger.instead',
      'who.danger.later',
      'who.danger.title',
    ]
    const english =
      /\b(\d+|an?|one|two|three|five|ten|few|some)\s+(second|minute|hour|day|week|month)s?\b|\bsoon\b|\bat once\b|\bday and night\b|o’clock|\btoday\b|\btomorrow\b|\bwithin\b/i
    const thai =
      /(\d+|หนึ่ง|สอง|สาม|ห้า|สิบ|ไม่กี่)\s*(วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน)|เร็ว ๆ นี้|ทันที|ทั้งวันทั้งคืน|พรุ่งนี้|ภายใน(?!\s*\{)|นาฬิกา/
    expect(breaches('en', english, allowed)).toEqual([])
    expect(breaches('th', thai, allowed)).toEqual([])
    // what is allowed is there, and needs to be
    const needed = [...breaches('en', english), ...breaches('th', thai)].map((one) => one.split(': ')[0])
    expect(allowed.filter((key) => !needed.includes(key))).toEqual([])
  })

  /** The pages that this browser has opened, as this language calls them. */
  const HISTORY: Readonly<Record<Language, RegExp>> = {
    en: /history/,
    th: /ประวัติ/,
    lo: /ປະຫວັດ/,
    'mfa-Thai': /ประวัติ/,
    'mfa-Arab': /سجاره/,
    my: /မှတ်တမ်း/,
    km: /ប្រវត្តិ/,
  }

  test('of leaving it is said in every language what it does not take away', () => {
    for (const tag of SPOKEN) expect(new Map(said(tag)).get('use.alone'), tag).toMatch(HISTORY[tag])
  })

  test('no office’s language: a letter is closed and left to be carried, in the same words everywhere', () => {
    expect(breaches('th', /ปิดผนึก|ส่งมอบ/)).toEqual([])
    expect(said('th').filter(([, text]) => text.includes('ฝากส่ง')).length).toBeGreaterThan(10)
  })

  test('no number to dial stands in a sentence: those stand in one place', () => {
    // in the digits of every script
    for (const tag of SPOKEN) expect(breaches(tag, /\p{Nd}[\p{Nd} -]*\p{Nd}[\p{Nd} -]*\p{Nd}/u), tag).toEqual([])
    expect(ALL_HOTLINES.map(({ number }) => number)).toEqual(['191', '1669', '1300', '1323', '1387', '1663'])
  })
})
