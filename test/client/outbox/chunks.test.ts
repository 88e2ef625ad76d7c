/** Letters whose attachments wait beside them: docs/protocol.md P9.8 and section 4. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { encodeChunk, parseChunk } from '../../../client/outbox/chunk.ts'
import { flushInBackground } from '../../../client/outbox/background.ts'
import { ITEM_BYTES, encodeItem, type OutboxItem, parseItem } from '../../../client/outbox/item.ts'
import { type OutboxParts, createOutbox } from '../../../client/outbox/outbox.ts'
import { StorageError } from '../../../client/storage/connection.ts'
import { type Day, addDays } from '../../../shared/day.ts'
import { ENVELOPE_BYTES, OUTBOX_DAYS } from '../../../shared/protocol.ts'
import { parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import { type FakeRelay, type MemoryStore, chunk, fakeRelay, item, memoryStore, partsWith, today } from './fakes.ts'

let store: MemoryStore
let relay: FakeRelay
let proven: Day | null = null

const parts = (changes: Partial<OutboxParts> = {}): OutboxParts =>
  partsWith({ store, relay, dates: async () => ({ today, provenDay: proven }), ...changes })

/** A letter that names these chunks. */
const letter = (fill: number, ...chunks: readonly number[]): OutboxItem => ({
  ...item(fill),
  chunks: chunks.map((one) => chunk(one).slot),
})
const settle = async (): Promise<void> => {
  for (let i = 0; i < 100; i++) await Promise.resolve()
}

beforeEach(() => {
  vi.useFakeTimers()
  store = memoryStore()
  relay = fakeRelay()
  proven = null
})
afterEach(() => void vi.useRealTimers())

