import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIFE_STAGES, SITUATIONS } from '../../../client/library/audience.ts'
import { FACTS, PHONES } from '../../../client/library/facts.ts'
import { hotlinesFor } from '../../../client/library/hotlines-for.ts'
import { DIGITS, hoursOf, isOpen, orderHotlines, thaiMinuteOf } from '../../../client/library/hotlines.ts'
import { ALL_HOTLINES, hotlinesAt } from '../../../client/reporter/hotlines.ts'

const at = (time: string): number => thaiMinuteOf(Date.parse(time))
const phones = PHONES
const ids = Object.keys(DIGITS) as (keyof typeof DIGITS)[]

describe('the hour in Thailand', () => {
  test('is seven hours ahead, over midnight too, in summer as in winter', () => {
    expect(at('2026-11-26T02:00:00Z')).toBe(9 * 60)
    expect(at('2026-11-26T16:59:59Z')).toBe(23 * 60 + 59)
    expect(at('2026-11-26T17:00:00Z')).toBe(0)
    expect(at('2026-07-01T23:30:00Z')).toBe(6 * 60 + 30)
  })
})

describe('the order of the numbers', () => {
  const pregnancy = hotlinesFor('pregnancy')

  test('puts 1663 first for a pregnancy while it answers, and last before nine and from twenty-one', () => {
    const place = (time: string): number => orderHotlines(pregnancy, at(time)).indexOf('tel-1663')
    expect(place('2026-11-26T09:00:00+07:00')).toBe(0)
    expect(place('2026-11-26T20:59:59+07:00')).toBe(0)
    expect(place('2026-11-26T08:59:59+07:00')).toBe(5)
    expect(place('2026-11-26T21:00:00+07:00')).toBe(5)
  })

  test('begins with the police and the ambulance where nothing is known', () => {
    expect(hotlinesAt(12 * 60).map(({ number }) => number)).toEqual(['191', '1669', '1300', '1323', '1387', '1663'])
    expect(ALL_HOTLINES).toEqual(hotlinesAt(12 * 60))
  })

  test('begins with Childline where a child may not be safe, and with the police where somebody is being hurt', () => {
    expect(orderHotlines(hotlinesFor('child_at_risk'), 0)[0]).toBe('tel-1387')
    for (const situation of ['family_violence', 'sexual_violence', 'community_violence', 'trafficking'] as const)
      expect(orderHotlines(hotlinesFor(situation), 0)[0]).toBe('tel-191')
  })

  test('names each number once, whatever the situation and the hour, and none that answers behind one that does not', () => {
    fc.assert(
      fc.property(fc.subarray(ids), fc.integer({ min: 0, max: 1439 }), (first, minute) => {
        const order = orderHotlines(first, minute)
        expect(order.toSorted()).toEqual(ids.toSorted())
        const open = order.map((id) => isOpen(hoursOf(id), minute))
        expect(open).toEqual(open.toSorted((a, b) => Number(b) - Number(a)))
      }),
    )
  })
})

describe('the facts', () => {
  test('hold every number that is shown, well founded, with source and month, and no other digits for it', () => {
    for (const id of ids) {
      expect(phones[id].digits, id).toBe(DIGITS[id])
      expect(phones[id].grade, id).toBe('A')
      expect(phones[id].hours === 'day-and-night' ? undefined : (phones[id].hours ?? undefined)).toEqual(hoursOf(id))
    }
    for (const [id, { digits }] of Object.entries(phones)) expect(id).toBe(`tel-${digits}`)
  })

  test('say which situations a number is for, where it comes first for one', () => {
    for (const situation of SITUATIONS)
      for (const id of hotlinesFor(situation)) {
        const { situations } = phones[id]
        const isForEmergencies = id === 'tel-191' || id === 'tel-1669'
        // rights and unfair treatment are not among the ten groups of 1300, which can still tell whom to ask
        const tellsWhomToAsk = id === 'tel-1300'
        expect(situations.includes(situation) || isForEmergencies || tellsWhomToAsk, `${id} ${situation}`).toBe(true)
      }
    expect(phones['tel-1387'].ages).toEqual(LIFE_STAGES.slice(0, 2))
  })

  test('have a source, a grade and a review after the check, and none is of grade C', () => {
    for (const [id, { grade, sources, checked, reviewBy }] of Object.entries(FACTS)) {
      expect(['A', 'B'], id).toContain(grade)
      expect(sources.length, id).toBeGreaterThan(0)
      for (const source of sources) expect(source.trim(), id).not.toBe('')
      for (const month of [checked, reviewBy]) expect(month, id).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/)
      expect(reviewBy > checked, id).toBe(true)
    }
  })

  test('leave out what is not sure: numbers that could not be confirmed, and a relay for deaf people that has stopped', () => {
    const known = Object.keys(FACTS).join(' ')
    for (const left of ['1146', '1559', '1415', '1330', '1506', '1377', '1567', '1111', '1441', '1134', 'ttrs'])
      expect(known).not.toContain(left)
  })

  test('hold the digits of the page that is shown without scripts', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../client/reporter/index.html'), 'utf8')
    const shown = [...page.matchAll(/\btel:(\d+)/g), ...page.matchAll(/<b>(\d+)<\/b>/g)].map(([, digits]) => digits)
    expect(shown.length).toBe(6)
    const all = ALL_HOTLINES.map(({ number }) => number)
    for (const digits of [...shown, ...(page.replace(/<head>.*<\/head>/s, '').match(/\b\d{3,10}\b/g) ?? [])])
      expect(all).toContain(digits)
  })

  test('are the only place with digits to dial in the apps', () => {
    const sources = ['speech.ts', 'help.tsx', 'hotlines.ts', 'numbers.tsx', 'trouble.tsx', 'part.tsx', 'home.tsx']
    for (const name of sources)
      expect(readFileSync(join(import.meta.dirname, '../../../client/reporter', name), 'utf8')).not.toMatch(
        /['":]\d{3,5}['"]/,
      )
  })
})
