/** What every card promises: few words, one idea, nothing but facts, and said as less sure where it is. */
import { describe, expect, test } from 'vitest'
import { type Choice, GROUPS, LIFE_STAGES, SITUATIONS } from '../../../client/library/audience.ts'
import { type Card, type CardLanguage, isReviewDue, standingOf } from '../../../client/library/card.ts'
import { CARDS, ENOUGH_CARDS, cardOf, cardsFor, stepOf } from '../../../client/library/cards.ts'
import type { Month } from '../../../client/library/fact.ts'
import { FACTS } from '../../../client/library/facts.ts'
import { words as en } from '../../../client/words/reporter.en.ts'
import { words as th } from '../../../client/words/reporter.th.ts'

const MOST_WORDS = 60
const said = { en, th }
const languages: readonly CardLanguage[] = ['th', 'en']
const cases = languages.flatMap((language) => CARDS.map((card) => ({ card, language, ...card[language] })))

function wordsIn(text: string, language: CardLanguage): number {
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(text)
  return [...segments].filter(({ isWordLike }) => isWordLike).length
}

/** What the screen says below a card that is less sure. */
const notice = (card: Card, language: CardLanguage): string =>
  standingOf(card).grade === 'B' ? said[language]['card.ask'].replace('{number}', '1300') : ''

/** The text without the numbers that its facts allow. */
function withoutFigures({ facts }: Card, text: string): string {
  const figures = facts.flatMap((id) => FACTS[id].figures).toSorted((a, b) => b.length - a.length)
  return figures.reduce((rest, figure) => {
    const exactly = figure.replace(/[+]/g, '\\+')
    return rest.replace(new RegExp(`(?<![\\d,])${exactly}(?!,?\\d)`, 'g'), '')
  }, text)
}

describe('every card', () => {
  test(`has at most ${MOST_WORDS} words in each language, title and warning included`, () => {
    for (const { card, language, title, text } of cases) {
      expect(wordsIn(`${title} ${text} ${notice(card, language)}`, language), card.id).toBeLessThanOrEqual(MOST_WORDS)
      expect(text.trim() && title.trim(), card.id).not.toBe('')
    }
  })

  test('rests on facts of grade A or B, and on at least one', () => {
    for (const { id, facts } of CARDS) {
      expect(facts.length, id).toBeGreaterThan(0)
      for (const fact of facts) expect(['A', 'B'], `${id} ${fact}`).toContain(FACTS[fact].grade)
    }
  })

  test('says no number that its own facts do not hold', () => {
    for (const { card, title, text } of cases)
      expect(withoutFigures(card, `${title} ${text}`), card.id).not.toMatch(/[\d\u0e50-\u0e59]/)
  })

  test('is no surer than the least sure of its facts, and says so in both languages', () => {
    for (const card of CARDS) {
      const sure = card.facts.every((id) => FACTS[id].grade === 'A')
      expect(standingOf(card).grade, card.id).toBe(sure ? 'A' : 'B')
    }
    expect(standingOf({ facts: ['tel-1300', 'child-grant'] }).grade).toBe('B')
    expect(en['card.ask']).toMatch(/change/)
    expect(th['card.ask']).toMatch(/เปลี่ยน/)
    for (const language of languages) expect(said[language]['card.ask']).toContain('{number}')
  })

  test('has a source, a month in which it was checked, and a later one in which it is due', () => {
    for (const card of CARDS) {
      const { sources, checked, reviewBy } = standingOf(card)
      expect(sources.length, card.id).toBeGreaterThan(0)
      expect(reviewBy > checked, card.id).toBe(true)
    }
  })

  test('never blames, and never promises too much', () => {
    const never = {
      th: /ทำไมคุณ|เหยื่อ|ผู้ถูกกระทำ|หลักฐานไม่พอ|ต้องมีหลักฐาน|แจ้งเท็จ|ไกล่เกลี่ย|คืนดี|อดทน|ยอมความ|เสียตัว|ท้องก่อนแต่ง|แก้ไขแล้ว|เสร็จสิ้น|ปลอดภัยแน่นอน|100 ?%|ไม่มีใครรู้|ล้มเหลว/,
      en: /why did you|victim|guarantee|anonymous|resolved|failed|immediately|24\/7|100 ?%|perpetrator|offender/i,
    }
    for (const { card, language, title, text } of cases)
      expect(`${title} ${text}`, card.id).not.toMatch(never[language])
  })

  test('has an id of its own, and is for somebody or something', () => {
    expect(new Set(CARDS.map(({ id }) => id)).size).toBe(CARDS.length)
    for (const { id, situations, stages, groups } of CARDS)
      expect(situations.length + stages.length + groups.length, id).toBeGreaterThan(0)
  })

  test('leads on to a card that there is, and never in a circle', () => {
    for (const card of CARDS) {
      const seen = new Set<string>()
      for (let at: Card | undefined = card; at?.next !== undefined; at = cardOf(at.next)) {
        expect(seen.has(at.id), card.id).toBe(false)
        seen.add(at.id)
        expect(cardOf(at.next), at.next).toBeDefined()
      }
    }
  })
})

describe('the review', () => {
  const due = (reviewBy: Month, time: string): boolean => isReviewDue(reviewBy, Date.parse(time))

  test('is due from the first day in Thailand after its month', () => {
    expect(due('2027-05', '2027-05-31T16:59:59Z')).toBe(false)
    expect(due('2027-05', '2027-05-31T17:00:00Z')).toBe(true)
    expect(due('2027-05', '2026-12-31T00:00:00Z')).toBe(false)
    expect(due('2027-05', '2028-01-01T00:00:00Z')).toBe(true)
  })
})

describe('the library', () => {
  const ids = (choice: Choice): string[] => cardsFor(choice).map(({ id }) => id)
  const few = (choices: readonly Choice[]): string[] =>
    choices.filter((choice) => ids(choice).length < ENOUGH_CARDS).map(({ code }) => code)

  test('has three cards for each situation, but for those where too little is known', () => {
    expect(few(SITUATIONS.map((code) => ({ by: 'situation', code })))).toEqual(['homeless'])
  })

  test('has three cards for each stage of life', () => {
    expect(few(LIFE_STAGES.map((code) => ({ by: 'stage', code })))).toEqual([])
  })

  test('has three cards for each named group, but for those where too little is known', () => {
    expect(few(GROUPS.map((code) => ({ by: 'group', code })))).toEqual(['ethnic_minority', 'southern_border_youth'])
  })

  test('leads through a complaint against discrimination: the law, where to, what it can order, the next step', () => {
    const way: string[] = []
    for (
      let card = cardOf('unfair-law');
      card && way.length < 9;
      card = card.next === undefined ? undefined : cardOf(card.next)
    ) {
      expect(card.situations).toContain('discrimination')
      way.push(card.en.text)
    }
    expect(way).toHaveLength(4)
    expect(stepOf(cardOf('unfair-orders')!)).toEqual({ step: 3, of: 4 })
    expect(stepOf(cardOf('oscc')!)).toBeNull()
    expect(way[1]).toMatch(/Department of Women’s Affairs/)
    expect(way[2]).toMatch(/stops.*compensated/)
    expect(way[3]).toMatch(/1300/)
  })
})
