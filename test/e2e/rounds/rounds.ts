/** Plays rounds of trouble against one phone and one relay, and holds each against the ledger. */
import { type Chance, createChance } from './chance.ts'
import { NETWORKS, type Network, startFront } from './front.ts'
import { KINDS, type Kind } from './kinds.ts'
import { type End, type Excuses, createLedger } from './ledger.ts'
import { createRoundsPhone } from './phone.ts'
import { createRoundsRelay } from './relay.ts'

export interface RoundsOptions {
  /** With the built page, the worker and the app's other files. */
  readonly folder: string
  readonly kinds: readonly Kind[]
  readonly seed: number
  /** A fault built into the page on purpose; empty: none. */
  readonly broken?: string
  /** All that there are, if left out. */
  readonly networks?: readonly Network[]
}

export interface Figures {
  readonly rounds: number
  readonly letters: number
  readonly byKind: ReadonlyMap<Kind, number>
  readonly ends: ReadonlyMap<End, number>
}

const NO_EXCUSES: Excuses = { unnoticed: false, pageDied: false, longOver: false }

/** @throws at the first round that breaks a promise, with the steps that led there */
export async function playRounds({
  folder,
  kinds,
  seed,
  broken = '',
  networks = NETWORKS,
}: RoundsOptions): Promise<Figures> {
  const ledger = createLedger()
  const relay = createRoundsRelay()
  const front = await startFront(folder, createChance(seed))
  front.relayPort = await relay.start()
  const phone = await createRoundsPhone(front.origin, ledger, broken)
  const byKind = new Map<Kind, number>()
  try {
    for (const [index, kind] of kinds.entries()) {
      const chance = createChance(seed * 1_000 + index)
      const steps: string[] = []
      const letters = (): ReturnType<typeof ledger.create>[] => lettersBy(chance, () => ledger.create(chance))
      const scene = { phone, front, relay, chance, networks, letters, note: (step: string) => void steps.push(step) }
      try {
        const page = phone.pages()[0] ?? (await phone.openPage())
        await page.evaluate(() => (globalThis as unknown as { api: { goesOffline: Promise<unknown> } }).api.goesOffline)
        const excuses = await KINDS[kind](scene)
        front.network = 'up'
        await phone.setOffline(false)
        await phone.limitRoom(null)
        await phone.setAhead(phone.aheadDays)
        const seen = await phone.comeToRest()
        ledger.settle(relay.ids(), seen, { ...NO_EXCUSES, ...excuses })
        await phone.settle()
        for (const spare of phone.pages().slice(1)) await spare.close()
      } catch (error) {
        throw new Error(`round ${index + 1} of seed ${seed}, ${kind}: ${steps.join('; ')}`, { cause: error })
      }
      byKind.set(kind, (byKind.get(kind) ?? 0) + 1)
    }
  } finally {
    await phone.remove()
    await front.close()
    await relay.remove()
  }
  const letters = [...ledger.ends.values()].reduce((sum, count) => sum + count, 0)
  return { rounds: kinds.length, letters, byKind, ends: ledger.ends }
}

function lettersBy<T>(chance: Chance, create: () => T): T[] {
  return Array.from({ length: chance.one([1, 2, 2, 2, 3]) }, create)
}

/** All kinds in an order by chance, then all again in another: of a few rounds none has the kind of another. */
export function drawnKinds(rounds: number, seed: number): Kind[] {
  const chance = createChance(seed)
  const kinds: Kind[] = []
  let left: Kind[] = []
  while (kinds.length < rounds) {
    if (left.length === 0) left = Object.keys(KINDS) as Kind[]
    const drawn = chance.one(left)
    left = left.filter((kind) => kind !== drawn)
    kinds.push(drawn)
  }
  return kinds
}
