import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ITEM_BYTES, encodeItem, parseItem } from '../../../client/outbox/item.ts'
import { type Standing, standingOf, waitMs } from '../../../client/outbox/policy.ts'
import { type Day, addDays } from '../../../shared/day.ts'
import { ENVELOPE_BYTES, OUTBOX_DAYS, WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import { item, today } from './fakes.ts'

describe('an item of the outbox', () => {
  test('is read back as it was written', () => {
    for (const work of [null, { nonce: new Uint8Array(WORK_NONCE_BYTES).fill(3), bits: 12 }]) {
      const written = { ...item(7), work }
      expect(parseItem(written.slot, encodeItem(written))).toEqual(written)
    }
  })

  test('takes the same room whatever its size, so that what a browser keeps of a deleted one tells nothing of it', () => {
    for (const bytes of ENVELOPE_BYTES) {
      const envelope = parseEnvelopeBytes(new Uint8Array(bytes).fill(9))
      if (envelope === null) throw new Error('not an envelope')
      const written = encodeItem({ ...item(1), envelope })
      expect(written).toHaveLength(ITEM_BYTES)
      expect(parseItem('x', written)).toMatchObject({ envelope })
    }
  })

  test('is broken when it is cut short or longer, and foreign when it is of another form', () => {
    const bytes = encodeItem(item(1))
    expect(parseItem('x', bytes.slice(0, -1))).toBe('broken')
    expect(parseItem('x', bytes.slice(0, 50))).toBe('broken')
    expect(parseItem('x', new Uint8Array([...bytes, 0]))).toBe('broken')
    expect(parseItem('x', new Uint8Array([9, ...bytes.slice(1)]))).toBe('foreign')
    expect(parseItem('x', new Uint8Array())).toBe('broken')
  })

  test('is never an error, whatever lies in the database', () => {
    const parse = (bytes: Uint8Array): unknown => parseItem('x', new Uint8Array(bytes))
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void expect(parse(bytes)).toBeTypeOf('string')))
    const written = encodeItem(item(1))
    fc.assert(
      fc.property(fc.nat(written.length - 1), fc.nat(255), (at, value) => {
        parse(written.with(at, value))
      }),
    )
  })
})

describe('the policy', () => {
  test('names the last day, the days of telling, and the end', () => {
    const { expiresDay } = item(1)
    expect(expiresDay).toBe(today + OUTBOX_DAYS)
    const proven = (provenDay: Day): Standing => standingOf(item(1), { today: provenDay, provenDay })
    expect(proven(expiresDay)).toBe('waiting')
    expect(proven(addDays(expiresDay, 1))).toBe('expired')
    expect(proven(addDays(expiresDay, OUTBOX_DAYS))).toBe('expired')
    expect(proven(addDays(expiresDay, OUTBOX_DAYS + 1))).toBe('gone')
  })

  test('ends nothing by a clock alone, however far it jumps', () => {
    const { expiresDay } = item(1)
    for (const days of [1, OUTBOX_DAYS + 1, 365, 5_000, 100_000]) {
      for (const provenDay of [null, today, expiresDay]) {
        expect(standingOf(item(1), { today: addDays(expiresDay, days), provenDay })).toBe('late')
      }
    }
  })

  test('believes a signed day before a clock that was set back', () => {
    const { expiresDay } = item(1)
    const provenDay = addDays(expiresDay, 1)
    expect(standingOf(item(1), { today: addDays(today, -9000), provenDay })).toBe('expired')
  })

  test('waits from 2 seconds to 5 minutes, spread by a quarter', () => {
    expect(waitMs(0, 0.5)).toBe(2_000)
    expect(waitMs(3, 0.5)).toBe(16_000)
    expect(waitMs(1000, 0.5)).toBe(300_000)
    expect(waitMs(0, 0)).toBe(1_500)
    expect(waitMs(0, 1)).toBe(2_500)
  })
})
