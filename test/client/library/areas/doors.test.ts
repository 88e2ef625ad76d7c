import { expect, test } from 'vitest'
import { doorsFor } from '../../../../client/library/areas/doors.ts'
import type { AgencyId } from '../../../../shared/wire/address.ts'
import { officeJson, packOf } from './office.ts'

const pack = packOf({
  offices: [
    { ...officeJson, type: 'hospital', takes: ['health'] },
    { ...officeJson, type: 'school', takes: ['education', 'health'] },
  ],
})
const door = (type: string) => ({ id: type as AgencyId, type })
const [hospital, school, stranger] = [door('hospital'), door('school'), door('ngo_service')]

test('a need leads to the doors that can help with it, and is missing where none can', () => {
  expect(doorsFor(pack, ['education'], [hospital, school])).toEqual({ doors: [school], missing: [] })
  expect(doorsFor(pack, ['health'], [hospital, school])).toEqual({ doors: [hospital, school], missing: [] })
  expect(doorsFor(pack, ['police'], [hospital, school])).toEqual({ doors: [], missing: ['police'] })
  expect(doorsFor(pack, ['police', 'education'], [hospital, school])).toEqual({ doors: [school], missing: ['police'] })
  // the school's keys are too old: it is no door now
  expect(doorsFor(pack, ['education'], [hospital])).toEqual({ doors: [], missing: ['education'] })
})

test('“I don’t know” and silence close no door', () => {
  expect(doorsFor(pack, [], [hospital, school])).toEqual({ doors: [hospital, school], missing: [] })
  expect(doorsFor(pack, ['police'], [hospital, stranger])).toEqual({ doors: [stranger], missing: [] })
  expect(doorsFor(null, ['police'], [hospital])).toEqual({ doors: [hospital], missing: [] })
})
