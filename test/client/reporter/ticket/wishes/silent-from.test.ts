/** From which day on somebody is silent who makes another plan with the ticket. */
import { describe, expect, test } from 'vitest'
import { createOffices } from '../../../../../client/reporter/offices/offices.ts'
import { findDoors } from '../../../../../client/reporter/offices/find-doors.ts'
import { silentFrom } from '../../../../../client/reporter/ticket/wishes/silent-from.ts'
import { type Day, addDays } from '../../../../../shared/day.ts'
import { officeJson, packOf } from '../../../library/areas/office.ts'
import { TODAY, makeBundle, makeWorld, p } from '../../../../shared/trust/world.ts'
import { disk } from '../../offices/disk.ts'
import { relayShowing } from '../../offices/relay-showing.ts'

const world = await makeWorld()
const bundle = await makeBundle(world)
const offices = createOffices({
  primitives: p,
  rootHash: world.rootHash,
  relay: relayShowing(() => bundle),
  store: disk(),
  today: () => TODAY,
})
const { doors } = await findDoors(offices, [world.front.listed, world.second.listed])
const system = { offices, today: () => TODAY }

const step = (day: Day | null) => ({ promise: day === null ? null : { day, past: false } })
/** The office that writes it reads at every hour: the promise counts from today. */
const packsOf = (firstContactDays: number) => {
  const always = Object.fromEntries(Object.keys(officeJson['reading'] as object).map((day) => [day, ['00:00-24:00']]))
  const office = { ...officeJson, reading: always, onHolidays: 'as-usual', firstContactDays }
  return () => Promise.resolve([packOf({ offices: [office] })])
}
const never = (): Promise<never> => Promise.reject(new Error('no network'))
const WEEK = addDays(TODAY, 7)

describe('somebody who makes another plan with the ticket is silent', () => {
  test('in a week, where no office has promised anything later', async () => {
    expect(doors).toHaveLength(2)
    expect(await silentFrom({ system, steps: [] }, doors, packsOf(1))).toBe(WEEK)
    expect(await silentFrom({ system, steps: [step(null), step(TODAY)] }, doors, packsOf(1))).toBe(WEEK)
  })

  test('some days after what the area says of an office that gets the plan, and of no other', async () => {
    expect(await silentFrom({ system, steps: [] }, doors, packsOf(30))).toBe(addDays(TODAY, 33))
    expect(await silentFrom({ system, steps: [] }, [], packsOf(30))).toBe(WEEK)
  })

  test('some days after the last day that any of them has promised since', async () => {
    const steps = [step(addDays(TODAY, 40)), step(addDays(TODAY, 20)), step(null)]
    expect(await silentFrom({ system, steps }, doors, packsOf(30))).toBe(addDays(TODAY, 43))
  })

  test('by what is known, where a list or the areas’ own words cannot be loaded', async () => {
    const steps = [step(addDays(TODAY, 20))]
    const unlisted = [never, () => Promise.resolve({ ok: false, reason: 'unreachable' } as const)]
    for (const directory of unlisted) {
      const without = { ...system, offices: { directory } }
      expect(await silentFrom({ system: without, steps }, doors, packsOf(30))).toBe(addDays(TODAY, 23))
      expect(await silentFrom({ system: without, steps: [] }, doors, never)).toBe(WEEK)
    }
    expect(await silentFrom({ system, steps }, doors, never)).toBe(addDays(TODAY, 23))
  })
})
