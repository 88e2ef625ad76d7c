/** What an area pack may be, and that a mistake in one is named by its place. */
import { describe, expect, test } from 'vitest'
import { officeOf } from '../../../../client/library/areas/pack.ts'
import { parseAreaPack } from '../../../../client/library/areas/parse-pack.ts'
import type { AgencyId } from '../../../../shared/wire/address.ts'
import { officeJson, packJson, packOf, weekOf } from './office.ts'

const id = 'A'.repeat(43) as AgencyId
const otherId = `${'A'.repeat(42)}E` as AgencyId

describe('a pack', () => {
  test('is read as it was meant', () => {
    const pack = packOf({})
    expect(pack).toMatchObject({ area: 'lamphun', issues: ['pregnancy', 'family_violence', 'other'] })
    const [office] = pack.offices
    expect(office?.hours.week?.[0]).toEqual([])
    expect(office?.hours.week?.[1]).toEqual([
      { from: 510, until: 720 },
      { from: 780, until: 990 },
    ])
    expect(office?.hours.nightCover).toBe(null)
    expect(office?.hours.holidays.days).toHaveLength(7)
  })

  test('knows an office by its id before its type, and says nothing of one that is not in it', () => {
    const { type: _, ...rest } = officeJson
    const pack = packOf({ offices: [officeJson, { ...rest, id, firstContactDays: 9 }] })
    expect(officeOf(pack, { id, type: 'hospital' })?.firstContactDays).toBe(9)
    expect(officeOf(pack, { id: otherId, type: 'hospital' })?.firstContactDays).toBe(3)
    expect(officeOf(pack, { id: otherId, type: 'school' })).toBe(null)
    expect(officeOf(null, { id, type: 'hospital' })).toBe(null)
  })

  const office = (changes: Record<string, unknown>): unknown => ({ offices: [{ ...officeJson, ...changes }] })
  const without = (name: string): unknown => {
    const { [name]: _, ...rest } = officeJson
    return { offices: [rest] }
  }
  const monday = (spans: unknown): unknown => office({ reading: { ...weekOf(['08:30-16:30']), mon: spans } })
  test.each([
    ['no object', [], '', 'object'],
    ['another format', { format: 'x' }, 'format', 'sosafe/area-pack'],
    ['another version', { version: 2 }, 'version', 'from 1 to 1'],
    ['an id of no area', { area: 'lam phun' }, 'area', 'id of an area'],
    ['a field that nobody knows', { nightcover: 'none' }, 'nightcover', 'is not a field'],
    ['the same in an office', office({ nightcover: 'none' }), 'offices[0].nightcover', 'is not a field'],
    ['a missing field', without('nightCover'), 'offices[0].nightCover', 'missing'],
    ['an office of nobody', without('type'), 'offices[0]', 'either'],
    ['an office of two', office({ id }), 'offices[0]', 'either'],
    ['an id that is none', { offices: [{ ...officeJson, type: undefined, id: 'x' }] }, 'offices[0].id', 'agency id'],
    ['the same office twice', { offices: [officeJson, officeJson] }, 'offices', 'hospital stands here twice'],
    ['a forgotten weekday', office({ reading: { mon: [] } }), 'offices[0].reading.sun', 'missing'],
    ['hours in words', monday(['morning']), 'offices[0].reading.mon[0]', '08:30-16:30'],
    ['hours that end before they begin', monday(['16:30-08:30']), 'offices[0].reading.mon[0]', 'end after'],
    ['hours after midnight', monday(['20:00-24:30']), 'offices[0].reading.mon[0]', '24:00'],
    ['hours that overlap', monday(['08:30-13:00', '12:00-16:00']), 'offices[0].reading.mon', 'overlap'],
    ['a day that is none', { holidays: { until: '2026-12-31', days: ['2026-06-31'] } }, 'holidays.days[0]', 'no such'],
    ['a day in words', { holidays: { until: 'soon', days: [] } }, 'holidays.until', '2026-12-05'],
    ['a holiday too late', { holidays: { until: '2026-12-01', days: ['2026-12-05'] } }, 'holidays.days[0]', 'after'],
    ['cover of unknown hours', office({ reading: 'unknown', nightCover: weekOf([]) }), 'offices[0].nightCover', 'none'],
    ['a rescue at no hour', office({ reading: 'unknown', emergencyCover: true }), 'offices[0].emergencyCover', 'known'],
    ['a duty of no law', office({ mustReport: ['pregnancy'] }), 'offices[0].mustReport[0]', 'child_at_risk'],
    ['a need that nobody has', office({ takes: ['mediation'] }), 'offices[0].takes[0]', 'shelter'],
    ['an issue of no list', { issues: ['gossip'] }, 'issues[0]', 'pregnancy'],
    ['a promise of nothing', office({ firstContactDays: 0 }), 'offices[0].firstContactDays', 'from 1 to 31'],
    ['a language that is none', office({ interpreters: ['Burmese!'] }), 'offices[0].interpreters[0]', 'language'],
    ['yes instead of true', office({ emergencyCover: 'yes' }), 'offices[0].emergencyCover', 'true or false'],
    ['a district without a name', { districts: [{ id: 'a', names: {} }] }, 'districts[0].names', 'name'],
  ])('is none with %s', (_, changes, place, problem) => {
    const json = Array.isArray(changes) ? changes : { ...packJson, ...(changes as object) }
    const parsed = parseAreaPack(JSON.parse(JSON.stringify(json)))
    expect(parsed).toEqual({ ok: false, place, problem: expect.stringContaining(problem) as unknown })
  })
})
