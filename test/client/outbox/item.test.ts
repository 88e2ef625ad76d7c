import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeItem, parseItem } from '../../../client/outbox/item.ts'
import { standingOf, waitMs } from '../../../client/outbox/policy.ts'
import { addDays } from '../../../shared/day.ts'
import { OUTBOX_DAYS, WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { item, today } from './fakes.ts'

describe('an item of the outbox', () => {
  test('is read back as it was written', () => {
    for (const work of [null, { nonce: new Uint8Array(WORK_NONCE_BYTES).fill(3), bits: 12 }]) {
      const written = { ...item(7), work }
      expect(parseItem(written.slot, encodeItem(written))).toEqual(written)
    }
  })

  test('is refused when it is cut short, longer, or of a later form', () => {
    const bytes = encodeItem(item(1))
    expect(parseItem('x', bytes.slice(0, -1))).toBe(null)
    expect(parseItem('x', new Uint8Array([...bytes, 0]))).toBe(null)
    expect(parseItem('x', new Uint8Array([2, ...bytes.slice(1)]))).toBe(null)
    expect(parseItem('x', new Uint8Array())).toBe(null)
  })

  test('is never an error, whatever lies in the database', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void expect(parseItem('x', new Uint8Array(bytes))).toBe(null)))
  })
})

describe('the policy', () => {
  test('names the last day, the days of telling, and the end', () => {
    const { expiresDay } = item(1)
    expect(expiresDay).toBe(today + OUTBOX_DAYS)
    expect(standingOf(item(1), expiresDay)).toBe('waiting')
    expect(standingOf(item(1), addDays(expiresDay, 1))).toBe('expired')
    expect(standingOf(item(1), addDays(expiresDay, OUTBOX_DAYS))).toBe('expired')
    expect(standingOf(item(1), addDays(expiresDay, OUTBOX_DAYS + 1))).toBe('gone')
  })

  test('waits from 2 seconds to 5 minutes, spread by a quarter', () => {
    expect(waitMs(0, 0.5)).toBe(2_000)
    expect(waitMs(3, 0.5)).toBe(16_000)
    expect(waitMs(1000, 0.5)).toBe(300_000)
    expect(waitMs(0, 0)).toBe(1_500)
    expect(waitMs(0, 1)).toBe(2_500)
  })
})
