/** What happens to a phone in one round, by kind. Each begins with an empty outbox and ends wherever chance has led it. */
import { setTimeout as wait } from 'node:timers/promises'
import { OUTBOX_DAYS } from '../../../shared/protocol.ts'
import type { SealedLetter } from '../rounds-page/main.ts'
import type { Chance } from './chance.ts'
import type { Front, Network } from './front.ts'
import type { Excuses } from './ledger.ts'
import { LOSSES, type RoundsPhone } from './phone.ts'
import type { RoundsRelay } from './relay.ts'

export interface Scene {
  readonly phone: RoundsPhone
  readonly front: Front
  readonly relay: RoundsRelay
  readonly chance: Chance
  /** What the network may do. */
  readonly networks: readonly Network[]
  /** As many letters as one report is, mostly. */
  readonly letters: () => readonly SealedLetter[]
  /** For the report of a round that fails. */
  readonly note: (step: string) => void
}

type Trouble = (scene: Scene) => Promise<Partial<Excuses>>

const days = [1 / 24, -1 / 24, 1, -1, 7, -7, OUTBOX_DAYS + 1, 60, 365, -365, 5_000, -9_000] as const

async function moment({ chance }: Scene, mostMs = 150): Promise<void> {
  await wait(chance.whole(0, mostMs))
}

function weather({ front, networks, chance, note }: Scene): void {
  front.network = chance.one(networks)
  note(`network ${front.network}`)
}

async function firstPage({ phone }: Scene): Promise<ReturnType<RoundsPhone['pages']>[number]> {
  return phone.pages()[0] ?? (await phone.openPage())
}

/** Seals, and does something else before it is known how that went. */
async function addAnd(scene: Scene, meanwhile: () => Promise<unknown>): Promise<void> {
  const page = await firstPage(scene)
  const adding = scene.phone.add(page, scene.letters())
  await moment(scene)
  await meanwhile()
  await adding
}

async function killAndStart(scene: Scene): Promise<void> {
  scene.note('killed')
  await scene.phone.kill()
  await scene.phone.start()
}

const kill: Trouble = async (scene) => {
  for (let turn = scene.chance.whole(1, 2); turn > 0; turn--) {
    weather(scene)
    await addAnd(scene, () => killAndStart(scene))
  }
  return { pageDied: true }
}

const reload: Trouble = async (scene) => {
  for (let turn = scene.chance.whole(1, 3); turn > 0; turn--) {
    weather(scene)
    await addAnd(scene, async () => {
      scene.note('loaded anew')
      await scene.phone.reload(await firstPage(scene))
    })
  }
  return { pageDied: true }
}

const twoTabs: Trouble = async (scene) => {
  const { phone, chance, note } = scene
  const [one, other] = [await firstPage(scene), await phone.openPage()]
  weather(scene)
  note('two tabs seal and send at once')
  await Promise.all([phone.add(one, scene.letters()), phone.add(other, scene.letters())])
  weather(scene)
  if (chance.happens(0.5)) {
    note('one is closed')
    await chance.one([one, other]).close()
    return { pageDied: true }
  }
  return {}
}

const flappingNetwork: Trouble = async (scene) => {
  const { phone, chance, note } = scene
  await addAnd(scene, async () => {
    for (let turn = chance.whole(4, 10); turn > 0; turn--) {
      weather(scene)
      if (chance.happens(0.3)) {
        const offline = chance.happens(0.5)
        note(offline ? 'offline' : 'online')
        await phone.setOffline(offline)
      }
      await wait(chance.whole(10, 120))
    }
  })
  return {}
}

const relayKilled: Trouble = async (scene) => {
  const { front, relay, chance, note } = scene
  for (let turn = chance.whole(1, 2); turn > 0; turn--) {
    front.network = chance.one(['up', 'slow', 'loses'])
    await addAnd(scene, async () => {
      note('relay killed')
      front.relayPort = null
      await relay.kill()
      await moment(scene)
      front.relayPort = await relay.start()
    })
  }
  return {}
}

