/**
 * What is said to a child, in every language: that nobody is told who may be the one it fears, and nothing hopeful about
 * who reads. The words of the languages that no native speaker has checked are held to what was wrong in them before.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, SPOKEN } from '../../../client/words/languages.ts'
import type { Words } from '../../../client/words/reporter.en.ts'
import type { Language } from '../../../shared/case/language.ts'
import { sentencesOf, wordsIn } from './sentences.ts'

interface Rules {
  /** Whoever looks after a child: at home that can be the person it is about. */
  readonly caretakers: RegExp
  /** That somebody will read, or perhaps does. */
  readonly promises: RegExp
  /** That perhaps nobody does before the hour that is filled in. */
  readonly notBefore: RegExp
}

const RULES: Readonly<Record<Language, Rules>> = {
  en: {
    caretakers: /parent|mother|father|guardian|family|carer|keep you safe|look after/i,
    promises: /will read|is read|perhaps (they|someone)|read it (on|at|today)/i,
    notBefore: /Perhaps nobody reads it before \{/,
  },
  th: {
    caretakers: /ดูแล|พ่อ|แม่|ผู้ปกครอง|ครอบครัว|ญาติ/,
    promises: /จะ(ได้)?(เปิด)?อ่าน|อาจมีคนอ่าน/,
    notBefore: /อาจไม่มีใครอ่านก่อน \{/,
  },
  lo: {
    caretakers: /ດູແລ|ພໍ່|ແມ່(?!ນ)|ຜູ້ປົກຄອງ|ຄອບຄົວ/,
    promises: /ຈະອ່ານ|ອາດມີຄົນອ່ານ/,
    notBefore: /ອາດບໍ່ມີໃຜອ່ານກ່ອນ \{/,
  },
  'mfa-Thai': {
    caretakers: /ยาฆอ|ปะเปาะ|ครอบครัว/,
    promises: /เนาะ บาจอ|ยาดี บาจอ/,
    notBefore: /เตาะ บาจอ ดูลู ดารี \{/,
  },
  'mfa-Arab': {
    caretakers: /جاݢ|ايبو|باڤ|کلوارݢ/,
    promises: /اکن باچ|موڠکين دباچ/,
    notBefore: /موڠکين تيدق دباچ سبلوم \{/,
  },
  my: {
    caretakers: /ကာကွယ်ပေးသူ|စောင့်ရှောက်|အုပ်ထိန်း|မိဘ|အဖေ|အမေ|မိသားစု/,
    promises: /ဖတ်ပါမယ်|\{time\} ဖတ်နိုင်/,
    notBefore: /\{time\} မတိုင်ခင် မဖတ်/,
  },
  km: {
    caretakers: /អ្នកដែលការពារ|អាណាព្យាបាល|ឪពុក|ម្ដាយ|ម្តាយ|គ្រួសារ/,
    promises: /នឹងអាន|ប្រហែលគេអាន/,
    notBefore: /ប្រហែលគ្មានគេអានមុន \{/,
  },
}

const MOST_WORDS = 8

const own = new Map<Language, Partial<Words>>()
beforeAll(async () => {
  for (const tag of SPOKEN) {
    const entry = LANGUAGES[tag]
    own.set(tag, 'draft' in entry ? (await entry.draft()).draft.words : (await entry.whole()).words)
  }
})

describe.each(SPOKEN)('to a child, %s', (tag) => {
  const { caretakers, promises, notBefore } = RULES[tag]
  const said = (): [string, string][] => Object.entries(own.get(tag) ?? {}).filter(([key]) => key.startsWith('child.'))

  test('never says that whoever looks after it is told', () => {
    expect(said().filter(([, text]) => caretakers.test(text))).toEqual([])
    expect(said().length).toBeGreaterThan(20)
  })

  test('never promises that it is read, and says before when perhaps nobody does', () => {
    expect(said().filter(([, text]) => promises.test(text))).toEqual([])
    const words = own.get(tag)
    expect(words?.['child.reading.perhaps']).toMatch(notBefore)
    expect(words?.['child.reading.perhaps.today']).toMatch(notBefore)
  })
})

/** From the first question to the last that is asked after sending, and how it stands meanwhile. */
const ON_THE_WAY =
  /^(child|danger|need|area|who|law|reading|words|answer|silence|tell|review|voice|ticket|keep|calm|after|issues|role|age|district|wishes|agree|hotline|about)\.|^(help\.trace|state\.(waiting|handed|memory|keep)|trouble\.(full|absent|broken|blocked)$)/
/** Before it is known that a child tells; what is said to whoever tells of another. */
const NOT_TO_A_CHILD = /^(danger\.about$|whom\.|review\.another$)/

describe.each(['en', 'th'] as const)('to a child, %s', (tag) => {
  test(`says sentences of at most ${MOST_WORDS} words, also those that are said to everybody`, () => {
    const words: Readonly<Record<string, string>> = own.get(tag) ?? {}
    const long = Object.entries(words)
      .filter(([key]) => ON_THE_WAY.test(key) && !NOT_TO_A_CHILD.test(key))
      .filter(([key]) => words[`child.${key}`] === undefined)
      .flatMap(([key, text]) => sentencesOf(text, tag).map((sentence) => ({ key, sentence })))
      .filter(({ sentence }) => wordsIn(sentence, tag) > MOST_WORDS)
    expect(long.map(({ key, sentence }) => `${key}: ${sentence}`)).toEqual([])
  })
})
