import { describe, expect, test } from 'vitest'
import { CARDS } from '../../../client/library/cards.ts'
import { findCards, plainForm } from '../../../client/library/find-cards.ts'

const found = (typed: string): string[] => findCards(CARDS, typed).map(({ id }) => id)

describe('the search', () => {
  test('finds what stands inside Thai text, which has no spaces', () => {
    expect(found('ยาคุม')).toEqual(expect.arrayContaining(['after-pill', 'pills-free', 'implant-free']))
    expect(found('ไล่นักเรียนออก')).toEqual(['school-goes-on'])
  })

  test('finds in both languages, whatever capitals were typed, and by number in either script', () => {
    expect(found('HIV')).toContain('hiv-medicine')
    expect(found('oscc')).toContain('oscc')
    expect(found('1663')).toContain('pregnancy-line')
    expect(found('๑๖๖๓')).toEqual(found('1663'))
  })

  test('forgives tone marks, accents, and the usual slips of a Thai keyboard', () => {
    expect(found('ทองไมพรอม')).toEqual(found('ท้องไม่พร้อม'))
    expect(found('ท้องไม่พร้อม')).toContain('pregnancy-line')
    expect(plainForm('เเพทย์')).toBe(plainForm('แพทย์'))
    expect(plainForm('ทํา')).toBe(plainForm('ทำ'))
    expect(plainForm('Café\u200b')).toBe('cafe')
  })

  test('finds words that do not stand side by side, also where no spaces part them', () => {
    expect(found('school pregnant')).toContain('school-goes-on')
    expect(found('นักเรียนท้อง')).toContain('school-goes-on')
  })

  test('puts what is in a title first', () => {
    expect(CARDS.findIndex(({ id }) => id === 'later-too')).toBeLessThan(
      CARDS.findIndex(({ id }) => id === 'tourist-police'),
    )
    expect(found('police')).toEqual(expect.arrayContaining(['tourist-police', 'later-too']))
    expect(found('police')[0]).toBe('tourist-police')
    const [first] = found('คุมฉุกเฉิน')
    expect(first).toBe('after-pill')
  })

  test('finds nothing where nothing, or a single letter, was typed, and nothing where nothing is', () => {
    for (const typed of ['', ' ', 'a', 'ก', '\u0e48']) expect(found(typed), typed).toEqual([])
    expect(found('xyzzy')).toEqual([])
  })

  test('takes any text', () => {
    for (const typed of ['.*', '(', '\\', '[ก', '💛'.repeat(50), 'ก'.repeat(2000)])
      expect(() => found(typed)).not.toThrow()
  })
})

describe('what people type who do not know the words of an office', () => {
  test.each([
    ['ทำแท้ง', 'up-to-12-weeks'],
    ['โดนข่มขืน', 'oscc'],
    ['ผัวตี', 'shelter'],
    ['พ่อจับ', 'childline'],
    ['อยากตาย', 'mind'],
    ['คลิปหลุด', 'images'],
  ])('%s is found, in %s', (typed, card) => {
    expect(found(typed)).toContain(card)
  })

  test('is compared, and never shown', () => {
    const shown = CARDS.flatMap(({ th, en }) => [th.title, th.text, en.title, en.text]).join('\n')
    expect(shown).not.toMatch(/ผัวตี|พ่อจับ|ปล้ำ|ท้องก่อนแต่ง|เอาเด็กออก/)
  })
})
