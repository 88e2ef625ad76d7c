/** Letters that are too late, or seem to be by the clock of the phone: never posted after their day, never gone without a word. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { flushInBackground } from '../../../client/outbox/background.ts'
import { type OutboxParts, createOutbox } from '../../../client/outbox/outbox.ts'
import { type Day, addDays } from '../../../shared/day.ts'
import { OUTBOX_DAYS } from '../../../shared/protocol.ts'
import { type FakeRelay, type MemoryStore, fakeRelay, item, memoryStore, partsWith, today } from './fakes.ts'

let store: MemoryStore
let relay: FakeRelay
let clock: Day
let proven: Day | null

const parts = (): OutboxParts => partsWith({ store, relay, dates: async () => ({ today: clock, provenDay: proven }) })

beforeEach(() => {
  vi.useFakeTimers()
  store = memoryStore()
  relay = fakeRelay()
  clock = today
  proven = null
})
afterEach(() => void vi.useRealTimers())

describe('what is late by the clock of the phone only', () => {
  const years = [1, 15, 100].map((count) => 365 * count)

  test.each(years)('is kept and not posted, and goes when the clock is right again (%i days ahead)', async (days) => {
    await store.put([item(1)])
    const outbox = createOutbox(parts())
    clock = addDays(today, days)
    await outbox.send()
    await flushInBackground(parts())
    expect(relay.came).toEqual([])
    expect(await outbox.state()).toMatchObject({
      waiting: [],
      late: [{ expiresDay: today + OUTBOX_DAYS }],
      expired: [],
    })
    expect(store.rows.size).toBe(1)
    clock = today
    await outbox.send()
    expect(relay.has).toEqual(new Set([1]))
  })

  test('goes unsent only when the person takes it away', async () => {
    await store.put([item(1)])
    clock = addDays(today, 400)
    const outbox = createOutbox(parts())
    const { late } = await outbox.state()
    await outbox.forget(late.map(({ slot }) => slot))
    expect(store.rows.size).toBe(0)
  })
})

describe('what has expired', () => {
  const passed = (days: number): void => {
    clock = addDays(today, days)
    proven = clock
  }

  test('is not posted, is told, and goes when the person has been told', async () => {
    await store.put([item(1)])
    passed(OUTBOX_DAYS + 1)
    const outbox = createOutbox(parts())
    await outbox.send()
    expect(relay.came).toEqual([])
    const { expired } = await outbox.state()
    expect(expired).toHaveLength(1)
    await outbox.forget(expired.map(({ slot }) => slot))
    expect(store.rows.size).toBe(0)
    expect((await outbox.state()).expired).toEqual([])
  })

  test('is not posted by a phone whose clock was set back either', async () => {
    await store.put([item(1)])
    proven = addDays(today, OUTBOX_DAYS + 1)
    clock = addDays(today, -3000)
    await createOutbox(parts()).send()
    await flushInBackground(parts())
    expect(relay.came).toEqual([])
  })

  test('still goes on its last day', async () => {
    await store.put([item(1)])
    passed(OUTBOX_DAYS)
    await createOutbox(parts()).send()
    expect(relay.has).toEqual(new Set([1]))
  })

  test('goes by itself once nobody needs to be told any more', async () => {
    await store.put([item(1)])
    passed(2 * OUTBOX_DAYS + 1)
    await createOutbox(parts()).send()
    expect(store.rows.size).toBe(0)
    expect(relay.came).toEqual([])
  })
})
