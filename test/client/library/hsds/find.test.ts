/** Which services somebody finds. */
import { expect, test } from 'vitest'
import { ANYTHING, type Wanted, findServices, isOpen, mustBeConfirmed } from '../../../../client/library/hsds/find.ts'
import { type Day, dayOf } from '../../../../shared/day.ts'
import { inThailand } from '../areas/office.ts'
import { schedule, serviceOf, term, uuid } from './written.ts'

const always = [schedule('MO,TU,WE,TH,FR,SA,SU', '00:00', '24:00')]
const access = (code: string): object => ({
  service_at_locations: [
    {
      id: uuid(8),
      location: { id: uuid(9), location_type: 'physical', accessibility: [{ id: uuid(11), attributes: [term(code)] }] },
    },
  ],
})
const one = (name: string, changes: Record<string, unknown>) => serviceOf({ name, ...changes })
const all = [
  one('office', {}),
  one('youth', { minimum_age: 10, maximum_age: 24, attributes: [term('so:mhpss')] }),
  one('older', { minimum_age: 60, ...access('so:comes_to_you') }),
  one('always', { schedules: always, attributes: [term('so:health')], languages: [{ id: uuid(7), code: 'my' }] }),
  one('here', { service_areas: [{ id: uuid(10), extent: 'one', extent_type: 'text' }] }),
  one('closed', { status: 'temporarily closed', schedules: always }),
]
const atNight = inThailand('2026-11-26 23:00')
const found = (wanted: Partial<Wanted>, at = atNight): string[] =>
  findServices(all, { ...ANYTHING, ...wanted }, at).map(({ name }) => name)

test('who wants anything finds all, those that are open in front', () => {
  expect(found({})).toEqual(['always', 'office', 'youth', 'older', 'here', 'closed'])
  expect(found({}, inThailand('2026-11-26 10:00'))).toEqual(['office', 'youth', 'older', 'always', 'here', 'closed'])
})

test('by need, age, language, access, hour and district, and all of them at once', () => {
  expect(found({ need: 'psychosocial' })).toEqual(['youth'])
  expect(found({ age: 'child_0_9' })).not.toContain('youth')
  expect(found({ age: 'adolescent_10_19' })).toContain('youth')
  expect(found({ age: 'adult_20_59' })).toContain('youth')
  expect(found({ age: 'adult_20_59' })).not.toContain('older')
  expect(found({ age: 'older_60_plus' })).toContain('older')
  expect(found({ language: 'my' })).toEqual(['always'])
  expect(found({ access: 'comes_to_you' })).toEqual(['older'])
  expect(found({ open: true })).toEqual(['always'])
  expect(found({ open: true, need: 'psychosocial' })).toEqual([])
  expect(found({ district: 'one' })).toContain('here')
  expect(found({ district: 'two' })).not.toContain('here')
  expect(found({ district: 'two' })).toContain('office')
})

test('what is closed for a time is never open', () => {
  const closed = all.find(({ name }) => name === 'closed')
  expect(closed && isOpen(closed, atNight)).toBe(false)
})

test('what nobody has checked for half a year, or ever, is to be confirmed by a call', () => {
  const assured = dayOf(inThailand('2026-11-01 12:00'))
  const on = (days: number): Day => (assured + days) as Day
  const service = serviceOf({ assured_date: '2026-11-01' })
  expect(mustBeConfirmed(service, on(183))).toBe(false)
  expect(mustBeConfirmed(service, on(184))).toBe(true)
  expect(mustBeConfirmed(serviceOf({ assured_date: undefined }), on(0))).toBe(true)
})
