/** Where a letter may go. */
import { expect, test } from 'vitest'
import { type Doors, type Standing, openDoors, shownDoor } from '../../../../client/reporter/tell/open-doors.ts'
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
const kinds = (...of: Parameters<typeof openDoors>) => {
  const { first, second } = openDoors(...of)
  return [first.kind, second.kind]
}

test('in danger it is said of each office by itself whether it can act now', () => {
  expect(kinds(office, pack, { ...atNoon, danger: false })).toEqual(['open', 'open'])
  expect(kinds(office, pack, atNoon)).toEqual(['later', 'open'])
  expect(kinds(area('hospital', 'local_government'), pack, atNoon)).toEqual(['open', 'later'])
  const late = { ...atNoon, nowMs: inThailand('2027-06-01 10:00') }
  expect(kinds(office, pack, late)).toEqual(['later', 'later'])
})

test('nobody of whom nothing is known is taken for somebody who can act now', () => {
  expect(kinds(office, null, atNoon)).toEqual(['unsure', 'unsure'])
  expect(kinds(area('ngo_service', 'hospital'), pack, atNoon)).toEqual(['unsure', 'open'])
  expect(kinds(office, null, { ...atNoon, danger: false })).toEqual(['open', 'open'])
})

test('keys that are too old close their own door, whatever the pack says, and no other', () => {
  const { doors } = office
  const without = { doors: { ...doors, secondDoor: refused('expired') } } as Pick<VerifiedArea, 'doors'>
  expect(kinds(without, pack, { ...atNoon, danger: false })).toEqual(['open', 'old-keys'])
  expect(kinds(without, pack, atNoon)).toEqual(['later', 'old-keys'])
})

const helping = packOf({
  offices: [
    { ...officeJson, type: 'local_government', takes: ['livelihood_welfare'] },
    { ...officeJson, type: 'hospital', takes: ['health', 'livelihood_welfare'] },
  ],
})
const doorsOf = (first: Standing['kind'], second: Standing['kind']): Doors => {
  const standing = (kind: Standing['kind'], type: string): Standing =>
    kind === 'old-keys' ? { kind } : { kind, door: door(type) }
  return { first: standing(first, 'local_government'), second: standing(second, 'hospital') }
}
const shown = (...of: Parameters<typeof shownDoor>): string => {
  const what = shownDoor(...of)
  return what.show === 'second' ? what.instead : what.show
}

test('the door that helps with what is needed is the one to show first; numbers where none does', () => {
  const both = doorsOf('open', 'open')
  expect(shown(both, helping, ['livelihood_welfare'])).toBe('first')
  expect(shown(both, helping, ['health', 'police'])).toBe('needs')
  expect(shown(both, helping, ['police'])).toBe('nobody-helps')
  expect(shown(both, helping, ['police'], true)).toBe('first')
  expect(shown(both, helping, [])).toBe('first')
  expect(shown(both, null, ['police'])).toBe('first')
  expect(shown(doorsOf('old-keys', 'open'), helping, [])).toBe('keys')
  expect(shown(doorsOf('open', 'old-keys'), helping, ['health'])).toBe('nobody-helps')
  expect(shown(doorsOf('old-keys', 'old-keys'), helping, ['health'])).toBe('no-door')
})

test('in danger whoever is known to act goes first, and nobody who is known not to is offered unasked', () => {
  expect(shown(doorsOf('later', 'open'), helping, [])).toBe('danger')
  expect(shown(doorsOf('later', 'unsure'), helping, [])).toBe('danger')
  expect(shown(doorsOf('unsure', 'open'), helping, ['livelihood_welfare'])).toBe('unsure')
  expect(shown(doorsOf('open', 'unsure'), helping, ['health', 'livelihood_welfare'])).toBe('first')
  expect(shown(doorsOf('unsure', 'unsure'), helping, [])).toBe('first')
  expect(shown(doorsOf('open', 'later'), helping, [])).toBe('first')
  for (const none of [doorsOf('later', 'later'), doorsOf('later', 'old-keys'), doorsOf('old-keys', 'later')]) {
    expect(shown(none, helping, [])).toBe('no-door')
    expect(shown(none, helping, [], true)).toBe('no-door')
  }
})

test('in danger an office that alone acts is shown though only the other helps with what is needed', () => {
  expect(shown(doorsOf('open', 'unsure'), helping, ['health'])).toBe('first')
  expect(shown(doorsOf('open', 'open'), helping, ['health'])).toBe('needs')
})
