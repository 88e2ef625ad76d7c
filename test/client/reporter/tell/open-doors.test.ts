/** Where a letter may go. */
import { expect, test } from 'vitest'
import { openDoors, whoHelps } from '../../../../client/reporter/tell/open-doors.ts'
import type { Door, VerifiedArea } from '../../../../shared/trust/area.ts'
import { accepted, refused } from '../../../../shared/trust/outcome.ts'
import { inThailand, officeJson, packOf, weekOf } from '../../library/areas/office.ts'

const always = weekOf(['00:00-24:00'], ['00:00-24:00'])
const pack = packOf({
  offices: [
    { ...officeJson, type: 'local_government' },
    { ...officeJson, type: 'hospital', reading: always, emergencyCover: true },
  ],
})
// of a door only the agency is looked at
const door = (type: string): Door => ({ agency: { id: type, type } }) as unknown as Door
const area = (first: string, second: string): Pick<VerifiedArea, 'doors'> => ({
  doors: { frontDesk: accepted(door(first)), secondDoor: accepted(door(second)), overseer: refused('malformed') },
})
const office = area('local_government', 'hospital')
const atNoon = { danger: true, nowMs: inThailand('2026-11-26 10:00') }
const types = (...of: Parameters<typeof openDoors>) => {
  const { first, second, because } = openDoors(...of)
  return [first?.agency.type ?? null, second?.agency.type ?? null, because]
}

test('in danger no office is offered of which it is known that it cannot act now; the other one is', () => {
  expect(types(office, pack, { ...atNoon, danger: false })).toEqual(['local_government', 'hospital', 'keys'])
  expect(types(office, pack, atNoon)).toEqual([null, 'hospital', 'danger'])
  expect(types(area('hospital', 'local_government'), pack, atNoon)).toEqual(['hospital', null, 'danger'])
  const late = { ...atNoon, nowMs: inThailand('2027-06-01 10:00') }
  expect(types(office, pack, late)).toEqual([null, null, 'danger'])
})

test('where nobody has told us anything, no door is closed by it', () => {
  expect(types(office, null, atNoon)).toEqual(['local_government', 'hospital', 'keys'])
  expect(types(area('ngo_service', 'hospital'), pack, atNoon)).toEqual(['ngo_service', 'hospital', 'keys'])
})

test('keys that are too old close a door whatever the pack says', () => {
  const { doors } = office
  const without = { doors: { ...doors, secondDoor: refused('expired') } } as Pick<VerifiedArea, 'doors'>
  expect(types(without, pack, { ...atNoon, danger: false })).toEqual(['local_government', null, 'keys'])
  expect(types(without, pack, atNoon)).toEqual([null, null, 'danger'])
})

test('the door that helps with what is needed is the one to show first; numbers where none does', () => {
  const helping = packOf({
    offices: [
      { ...officeJson, type: 'local_government', takes: ['livelihood_welfare'] },
      { ...officeJson, type: 'hospital', takes: ['health', 'livelihood_welfare'] },
    ],
  })
  const doors = { first: door('local_government'), second: door('hospital') }
  expect(whoHelps(doors, helping, ['livelihood_welfare'])).toBe('first')
  expect(whoHelps(doors, helping, ['health', 'police'])).toBe('second')
  expect(whoHelps(doors, helping, ['police'])).toBe('nobody')
  expect(whoHelps(doors, helping, [])).toBe('first')
  expect(whoHelps(doors, null, ['police'])).toBe('first')
  expect(whoHelps({ ...doors, first: null }, helping, [])).toBe('second')
  expect(whoHelps({ ...doors, second: null }, helping, ['health'])).toBe('nobody')
})
