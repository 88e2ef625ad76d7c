/** Letters on their way from the disk to the relay. Their chunks: chunks.test.ts; those that are too late: expired.test.ts. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Outbox, type OutboxParts, createOutbox } from '../../../client/outbox/outbox.ts'
import { flushInBackground } from '../../../client/outbox/background.ts'
import { createTurn } from '../../../client/outbox/turn.ts'
import { StorageError } from '../../../client/storage/connection.ts'
import { WORK_MAX_BITS, WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { type FakeRelay, type MemoryStore, fakeRelay, item, memoryStore, partsWith, today } from './fakes.ts'

let store: MemoryStore
let relay: FakeRelay
let woken = 0
let solved: { bits: number; from: number | null }[] = []

const parts = (changes: Partial<OutboxParts> = {}): OutboxParts =>
  partsWith({
    store,
    relay,
    solve: async (_what, bits, from) => {
      solved.push({ bits, from: from?.[0] ?? null })
      return new Uint8Array(64).fill(bits)
    },
    dates: async () => ({ today, provenDay: null }),
    wakeLater: () => Promise.resolve(++woken > 0),
    ...changes,
  })

/** Lets everything that was begun go as far as it can without a timer. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) await Promise.resolve()
}

beforeEach(() => {
  vi.useFakeTimers()
  store = memoryStore()
  relay = fakeRelay()
  woken = 0
  solved = []
})
afterEach(() => void vi.useRealTimers())

describe('the outbox', () => {
  test('has both envelopes on the disk before it answers, and sends each once', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([item(1), item(2)])
    expect(store.rows.size).toBe(2)
    expect(outbox.memoryOnly(item(1).id)).toBe(null)
    expect(woken).toBe(1)
    relay.answer = () => ({ kind: 'stored' })
    await outbox.send()
    await settle()
    expect(relay.has).toEqual(new Set([1, 2]))
    expect(store.rows.size).toBe(0)
  })

  test('says handed over only after the durable answer of the relay', async () => {
    let durable: () => void = () => {}
    relay.answer = () => new Promise((done) => (durable = () => done({ kind: 'stored' })))
    const outbox = createOutbox(parts())
    const { id } = item(1)
    await outbox.add([item(1)])
    await settle()
    expect(relay.came).toEqual([1])
    expect(outbox.handedOver(id)).toBe(false)
    expect(store.rows.size).toBe(1)
    durable()
    await settle()
    expect(outbox.handedOver(id)).toBe(true)
    expect(store.rows.size).toBe(0)
  })

  test('posts the item again when it was killed between the answer and the forgetting', async () => {
    await store.put([item(1)])
    relay.has.add(1)
    await createOutbox(parts()).send()
    expect(relay.came).toEqual([1])
    expect([...relay.has]).toEqual([1])
  })

  test('lets no item wait for another', async () => {
    relay.answer = (fill) => (fill === 1 ? { kind: 'refused', code: 'malformed' } : { kind: 'stored' })
    const outbox = createOutbox(parts())
    await outbox.add([item(1), item(2), item(3)])
    await settle()
    expect(relay.has).toEqual(new Set([2, 3]))
    expect([...store.rows.values()].map(({ address }) => address[0])).toEqual([1])
    expect((await outbox.state()).reasons).toEqual(['refused'])
  })

  test('sends what was sealed here in its order: a report before its slip', async () => {
    const outbox = createOutbox(parts())
    await outbox.add([item(9), item(1)])
    await settle()
    expect(relay.came).toEqual([9, 1])
  })

  test('does not send twice when it is asked twice at once', async () => {
    await store.put([item(1)])
    const outbox = createOutbox(parts())
    await Promise.all([outbox.send(), outbox.send(), outbox.send()])
    await settle()
    expect(relay.came).toEqual([1])
  })

  test('tries again by itself, later each time, and at once for something new', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([item(1)])
    await settle()
    expect(relay.came).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(relay.came).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(3_900)
    expect(relay.came).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(200)
    expect(relay.came).toHaveLength(3)
    relay.answer = () => ({ kind: 'stored' })
    await outbox.add([item(2)])
    await settle()
    expect(relay.has).toEqual(new Set([1, 2]))
  })

  test('keeps the solved work with the item and goes on from it when the price rose', async () => {
    relay.answer = (_fill, nonce) => (nonce[0] === 14 ? { kind: 'unreachable' } : { kind: 'price', bits: 14 })
    await createOutbox(parts()).add([item(1)])
    await settle()
    expect(solved).toEqual([
      { bits: WORK_MIN_BITS, from: null },
      { bits: 14, from: WORK_MIN_BITS },
    ])
    expect([...store.rows.values()][0]?.work?.bits).toBe(14)
    relay.answer = (_fill, nonce) => (nonce[0] === 16 ? { kind: 'stored' } : { kind: 'price', bits: 16 })
    await createOutbox(parts()).send()
    expect(solved.slice(2)).toEqual([{ bits: 16, from: 14 }])
    expect(relay.has).toEqual(new Set([1]))
  })

  test('gets through by three posts when the price rises as fast as it may while it solves', async () => {
    relay.answer = (_fill, nonce) => {
      const shown = nonce[0] ?? 0
      return shown >= WORK_MAX_BITS - 1 ? { kind: 'stored' } : { kind: 'price', bits: shown + 2 }
    }
    await createOutbox(parts()).add([item(1)])
    await settle()
    expect(relay.has).toEqual(new Set([1]))
    expect(relay.came.length).toBeLessThanOrEqual(3)
  })

  test('waits when a relay asks without end, or more than an honest one does', async () => {
    relay.answer = (_fill, nonce) => ({ kind: 'price', bits: Math.min(WORK_MAX_BITS, (nonce[0] ?? 0) + 1) })
    const outbox = createOutbox(parts())
    await outbox.add([item(1)])
    await settle()
    expect(relay.came.length).toBeLessThan(8)
    relay.answer = () => ({ kind: 'price', bits: WORK_MAX_BITS + 1 })
    await outbox.send()
    await settle()
    expect(Math.max(...solved.map(({ bits }) => bits))).toBeLessThanOrEqual(WORK_MAX_BITS)
    expect(store.rows.size).toBe(1)
  })

  test('says why when the phone cannot keep the item, and sends it from memory', async () => {
    store.fault = new StorageError('full')
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([item(1)])
    expect(outbox.memoryOnly(item(1).id)).toBe('full')
    expect((await outbox.state()).waiting).toHaveLength(1)
    relay.answer = () => ({ kind: 'stored' })
    await outbox.send()
    expect(relay.has).toEqual(new Set([1]))
    expect(outbox.handedOver(item(1).id)).toBe(true)
  })

  test('posts from memory what the browser threw away meanwhile', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([item(1)])
    store.rows.clear()
    relay.answer = () => ({ kind: 'stored' })
    await outbox.send()
    expect(relay.has).toEqual(new Set([1]))
  })

  test('hears from another tab or the service worker that an item was handed over', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const said: string[] = []
    let hear: (event: { data: unknown }) => void = () => {}
    const channel: Pick<OutboxParts, 'channel'>['channel'] = {
      postMessage: (text) => void said.push(text),
      addEventListener: (_type, listener) => void (hear = listener),
    }
    const outbox = createOutbox(parts({ channel }))
    await outbox.add([item(1)])
    await settle()
    relay.answer = () => ({ kind: 'stored' })
    const worker = parts({ channel: { postMessage: (text) => hear({ data: text }), addEventListener: () => {} } })
    await flushInBackground(worker)
    expect(outbox.handedOver(item(1).id)).toBe(true)
    expect((await outbox.state()).waiting).toEqual([])
    relay.came.length = 0
    await outbox.send()
    expect(relay.came).toEqual([])
  })

  test('lets one sender at a time through, in whatever tab or worker it runs', async () => {
    let held = 0
    let most = 0
    let last: Promise<unknown> = Promise.resolve()
    const locks = {
      request: <T>(_name: string, _options: object, work: () => Promise<T>): Promise<T> => {
        const mine = last.then(work)
        last = mine.catch(() => undefined)
        return mine
      },
    }
    relay.answer = async () => {
      most = Math.max(most, ++held)
      await Promise.resolve()
      held--
      return { kind: 'stored' }
    }
    await store.put([item(1)])
    await store.put([item(2)])
    const tabs = [1, 2].map(() => createOutbox(parts({ turn: createTurn(locks) })))
    await Promise.all([...tabs.map((tab: Outbox) => tab.send()), flushInBackground(parts({ turn: createTurn(locks) }))])
    expect(most).toBe(1)
    expect(relay.came).toEqual([1, 2])
  })
})

describe('a sender that hangs', () => {
  test('holds up the others only for a while', async () => {
    const locks = {
      request: <T>(_name: string, { signal }: { signal: AbortSignal }): Promise<T> =>
        new Promise((_done, fail) => signal.addEventListener('abort', () => fail(new DOMException('', 'AbortError')))),
    }
    await store.put([item(1)])
    void createOutbox(parts({ turn: createTurn(locks) })).send()
    await vi.advanceTimersByTimeAsync(19_000)
    expect(relay.came).toEqual([])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(relay.came).toEqual([1])
  })
})

describe('what the browser throws away while the page is open', () => {
  test('is kept again', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([item(1), item(2)])
    await settle()
    store.rows.clear()
    await outbox.send()
    expect([...store.rows.values()].map(({ address }) => address[0])).toEqual([1, 2])
    expect(outbox.memoryOnly(item(1).id)).toBe(null)
  })

  test('is said to be in memory only where it cannot be kept again, until it can', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([item(1)])
    await settle()
    store.rows.clear()
    store.fault = new StorageError('full')
    await outbox.send()
    expect(outbox.memoryOnly(item(1).id)).toBe('full')
    store.fault = null
    await outbox.send()
    expect(outbox.memoryOnly(item(1).id)).toBe(null)
    expect(store.rows.size).toBe(1)
  })

  test('is not brought back when it went because another sender has handed it over', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([item(1)])
    await settle()
    relay.answer = () => ({ kind: 'stored' })
    // it has no channel: this page does not hear of it
    await flushInBackground(parts())
    await outbox.send()
    expect(store.rows.size).toBe(0)
    expect([...relay.has]).toEqual([1])
    expect(outbox.handedOver(item(1).id)).toBe(true)
  })

  test('is told of when only its file has gone, until the person has read it', async () => {
    store.broken = ['slot']
    const outbox = createOutbox(parts())
    await outbox.send()
    expect((await outbox.state()).broken).toEqual(['slot'])
    await outbox.forget(['slot'])
    expect((await outbox.state()).broken).toEqual([])
  })
})

describe('the flush of the service worker', () => {
  test('rejects while something waits, so that the browser wakes it again', async () => {
    await store.put([item(1)])
    relay.answer = () => ({ kind: 'unreachable' })
    await expect(flushInBackground(parts())).rejects.toThrow('something waits')
    relay.answer = () => ({ kind: 'stored' })
    await expect(flushInBackground(parts())).resolves.toBeUndefined()
  })
})
