/** By which day an office has promised to be in contact. */
import { expect, test } from 'vitest'
import { firstContactDay, lastContactDay } from '../../../../client/library/areas/first-contact.ts'
import type { AreaPack } from '../../../../client/library/areas/pack.ts'
import { addDays, dayOf } from '../../../../shared/day.ts'
import type { AgencyId } from '../../../../shared/wire/address.ts'
import { inThailand, isoDay, officeJson, packOf, weekOf } from './office.ts'

const id = 'A'.repeat(43) as AgencyId
const hospital = { id, type: 'hospital' }
const areas = [
  { id: 'lamphun', agencies: [id] },
  { id: 'phayao', agencies: [id] },
  { id: 'yala-city', agencies: [] },
]
const packWith = (area: string, changes: Record<string, unknown>): AreaPack =>
  packOf({ area, offices: [{ ...officeJson, ...changes }] })
const promised = (packs: readonly AreaPack[], at: string, agency = hospital): string | null => {
  const day = firstContactDay({ packs, areas }, agency, inThailand(at))
  return day === null ? null : isoDay(day)
}

test('it is what the office promises, from the day on which it reads the letter', () => {
  const lamphun = packWith('lamphun', { firstContactDays: 5 })
  // a Thursday, read the same day
  expect(promised([lamphun], '2026-11-26 10:00')).toBe('2026-12-01')
  // a Friday evening, read on Monday
  expect(promised([lamphun], '2026-11-27 18:00')).toBe('2026-12-05')
  const always = weekOf(['00:00-24:00'], ['00:00-24:00'])
  expect(promised([packWith('lamphun', { reading: always, firstContactDays: 1 })], '2026-11-27 18:00')).toBe(
    '2026-11-28',
  )
  // nobody knows when it reads, but it has promised
  expect(promised([packWith('lamphun', { reading: 'unknown', firstContactDays: 1 })], '2026-11-27 18:00')).toBe(
    '2026-11-28',
  )
})

test('for a letter of a day, whatever its hour, it is the last of that day', () => {
  const known = { packs: [packWith('lamphun', { firstContactDays: 5 })], areas }
  const friday = dayOf(inThailand('2026-11-27 10:00'))
  // this day ends at seven in the morning there: on Saturday nobody reads
  expect(isoDay(lastContactDay(known, hospital, friday) ?? friday)).toBe('2026-12-05')
  expect(isoDay(lastContactDay(known, hospital, addDays(friday, -1)) ?? friday)).toBe('2026-12-02')
})

test('where nobody has said anything there is none', () => {
  expect(promised([], '2026-11-26 10:00')).toBeNull()
  expect(promised([packWith('lamphun', { type: 'school' })], '2026-11-26 10:00')).toBeNull()
  // a pack of an area where it takes no letters
  expect(promised([packWith('yala-city', {})], '2026-11-26 10:00')).toBeNull()
})

test('of an office of several areas the latest counts: the day does not tell the area', () => {
  const packs = [packWith('phayao', { firstContactDays: 9 }), packWith('lamphun', { firstContactDays: 2 })]
  expect(promised(packs, '2026-11-26 10:00')).toBe('2026-12-05')
  expect(promised(packs.toReversed(), '2026-11-26 10:00')).toBe('2026-12-05')
})
