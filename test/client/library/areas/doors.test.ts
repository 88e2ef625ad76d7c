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

test('a need leads to the doors that can help with it', () => {
  expect(doorsFor(pack, ['education'], [hospital, school])).toEqual([school])
  expect(doorsFor(pack, ['health'], [hospital, school])).toEqual([hospital, school])
  expect(doorsFor(pack, ['police'], [hospital, school])).toEqual([])
  expect(doorsFor(pack, ['police', 'education'], [hospital, school])).toEqual([school])
  // the school's keys are too old: it is no door now
  expect(doorsFor(pack, ['education'], [hospital])).toEqual([])
})

test('“I don’t know” and silence close no door', () => {
  expect(doorsFor(pack, [], [hospital, school])).toEqual([hospital, school])
  expect(doorsFor(pack, ['police'], [hospital, stranger])).toEqual([stranger])
  expect(doorsFor(null, ['police'], [hospital])).toEqual([hospital])
})
