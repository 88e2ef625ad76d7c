import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Key, words as en } from '../../../client/words/reporter.en.ts'
import { words as th } from '../../../client/words/reporter.th.ts'
import { ALL_HOTLINES } from '../../../client/reporter/hotlines.ts'

const keys = Object.keys(en).filter((key): key is Key => Object.hasOwn(en, key))
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted()

/** Words that blame, promise too much or close what only the person can close (vocabulary 8). */
const never = {
  th: /เหยื่อ|ผู้ถูกกระทำ|ต้องมีหลักฐาน|แจ้งเท็จ|ไกล่เกลี่ย|คืนดี|อดทน|ยอมความ|เสียตัว|ท้องก่อนแต่ง|เสร็จสิ้น|ปลอดภัยแน่นอน|100 ?%|ไม่มีใครรู้|ล้มเหลว|ทำไมคุณ/,
  en: /\bvictim|guarantee|anonymous|\bsolved|resolved|\bfailed|immediately|24\/7|100 ?%|why did you|password|account|\bsent\b(?! (here|elsewhere))/i,
}

describe('the words of the reporter’s app', () => {
  test('are the same keys in every language, none empty', () => {
    expect(Object.keys(th).toSorted()).toEqual(keys.toSorted())
    for (const key of keys) expect(th[key].trim() && en[key].trim(), key).not.toBe('')
  })

  test('are all used by a screen', () => {
    const folder = join(import.meta.dirname, '../../../client')
    const screens = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /^reporter.*\.tsx?$/.test(path),
    )
    const code = screens.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n')
    const isUsed = (key: string): boolean => {
      const parts = key.split('.')
      // By name, or by a template over its last part or parts.
      const prefixes = parts.slice(1).map((_, at) => `\`${parts.slice(0, at + 1).join('.')}.\${`)
      return (
        [`'${key}'`, `"${key}"`, ...prefixes].some((text) => code.includes(text)) ||
        code.includes(`of="${key.replace('trouble.', '')}"`)
      )
    }
    expect(keys.filter((key) => !isUsed(key))).toEqual([])
    expect(isUsed('home.nowhere')).toBe(false)
  })

  test('have the same places to fill in', () => {
    for (const key of keys) expect(placeholders(th[key]), key).toEqual(placeholders(en[key]))
  })

  test('never blame, promise too much, or say that something was sent', () => {
    // what was not sent may be said
    const said = (words: string): string => words.replace(/Nothing was sent/g, '')
    for (const key of keys) {
      expect(said(en[key]), key).not.toMatch(never.en)
      expect(th[key], key).not.toMatch(never.th)
    }
  })

  test('name no number to dial: those stand in one place', () => {
    for (const key of keys) for (const text of [en[key], th[key]]) expect(text, key).not.toMatch(/\d{3,}/)
    expect(ALL_HOTLINES.map(({ number }) => number)).toEqual(['191', '1669', '1300', '1323', '1387', '1663'])
  })

  test('for a child stand for a sentence that there is, in at most eight words, and send nobody to their parents', () => {
    const wordsIn = (text: string, language: string): number =>
      [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter(({ isWordLike }) => isWordLike)
        .length
    const forChild = keys.filter((key) => key.startsWith('child.'))
    expect(forChild.length).toBeGreaterThan(20)
    for (const key of forChild) {
      const plain = key.slice('child.'.length)
      expect(keys, key).toContain(plain)
      expect(
        placeholders(en[key]).filter((name) => !placeholders(en[plain as Key]).includes(name)),
        key,
      ).toEqual([])
      for (const sentence of en[key].split(/[.?!:,] ?/)) expect(wordsIn(sentence, 'en'), key).toBeLessThanOrEqual(8)
      for (const sentence of th[key].split(/[:,] ?| /)) expect(wordsIn(sentence, 'th'), key).toBeLessThanOrEqual(8)
      expect(`${en[key]} ${th[key]}`, key).not.toMatch(/parent|mother|father|พ่อ|แม่|ผู้ปกครอง/i)
    }
  })

  test('tell the state in the project’s words', () => {
    expect(en['state.waiting']).toBe('Locked. Waiting on this phone, until {date}')
    expect(en['state.handed']).toBe('Handed over. Not yet read')
    expect(en['state.arrived']).toBe('It has arrived at {agency}')
    expect(en['state.read']).toBe('A person has read it')
  })
})
