import { describe, expect, test } from 'vitest'
import { overseerDoors } from '../../../../client/reporter/ticket/overseer.ts'
import { verifyArea } from '../../../../shared/trust/area.ts'
import type { AgencyId } from '../../../../shared/wire/address.ts'
import { present } from '../../../present.ts'
import { TODAY, makeBundle, makeWorld, p } from '../../../shared/trust/world.ts'

const world = await makeWorld()
const options = { rootHash: world.rootHash, area: 'lamphun', today: TODAY, online: true, seen: new Map() }
const verdict = await verifyArea(p, await makeBundle(world), options)
if (!verdict.ok || !verdict.value.doors.overseer.ok) throw new Error('fixture')
const { directory } = verdict.value
const overseer = verdict.value.doors.overseer.value

describe('who oversees an agency', () => {
  const offices = (asked: AgencyId[], isOpen = true): Parameters<typeof overseerDoors>[0] => ({
    directory: () => Promise.resolve({ ok: true, value: directory, warning: null }),
    door: (id) => {
      asked.push(id)
      return Promise.resolve(isOpen ? { ok: true, value: overseer, warning: null } : { ok: false, reason: 'expired' })
    },
  })

  test('is the overseer of its area, by the signed directory', async () => {
    for (const { id } of [world.front, world.second]) {
      const asked: AgencyId[] = []
      expect(await overseerDoors(offices(asked), id)).toEqual([overseer])
      expect(asked).toEqual([world.overseer.id])
    }
  })

  test('is each one of the areas that name it, once, so that the person says which', async () => {
    const other = { ...present(directory.areas[0]), id: 'phayao', overseer: world.second.id }
    const areas = [...directory.areas, other, { ...other, id: 'phuket' }]
    const asked: AgencyId[] = []
    const several = {
      ...offices(asked),
      directory: () => Promise.resolve({ ok: true, value: { ...directory, areas }, warning: null } as const),
    }
    expect(await overseerDoors(several, world.front.id)).toHaveLength(2)
    expect(asked).toEqual([world.overseer.id, world.second.id])
  })

  test('is nobody for an agency of no area, and nobody while the overseer takes no letters', async () => {
    const asked: AgencyId[] = []
    expect(await overseerDoors(offices(asked), world.overseer.id)).toEqual([])
    expect(asked).toEqual([])
    expect(await overseerDoors(offices([], false), world.front.id)).toEqual([])
    const none = { ...offices([]), directory: () => Promise.resolve({ ok: false, reason: 'unreachable' } as const) }
    expect(await overseerDoors(none, world.front.id)).toEqual([])
  })
})
