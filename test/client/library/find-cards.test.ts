import { describe, expect, test } from 'vitest'
import type { Card } from '../../../client/library/card.ts'
import { CARDS } from '../../../client/library/cards.ts'
import { findCards, plainForm } from '../../../client/library/find-cards.ts'

const found = (typed: string): string[] => findCards(CARDS, typed).map(({ id }) => id)

/** One that nobody has other words for. */
function saying({ th = '', en = '' }): Card {
  const card = CARDS.find(({ id }) => id === 'old-age')!
  return { ...card, th: { title: '', text: th }, en: { title: '', text: en } }
}

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

  test('does not take the beginning of another Thai word for the word: ท้อง is not in ท้องถิ่น', () => {
    const local = CARDS.filter(({ th }) => th.text.includes('ท้องถิ่น') && !/ท้อง(?!ถิ่น)/.test(th.title + th.text))
    expect(local.length).toBeGreaterThan(0)
    for (const typed of ['ท้อง', 'ทอง', 'ท้อง ']) {
      expect(found(typed)).toContain('pregnancy-line')
      for (const { id } of local) expect(found(typed)).not.toContain(id)
      // ท่องเที่ยว, its tone forgotten
      expect(found(typed)).not.toContain('tourist-police')
    }
    for (const typed of ['ท้องถ', 'ท้องถิ', 'ท้องถิ่น']) {
      expect(found(typed)).toEqual(expect.arrayContaining(local.map(({ id }) => id)))
      expect(found(typed), typed).not.toContain('pregnancy-line')
    }
    // but where it ends one it is meant
    const made = [saying({ th: 'ผู้หญิงตั้งท้อง' }), saying({ th: 'องค์กรท้องถิ่น' })]
    expect(findCards(made, 'ท้อง').map(({ th }) => th.text)).toEqual(['ผู้หญิงตั้งท้อง'])
  })

  test('finds a word before it is typed to its end, in either language, and not in the middle of another', () => {
    for (const word of ['pregnant', 'shelter', 'hospital', 'โรงพยาบาล', 'ตำรวจ', 'บัตรสวัสดิการ', 'ยาคุมฉุกเฉิน']) {
      const cards = found(word)
      expect(cards.length, word).toBeGreaterThan(0)
      const letters = Array.from(word)
      for (let typed = 4; typed < letters.length; typed++) {
        const soFar = letters.slice(0, typed).join('')
        expect(found(soFar), soFar).toEqual(expect.arrayContaining(cards))
      }
    }
    const made = ['for a year', 'an ear', 'early'].map((en) => saying({ en }))
    expect(findCards(made, 'ear').map(({ en }) => en.text)).toEqual(['an ear', 'early'])
    // where nothing else is found, what was typed from the middle is
    expect(findCards(made, 'yea').map(({ en }) => en.text)).toEqual(['for a year'])
    expect(findCards(made, 'arl').map(({ en }) => en.text)).toEqual(['early'])
  })

  test('finds as well, but not as exactly, where the browser cannot tell words', () => {
    const { Segmenter } = Intl
    try {
      Object.assign(Intl, { Segmenter: undefined })
      const copies = CARDS.map((card) => ({ ...card }))
      const ids = findCards(copies, 'ท้อง').map(({ id }) => id)
      expect(ids).toEqual(expect.arrayContaining(found('ท้อง')))
      expect(findCards(copies, 'school pregnant').map(({ id }) => id)).toContain('school-goes-on')
    } finally {
      Object.assign(Intl, { Segmenter })
    }
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
