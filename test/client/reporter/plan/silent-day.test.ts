/** From which day on somebody of whom nothing is heard is silent. */
import { expect, test } from 'vitest'
import { firstContactDay } from '../../../../client/library/areas/first-contact.ts'
import { promisedBy, silentDay } from '../../../../client/reporter/plan/silent-day.ts'
import type { DirectoryAgency } from '../../../../shared/trust/directory.ts'
import type { AgencyId } from '../../../../shared/wire/address.ts'
import { addDays, dayOf } from '../../../../shared/day.ts'
import { REPLY_EXPIRY_DAYS } from '../../../../shared/protocol.ts'
import { day } from '../../../shared/trust/world.ts'
import { inThailand, officeJson, packOf } from '../../library/areas/office.ts'

const id = 'A'.repeat(43) as AgencyId
const hospital = { id, type: 'hospital' } as DirectoryAgency
const HOUR_MS = 3_600_000

/** The areas as they are known where this office promises a first contact so many days after it reads. */
const knownWith = (firstContactDays: number) => ({
  packs: [packOf({ area: 'lamphun', offices: [{ ...officeJson, firstContactDays }] })],
  areas: [{ id: 'lamphun', agencies: [id] }],
})

test('it is a week ahead, where nobody has promised anything or all is promised sooner', () => {
  const today = dayOf(inThailand('2026-11-26 10:00'))
  expect(silentDay(today, [])).toBe(today + 7)
  expect(silentDay(today, promisedBy({ packs: [], areas: [] }, [hospital], today))).toBe(today + 7)
  expect(silentDay(today, promisedBy(knownWith(1), [hospital], today))).toBe(today + 7)
})

test('it is some days after the day that the office has promised, however late that is', () => {
  // every hour of ten days, with a weekend and a holiday in them
  for (let hour = 0; hour < 240; hour++) {
    const atMs = inThailand('2026-12-01 00:00') + hour * HOUR_MS
    for (const days of [1, 4, 7, 31]) {
      const known = knownWith(days)
      const today = dayOf(atMs)
      const promised = firstContactDay(known, hospital, atMs)
      if (promised === null) throw new Error('nothing is promised')
      const day = silentDay(today, promisedBy(known, [hospital], today))
      expect(day, `hour ${hour}, ${days} days`).toBeGreaterThanOrEqual(addDays(promised, 3))
      expect(day).toBeGreaterThanOrEqual(addDays(today, 7))
    }
  }
})

test('of several promises the last counts, also what an office has said since', () => {
  const today = dayOf(inThailand('2026-11-26 10:00'))
  expect(silentDay(today, [addDays(today, 20), addDays(today, 2)])).toBe(today + 23)
  expect(silentDay(today, [addDays(today, 2), addDays(today, 20)])).toBe(today + 23)
})

test('a promise for after the end of the ticket is none: one office could put off for ever what another was to do', () => {
  const today = dayOf(inThailand('2026-11-26 10:00'))
  const last = addDays(today, REPLY_EXPIRY_DAYS)
  expect(silentDay(today, [last])).toBe(last + 3)
  // the largest day that an answer can carry: some days after it no letter can say
  for (const never of [addDays(last, 1), day(0xffffffff)]) {
    expect(silentDay(today, [never])).toBe(today + 7)
    expect(silentDay(today, [addDays(today, 20), never])).toBe(today + 23)
  }
})
