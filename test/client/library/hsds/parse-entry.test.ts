/** What a service may be, by HSDS 3.0 and by what must never be in the app. */
import { describe, expect, test } from 'vitest'
import { openNow } from '../../../../client/library/areas/hours.ts'
import { inThailand } from '../areas/office.ts'
import { parseWith, schedule, serviceJson, serviceOf, term, uuid } from './written.ts'

const place = (location: object): Record<string, unknown> => ({
  service_at_locations: [{ id: uuid(8), location: { id: uuid(9), location_type: 'physical', ...location } }],
})

test('a service is read as it was meant', () => {
  const service = serviceOf({
    attributes: [term('so:srh'), term('so:health'), term('elsewhere:x')],
    interpretation_services: 'Burmese',
    minimum_age: 10,
    service_areas: [{ id: uuid(10), extent: 'one', extent_type: 'text' }],
    ...place({
      accessibility: [{ id: uuid(11), description: 'A ramp', attributes: [term('so:step_free')] }],
    }),
  })
  expect(service).toMatchObject({
    name: 'สายช่วยเหลือ',
    alternate: 'A line',
    needs: ['health', 'interpretation'],
    minimumAge: 10,
    maximumAge: null,
    phones: [{ number: '1300', description: null }],
    languages: ['th'],
    access: ['step_free'],
    accessibility: ['A ramp'],
    districts: ['one'],
  })
})

test('a service that is given up is not told, and one that is closed for a time is', () => {
  for (const status of ['inactive', 'defunct'])
    expect(parseWith({ status })).toMatchObject({ ok: true, value: { services: [] } })
  expect(serviceOf({ status: 'temporarily closed' }).status).toBe('temporarily closed')
})

describe('its hours', () => {
  const open = (schedules: unknown, at: string): boolean => openNow(serviceOf({ schedules }).hours, inThailand(at))
  const weekdays = [schedule('MO,TU,WE,TH,FR', '08:30', '16:30')]
  const always = [schedule('MO,TU,WE,TH,FR,SA,SU', '00:00', '23:59')]
  test.each([
    ['on a weekday', weekdays, '2026-11-26 10:00', true],
    ['in the evening', weekdays, '2026-11-26 17:00', false],
    ['on a Saturday', weekdays, '2026-11-28 10:00', false],
    ['on a holiday, which HSDS does not speak of', weekdays, '2026-12-10 10:00', false],
    ['in the last minute of a day of 24 hours', always, '2026-11-28 23:59', true],
    ['on a holiday where it never closes', always, '2027-04-13 03:00', true],
    ['without a schedule', [], '2026-11-26 10:00', false],
    ['after it runs out', [{ ...weekdays[0], valid_to: '2026-11-25' }], '2026-11-26 10:00', false],
    ['on the second of two schedules', [...weekdays, schedule('SA', '10:00', '12:00')], '2026-11-28 11:00', true],
  ])('%s', (_, schedules, at, expected) => expect(open(schedules, at)).toBe(expected))
})

describe('a mistake is named by its place', () => {
  const without = (name: string): Record<string, unknown> => ({ [name]: undefined })
  test.each([
    ['no id', without('id'), 'services[0].id', 'missing'],
    ['an id that is no UUID', { id: '7' }, 'services[0].id', 'UUID'],
    ['no name', without('name'), 'services[0].name', 'missing'],
    ['no status', without('status'), 'services[0].status', 'missing'],
    ['a status of nobody', { status: 'open' }, 'services[0].status', 'temporarily closed'],
    ['nobody who gives it', without('organization'), 'services[0].organization', 'missing'],
    [
      'an organization without a description',
      { organization: { id: uuid(5), name: 'x' } },
      'services[0].organization.description',
      'missing',
    ],
    ['no number', { phones: [] }, 'services[0].phones', 'telephone'],
    ['a number in words', { phones: [{ id: uuid(6), number: 'call us' }] }, 'services[0].phones[0].number', 'number'],
    ['no kind of help', { attributes: [] }, 'services[0].attributes', 'so:shelter'],
    ['a field that HSDS does not have', { opening: '9' }, 'services[0].opening', 'not a field'],
    [
      'a rule that the app cannot reckon with',
      { schedules: [{ ...schedule('MO', '08:00', '09:00'), interval: 2 }] },
      'services[0].schedules[0].interval',
      'not a field',
    ],
    [
      'hours of another country',
      { schedules: [{ ...schedule('MO', '08:00', '09:00'), timezone: 0 }] },
      'services[0].schedules[0].timezone',
      'Thailand',
    ],
    [
      'hours over midnight',
      { schedules: [schedule('MO', '20:00', '06:00')] },
      'services[0].schedules[0].closes_at',
      'two',
    ],
    ['half of an hour', { schedules: [schedule('MO', '8', '9')] }, 'services[0].schedules[0].opens_at', '08:30'],
    [
      'a district of another area',
      { service_areas: [{ id: uuid(10), extent: 'two', extent_type: 'text' }] },
      'services[0].service_areas[0].extent',
      'one',
    ],
    ['an age in words', { minimum_age: 'ten' }, 'services[0].minimum_age', 'whole number'],
  ])('%s', (_, changes, at, problem) =>
    expect(parseWith(changes)).toEqual({ ok: false, place: at, problem: expect.stringContaining(problem) as unknown }),
  )
})

describe('a place is never told', () => {
  test.each([
    ['an address', { addresses: [{ id: uuid(12), address_1: '1 Road' }] }, 'addresses'],
    ['a position', { latitude: 18.5, longitude: 99 }, 'latitude'],
    ['the way there', { transportation: 'Bus 4' }, 'transportation'],
  ])('%s', (_, location, field) =>
    expect(parseWith(place(location))).toEqual({
      ok: false,
      place: `services[0].service_at_locations[0].location.${field}`,
      problem: expect.stringContaining('tells no places') as unknown,
    }),
  )

  test('nor the name of one, which stays in the file', () => {
    const told = JSON.stringify(serviceOf(place({ name: 'The yellow house', description: 'Behind the temple' })))
    expect(told).not.toContain('yellow')
    expect(told).not.toContain('temple')
  })
})

describe('a made-up service', () => {
  const made = { demonstration: true }
  test('says so in its name', () => {
    expect(parseWith({}, made)).toMatchObject({ ok: false, place: 'services[0].name' })
    expect(parseWith({ name: 'สาย (สาธิต)' }, made)).toMatchObject({ ok: true })
  })
  test('has no number but those that everybody can call', () => {
    const phones = [{ id: uuid(6), number: '053 000 000' }]
    expect(parseWith({ ...serviceJson, name: 'สาย (สาธิต)', phones }, made)).toMatchObject({
      ok: false,
      place: 'services[0].phones[0].number',
    })
    expect(parseWith({ phones })).toMatchObject({ ok: true })
  })
})
