/** Documents that overtake each other: checking signatures takes seconds on an old phone, and the relay answers meanwhile. */
import { setTimeout as wait } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Offices, createOffices } from '../../../../client/reporter/offices/offices.ts'
import { DIRECTORY_DAYS } from '../../../../shared/protocol.ts'
import { documentHash, nextHead } from '../../../../shared/trust/document.ts'
import type { AreaBundle } from '../../../../shared/wire/documents.ts'
import { TODAY, makeBundle, makeWorld, p, signDirectory } from '../../../shared/trust/world.ts'
import { disk } from './disk.ts'

const world = await makeWorld()
const genuine = await makeBundle(world)
const { rootHash, roots, directory } = world

let store: ReturnType<typeof disk>
/** What the relay answers. */
let shown: AreaBundle
const relay: Parameters<typeof createOffices>[0]['relay'] = {
  directory: () => Promise.resolve({ kind: 'document', document: shown.directory }),
  area: () => Promise.resolve({ kind: 'bundle', bundle: shown }),
  agency: () => Promise.resolve({ kind: 'bundle', bundle: shown }),
}

describe('while a directory is being checked', () => {
  let newer: AreaBundle
  /** Lets the first check of a signature go on. */
  let goOn: () => void
  let offices: Offices
  let isHeld: () => boolean
  beforeEach(async () => {
    store = disk()
    shown = genuine
    const hash = await documentHash(p, 'directory', genuine.directory.payload)
    const content = { ...directory, ...nextHead({ version: 1, hash }, TODAY, DIRECTORY_DAYS) }
    newer = { ...genuine, directory: await signDirectory(content, roots.slice(0, 2)) }
    let held: Promise<void> | null = new Promise((done) => (goOn = done))
    isHeld = () => held === null
    const slowly: typeof p = {
      ...p,
      async ed25519Verify(...signed) {
        const before = held
        held = null
        await before
        return p.ed25519Verify(...signed)
      },
    }
    offices = createOffices({ primitives: slowly, rootHash, relay, store, today: () => TODAY })
  })
  const untilHeld = async (): Promise<void> => {
    while (!isHeld()) await wait(1)
  }

  test('a newer one that comes in meanwhile stays, in memory and on the disk', async () => {
    const checking = offices.area('lamphun')
    await untilHeld()
    shown = newer
    expect(await offices.directory()).toMatchObject({ ok: true, value: { version: 2 } })
    goOn()
    expect(await checking).toMatchObject({ ok: true, value: { directory: { version: 2 } }, warning: null })
    expect(await offices.directory()).toMatchObject({ ok: true, value: { version: 2 }, warning: null })
    await offices.refresh()
    expect(store.kept?.directory).toEqual(newer.directory)
    expect(store.kept?.sheets.size).toBe(3)
  })

  test('so does a newer one that comes with an area', async () => {
    const checking = offices.directory()
    await untilHeld()
    shown = newer
    expect(await offices.area('lamphun')).toMatchObject({ ok: true, value: { directory: { version: 2 } } })
    goOn()
    expect(await checking).toMatchObject({ ok: true, value: { version: 2 } })
  })

  test('the older one is refused from a relay that goes on showing it', async () => {
    const checking = offices.area('lamphun')
    await untilHeld()
    shown = newer
    await offices.directory()
    shown = genuine
    goOn()
    await checking
    expect(await offices.directory()).toMatchObject({ ok: true, value: { version: 2 }, warning: 'rolled-back' })
  })

  test('an answer of before about an area is not written over a newer one', async () => {
    goOn()
    await offices.area('lamphun')
    shown = newer
    await offices.refresh()
    expect(store.kept?.directory).toEqual(newer.directory)
    expect(store.kept?.seen.get('directory')?.version).toBe(2)
    expect(store.kept?.sheets.size).toBe(3)
  })
})
