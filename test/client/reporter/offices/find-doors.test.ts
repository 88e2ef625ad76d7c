import { describe, expect, test } from 'vitest'
import { type Offices, createOffices } from '../../../../client/reporter/offices/offices.ts'
import { findDoors } from '../../../../client/reporter/offices/find-doors.ts'
import type { AreaBundle } from '../../../../shared/wire/documents.ts'
import { TODAY, makeBundle, makeWorld, p, tamper } from '../../../shared/trust/world.ts'
import { present } from '../../../present.ts'

const world = await makeWorld()
const { front, second } = world
const genuine = await makeBundle(world)
const agencies = [front.listed, second.listed]

const officesOf = (shown: AreaBundle | null): Offices =>
  createOffices({
    primitives: p,
    rootHash: world.rootHash,
    relay: {
      directory: () => Promise.resolve({ kind: 'document', document: genuine.directory }),
      area: () => Promise.resolve(shown === null ? { kind: 'unreachable' } : { kind: 'bundle', bundle: shown }),
      agency: () => Promise.resolve(shown === null ? { kind: 'unreachable' } : { kind: 'bundle', bundle: shown }),
    },
    store: { load: () => Promise.resolve(null), save: () => Promise.resolve() },
    today: () => TODAY,
  })

describe('what is told to every office that has the report', () => {
  test('goes to all whose keys can be used, and names the others with the reason', async () => {
    const forged = tamper(present(genuine.intakeSheets.get(front.id)), 1)
    for (const [intakeSheets, kind] of [
      [new Map([...genuine.intakeSheets].filter(([id]) => id !== front.id)), 'tampered'],
      [new Map(genuine.intakeSheets).set(front.id, forged), 'tampered'],
    ] as const) {
      const to = await findDoors(officesOf({ ...genuine, intakeSheets }), agencies)
      expect(to.doors.map(({ agency }) => agency.id)).toEqual([second.id])
      expect(to.untold).toMatchObject([{ agency: { id: front.id }, kind }])
    }
  })

  test('goes to all when all can be told, in their order', async () => {
    const to = await findDoors(officesOf(genuine), agencies)
    expect([to.doors.map(({ agency }) => agency.id), to.untold]).toEqual([[front.id, second.id], []])
  })

  test('goes to nobody while there is no network and nothing on the phone, and names all', async () => {
    const to = await findDoors(officesOf(null), agencies)
    expect(to).toMatchObject({ doors: [], untold: [{ kind: 'no-keys' }, { kind: 'no-keys' }] })
  })

  test('is not kept from the others by a fault at one', async () => {
    const offices = officesOf(genuine)
    const door: Offices['door'] = (id) => (id === front.id ? Promise.reject(new Error('a fault')) : offices.door(id))
    const to = await findDoors({ door }, agencies)
    expect(to).toMatchObject({ doors: [{ agency: { id: second.id } }], untold: [{ kind: 'failed' }] })
  })
})