/** The page is left before anything has gone out; the worker is woken without it. */
const backgroundSync: Trouble = async (scene) => {
  const { phone, front, chance, note } = scene
  front.network = chance.one(['down', 'loses', 'flaps'])
  const page = await firstPage(scene)
  await phone.add(page, scene.letters())
  front.network = chance.one(['up', 'slow', 'loses', 'flaps'])
  const woken = phone.wakeWorker()
  if (chance.happens(0.5)) {
    note('woken while the page is open')
    await phone.add(page, scene.letters())
  }
  await woken
  note('woken, the page goes')
  await page.close()
  await moment(scene, 400)
  return { pageDied: true }
}

const evictedWhileOpen: Trouble = async (scene) => {
  const { phone, front, chance, note } = scene
  front.network = chance.one(['down', 'loses', 'flaps'])
  const what = chance.one(['indexeddb', 'cache_storage', 'service_workers', 'indexeddb,cache_storage', 'all'])
  await addAnd(scene, async () => {
    note(`evicted: ${what}`)
    await phone.clear(what)
  })
  // a page that notices keeps it again; one that goes before that cannot
  const goes = chance.happens(0.4)
  if (goes) {
    note('loaded anew')
    await phone.reload(await firstPage(scene))
  }
  const both = what === 'all' || what === 'indexeddb,cache_storage'
  return { pageDied: goes, unnoticed: goes && both }
}

const evictedWhileClosed: Trouble = async (scene) => {
  const { phone, front, chance, note } = scene
  front.network = 'down'
  await phone.add(await firstPage(scene), scene.letters())
  await phone.kill()
  const loss = chance.one(LOSSES)
  note(`killed; lost: ${loss}`)
  await phone.lose(loss, chance)
  await phone.start()
  return { pageDied: true, unnoticed: loss === 'everything' }
}

const noRoom: Trouble = async (scene) => {
  const { phone, front, chance, note } = scene
  const page = await firstPage(scene)
  front.network = chance.one(['down', 'up', 'flaps'])
  await phone.limitRoom(chance.whole(1, 20_000))
  note('no room')
  await phone.add(page, scene.letters())
  const dies = chance.happens(0.3)
  if (dies) await killAndStart(scene)
  else if (chance.happens(0.5)) {
    note('room again')
    await phone.limitRoom(null)
    front.network = 'down'
    await page.evaluate(() => (globalThis as unknown as { api: { send(): Promise<void> } }).api.send())
    if (chance.happens(0.5)) await killAndStart(scene)
    return { pageDied: true }
  }
  return { pageDied: dies }
}

const clockJumps: Trouble = async (scene) => {
  const { phone, chance, note } = scene
  const right = phone.aheadDays
  weather(scene)
  if (chance.happens(0.5)) await phone.add(await firstPage(scene), scene.letters())
  for (let turn = chance.whole(1, 4); turn > 0; turn--) {
    const jump = chance.one(days)
    note(`clock ${jump} days off`)
    await phone.setAhead(right + jump)
    weather(scene)
    if (chance.happens(0.3)) await addAnd(scene, async () => phone.reload(await firstPage(scene)))
    if (chance.happens(0.3)) await killAndStart(scene)
    await moment(scene)
  }
  phone.aheadDays = right
  return { pageDied: true }
}

/** The days really pass, and signed documents bear witness to it. */
const daysPass: Trouble = async (scene) => {
  const { phone, front, chance, note } = scene
  front.network = chance.one(['down', 'loses'])
  await phone.add(await firstPage(scene), scene.letters())
  const passed = chance.one([1, OUTBOX_DAYS - 1, OUTBOX_DAYS + 3, 2 * OUTBOX_DAYS, 2 * OUTBOX_DAYS + 3])
  note(`${passed} days pass`)
  phone.passedDays += passed
  await phone.setAhead(phone.aheadDays + passed)
  await phone.prove(await firstPage(scene))
  if (chance.happens(0.5)) await killAndStart(scene)
  return { pageDied: true, longOver: passed > 2 * OUTBOX_DAYS }
}

export const KINDS = {
  'browser killed': kill,
  'page loaded anew': reload,
  'two tabs': twoTabs,
  'flapping network': flappingNetwork,
  'relay killed': relayKilled,
  'woken in the background': backgroundSync,
  'evicted, page open': evictedWhileOpen,
  'evicted, browser closed': evictedWhileClosed,
  'no room': noRoom,
  'clock jumps': clockJumps,
  'days pass': daysPass,
} as const satisfies Record<string, Trouble>
export type Kind = keyof typeof KINDS