describe('a letter with chunks', () => {
  test('lies on the disk with all of them before anything is told, and is posted after them', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([letter(1, 11, 12)], [chunk(11), chunk(12)])
    expect([store.rows.size, store.chunks.size]).toEqual([1, 2])
    await settle()
    relay.answer = () => ({ kind: 'stored' })
    relay.came.length = 0
    await outbox.send()
    expect(relay.came).toEqual([11, 12, 1])
    expect(outbox.handedOver(item(1).id)).toBe(true)
    expect([store.rows.size, store.chunks.size]).toEqual([0, 0])
  })

  test('holds up no letter without any, whichever was sealed first', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([letter(1, 11), item(2)], [chunk(11)])
    await settle()
    relay.answer = () => ({ kind: 'stored' })
    relay.came.length = 0
    await outbox.send()
    expect(relay.came).toEqual([2, 11, 1])
  })

  test('gives way between two chunks to a letter that was sealed meanwhile', async () => {
    const outbox = createOutbox(parts())
    let others = 0
    relay.answer = (fill) => {
      if (fill === 11 && others++ === 0) void outbox.add([item(2)])
      return { kind: 'stored' }
    }
    await outbox.add([letter(1, 11, 12, 13)], [chunk(11), chunk(12), chunk(13)])
    for (let i = 0; i < 20; i++) await settle()
    expect(relay.came.indexOf(2)).toBeLessThan(relay.came.indexOf(13))
    expect(relay.came.filter((fill) => fill === 11)).toEqual([11])
    expect(relay.has).toEqual(new Set([1, 2, 11, 12, 13]))
  })

  test.each([0, 1, 2, 3])('arrives whole after the phone was killed when %i had arrived', async (before) => {
    let left = before
    relay.answer = () => (left-- > 0 ? { kind: 'stored' } : { kind: 'unreachable' })
    await createOutbox(parts()).add([letter(1, 11, 12, 13)], [chunk(11), chunk(12), chunk(13)])
    await settle()
    expect(relay.has.size).toBe(before)
    expect(relay.has.has(1)).toBe(false)
    relay.answer = () => ({ kind: 'stored' })
    relay.came.length = 0
    // another life of the page, with nothing but the disk
    await createOutbox(parts()).send()
    expect(relay.came).toEqual([11, 12, 13, 1].slice(before))
    expect([store.rows.size, store.chunks.size]).toEqual([0, 0])
  })

  test('is finished by the service worker where the page left off', async () => {
    let left = 1
    relay.answer = () => (left-- > 0 ? { kind: 'stored' } : { kind: 'unreachable' })
    await createOutbox(parts()).add([letter(1, 11, 12)], [chunk(11), chunk(12)])
    await settle()
    relay.answer = () => ({ kind: 'stored' })
    relay.came.length = 0
    await flushInBackground(parts())
    expect(relay.came).toEqual([12, 1])
  })

  test('puts chunks once that two letters name', async () => {
    await createOutbox(parts()).add([letter(1, 11), letter(2, 11)], [chunk(11)])
    await settle()
    expect(relay.came).toEqual([11, 1, 2])
  })

  test('waits, and says why, while the relay takes words only', async () => {
    relay.answer = (fill) => ({ kind: fill > 10 ? 'disk-full' : 'stored' })
    const outbox = createOutbox(parts())
    await outbox.add([item(2), letter(1, 11)], [chunk(11)])
    await settle()
    expect(relay.has).toEqual(new Set([2]))
    const { waiting, reasons } = await outbox.state()
    expect(waiting.map(({ slot }) => slot)).toEqual([item(1).slot])
    expect(reasons).toEqual(['words-only'])
  })

  test('pays the price of the relay for each chunk', async () => {
    relay.answer = (fill, nonce) => (fill > 10 && nonce[0] !== 15 ? { kind: 'price', bits: 15 } : { kind: 'stored' })
    await createOutbox(parts()).add([letter(1, 11)], [chunk(11)])
    await settle()
    expect(relay.came).toEqual([11, 11, 1])
  })

  test('waits whole in the page where the disk has no room, and goes out from there', async () => {
    store.fault = new StorageError('full')
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([letter(1, 11)], [chunk(11)])
    await settle()
    expect(outbox.memoryOnly(item(1).id)).toBe('full')
    relay.answer = () => ({ kind: 'stored' })
    relay.came.length = 0
    await outbox.send()
    expect(relay.came).toEqual([11, 1])
  })

  test('is kept again whole when the browser has thrown it away', async () => {
    relay.answer = () => ({ kind: 'unreachable' })
    const outbox = createOutbox(parts())
    await outbox.add([letter(1, 11)], [chunk(11)])
    await settle()
    store.rows.clear()
    store.chunks.clear()
    await outbox.send()
    expect([store.rows.size, store.chunks.size]).toEqual([1, 1])
  })

  test('is told of as lost when a chunk of it can no longer be read, and is never posted without it', async () => {
    await store.put([letter(1, 11, 12), chunk(11), chunk(12)])
    store.broken = [chunk(12).slot]
    const outbox = createOutbox(parts())
    await outbox.send()
    expect(relay.came).toEqual([])
    const { broken, waiting } = await outbox.state()
    expect(waiting).toEqual([])
    expect(broken).toContain(item(1).slot)
    // the chunk that can be read goes too, once the person has been told
    await outbox.forget(broken)
    await settle()
    expect([store.rows.size, store.chunks.size]).toEqual([0, 0])
  })

  test('takes its chunks with it when its time is over, and chunks that nobody names go', async () => {
    await store.put([letter(1, 11), chunk(11), chunk(13)])
    proven = addDays(today, 3 * OUTBOX_DAYS)
    const outbox = createOutbox(parts())
    await outbox.send()
    await outbox.send()
    expect([store.rows.size, store.chunks.size]).toEqual([0, 0])
    expect(relay.came).toEqual([])
  })

  test('loses no chunk while a letter cannot be read: it may name them', async () => {
    await store.put([chunk(11)])
    store.broken = ['slot']
    await createOutbox(parts()).send()
    expect(store.chunks.size).toBe(1)
  })
})

describe('on the disk', () => {
  test('a letter with chunks is as long as any other, and is read back with their slots', () => {
    const written = encodeItem(letter(1, 11, 12))
    expect(written).toHaveLength(ITEM_BYTES)
    expect(parseItem(item(1).slot, written)).toEqual(letter(1, 11, 12))
    const many = { ...item(1), chunks: Array.from({ length: 128 }, (_, fill) => chunk(fill).slot) }
    const envelope = parseEnvelopeBytes(new Uint8Array(ENVELOPE_BYTES[1]))
    if (envelope === null) throw new Error('not an envelope')
    expect(parseItem('x', encodeItem({ ...many, envelope }))).toMatchObject({ chunks: many.chunks })
    expect(parseItem('x', written.slice(0, -1))).toBe('broken')
  })

  test('a chunk is read back as it was written, and is broken when it is cut short or longer', () => {
    const bytes = encodeChunk(chunk(3))
    expect(parseChunk(chunk(3).slot, bytes)).toEqual(chunk(3))
    expect(parseChunk('x', bytes.slice(0, -1))).toBe('broken')
    expect(parseChunk('x', new Uint8Array([...bytes, 0]))).toBe('broken')
  })
})
