/** A shut lid, a lock, a wiped process: whatever ends a desk in the middle of its work, the next start finds all of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StorageError } from '../../../client/storage/connection.ts'
import type { DeskStore } from '../../../client/storage/desk-store.ts'
import { rounds } from '../../long.ts'
import { seed } from '../../seed.ts'
import { present } from '../../present.ts'
import { type Bench, type Device, openBench, type Phone, reportBody } from './desk-fixture.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'

let bench: Bench
let colleague: Device
beforeEach(async () => {
  bench = await openBench()
  colleague = await bench.device(bench.world.front, 1)
})
afterEach(() => bench.close())

interface DyingStore {
  readonly store: MemoryStore
  /** After so many more writes none comes through; null: all do. */
  left: number | null
}

const WRITES = [
  'saveVault',
  'saveEntries',
  'replaceEntries',
  'eraseEntry',
  'addWaiting',
  'removeWaiting',
  'saveDocuments',
] as const satisfies readonly (keyof DeskStore)[]

function createDyingStore(): DyingStore {
  const store = createMemoryStore()
  const dying: DyingStore = { store, left: null }
  for (const name of WRITES) {
    const write = store[name] as (...given: readonly unknown[]) => Promise<void>
    const dyingWrite = (...given: readonly unknown[]): Promise<void> => {
      if (dying.left === 0) return Promise.reject(new StorageError('broken'))
      if (dying.left !== null) dying.left -= 1
      return write(...given)
    }
    Object.assign(store, { [name]: dyingWrite })
  }
  return dying
}

/** A case that a colleague has taken in and answered, and one that nobody has. */
async function mail(n: number): Promise<readonly [taken: Phone, waiting: Phone]> {
  const taken = await bench.report(`Taken ${n}`)
  await colleague.session.refresh()
  expect(await colleague.session.act(taken.case, { kind: 'message', words: 'Come in' })).toEqual({ kind: 'written' })
  await colleague.session.refresh()
  return [taken, await bench.report(`Waiting ${n}`)]
}

async function expectWhole(device: Device, [taken, waiting]: readonly [Phone, Phone]): Promise<void> {
  for (const one of [device, colleague, device, colleague]) await one.session.refresh()
  expect(device.session.state().problems).toEqual([])
  expect(device.session.state().waiting).toBe(0)
  expect(device.session.state().fold.cases).toEqual(colleague.session.state().fold.cases)
  expect((await taken.read()).map(({ event }) => event.type).sort()).toEqual(['message', 'received'])
  expect((await waiting.read()).map(({ event }) => event.type)).toEqual(['received'])
}

describe('a sync', () => {
  it('that ends after any number of writes has lost nothing and doubled nothing', async () => {
    const step = rounds(4, 1)
    const first = seed % step
    let [writes, isWhole] = [first, false]
    for (; !isWhole; writes += step) {
      const both = await mail(writes)
      const dying = createDyingStore()
      const device = await bench.device(bench.world.front, 0, { store: dying.store })
      dying.left = writes
      await device.session.refresh()
      isWhole = dying.left > 0
      dying.left = null
      await expectWhole(await device.restart(), both)
    }
    expect(writes).toBeGreaterThan(first + step)
  })

  it('that is locked in the middle of any request has lost nothing and doubled nothing', async () => {
    await colleague.session.refresh()
    const documents = colleague.network.asked.filter((path) => path.startsWith('/v1/agencies/'))
    const all = [documents[0] ?? '', '/v1/sync', '/v1/inbox', '/v1/take', '/v1/post', '/v1/append']
    const asked = all.filter((_path, n) => n % rounds(3, 1) === seed % rounds(3, 1))
    const reached = new Set<string>()
    for (const [n, path] of asked.entries()) {
      const both = await mail(n)
      const device = await bench.device(bench.world.front, 0)
      device.network.before.set(path, async () => {
        reached.add(path)
        device.session.lock()
      })
      await device.session.refresh()
      await expectWhole(await device.restart(), both)
    }
    expect([...reached]).toEqual(asked)
  })
})

describe('an act', () => {
  it('that was answered for is there after any number of writes, and one that was refused is not', async () => {
    const [taken] = await mail(0)
    const outcomes = new Set<string>()
    let expected = 2
    for (let writes = 0; writes < 3; writes++) {
      const dying = createDyingStore()
      const device = await bench.device(bench.world.front, 0, { store: dying.store })
      await device.session.refresh()
      dying.left = writes
      const { kind } = await device.session.act(taken.case, { kind: 'message', words: `Answer ${writes}` })
      outcomes.add(kind)
      if (kind === 'written') expected += 1
      await device.session.refresh()
      dying.left = null
      const again = await device.restart()
      for (const one of [again, colleague, again]) await one.session.refresh()
      const said = colleague.session.state().fold.cases.get(taken.case)?.said ?? []
      expect(said).toHaveLength(expected)
      expect(await taken.read()).toHaveLength(expected)
    }
    expect(outcomes).toEqual(new Set(['storage', 'written']))
  })
})

describe('posting', () => {
  it('that ends in the middle of a flood has told first what a member said, and does not begin anew', async () => {
    const person = await bench.report('I need a bed tonight')
    await colleague.session.refresh()
    colleague.network.before.set('/v1/sync', async () => void (colleague.network.down = true))
    expect(await colleague.session.act(person.case, { kind: 'message', words: 'Come in' })).toEqual({ kind: 'written' })
    await colleague.session.refresh()
    colleague.network.down = false
    const flood = 10
    const hostile = await Promise.all(Array.from({ length: 3 }, () => bench.phone()))
    for (let n = 0; n < flood; n++) {
      const { send, ticket } = present(hostile[n % hostile.length])
      await send('report', reportBody(ticket, `flood ${n}`))
    }
    const postsOf = ({ network }: Device): number => network.asked.filter((path) => path === '/v1/post').length
    const dieAfter = async (device: Device, requests: number): Promise<Device> => {
      const before = postsOf(device)
      device.network.before.set('/v1/post', async () => void (device.network.left = requests))
      await device.session.refresh()
      expect(postsOf(device)).toBeGreaterThan(before)
      return device.restart()
    }
    const second = await dieAfter(colleague, 1)
    expect((await person.read()).map(({ event }) => event.type).sort()).toEqual(['message', 'received'])
    const third = await dieAfter(second, flood - 1)
    await third.session.refresh()
    expect(third.session.state().problems).toEqual([])
    expect(postsOf(third)).toBeLessThan(flood)
    const read = await Promise.all(hostile.map((phone) => phone.read()))
    expect(read.flat()).toHaveLength(flood)
  })
})
