import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPriceBoard, type PriceBoard } from '../../../server/gate/price.ts'
import { WORK_MAX_BITS, WORK_MIN_BITS } from '../../../shared/protocol.ts'

const MINUTE = 60_000
let now = 0
const board = (): PriceBoard => {
  now = 0
  return createPriceBoard(() => now, { perMailbox: 60, overall: 600 })
}
/** Posts evenly over some minutes. */
function load(prices: PriceBoard, perMinute: number, minutes: number, mailbox = 'a'): void {
  for (let n = 0; n < perMinute * minutes; n++) {
    now += MINUTE / perMinute
    prices.note(mailbox)
  }
}

describe('the price', () => {
  it('is the least as long as no more comes than allowed', () => {
    const prices = board()
    load(prices, 55, 10)
    expect(prices.priceOf('a')).toBe(WORK_MIN_BITS)
  })

  it('rises by a bit for each doubling, for that mailbox and not for another', () => {
    const prices = board()
    load(prices, 100, 10)
    expect(prices.priceOf('a')).toBe(WORK_MIN_BITS + 1)
    load(prices, 400, 10)
    expect(prices.priceOf('a')).toBe(WORK_MIN_BITS + 3)
    expect(prices.priceOf('b')).toBe(WORK_MIN_BITS)
  })

  it('rises for all when all is much, however it is spread', () => {
    const prices = board()
    for (let n = 0; n < 12_000; n++) {
      now += MINUTE / 1200
      prices.note(`mailbox ${n}`)
    }
    expect(prices.priceOf('another')).toBe(WORK_MIN_BITS + 1)
  })

  it('stays for all others what it was while one mailbox is flooded', () => {
    const prices = board()
    load(prices, 6_000, 10)
    expect(prices.priceOf('a')).toBe(WORK_MAX_BITS)
    expect(prices.priceOf('b')).toBe(WORK_MIN_BITS)
    expect(prices.priceOf(null)).toBe(WORK_MIN_BITS)
  })

  it('rises for all when many mailboxes are flooded at once, by what each is allowed', () => {
    const prices = board()
    for (let n = 0; n < 250_000; n++) {
      now += MINUTE / 50_000
      prices.note(`mailbox ${n % 40}`)
    }
    expect(prices.priceOf('mailbox 0')).toBe(WORK_MAX_BITS)
    // Forty times the allowance of one is four times that of all.
    expect(prices.priceOf('another')).toBeGreaterThan(WORK_MIN_BITS + 1)
    expect(prices.priceOf('another')).toBeLessThan(WORK_MAX_BITS - 1)
  })

  it('falls again when it is quiet', () => {
    const prices = board()
    load(prices, 1000, 5)
    expect(prices.priceOf('a')).toBeGreaterThan(WORK_MIN_BITS)
    now += 10 * MINUTE
    expect(prices.priceOf('a')).toBe(WORK_MIN_BITS)
  })

  it('takes what was solved for the price just told when it rose by one', () => {
    const prices = board()
    load(prices, 100, 10)
    expect(prices.takenOf('a')).toBe(WORK_MIN_BITS)
    expect(prices.takenOf('never seen')).toBe(WORK_MIN_BITS)
  })

  it('never refuses: it stays between its bounds under any load', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.nat(1000), count: fc.nat(20_000) }), { maxLength: 6 }), (bursts) => {
        const prices = board()
        for (const { wait, count } of bursts) {
          now += wait
          for (let n = 0; n < count; n++) prices.note('a')
          expect(prices.priceOf('a')).toBeGreaterThanOrEqual(WORK_MIN_BITS)
          expect(prices.priceOf('a')).toBeLessThanOrEqual(WORK_MAX_BITS)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('watches a limited number of mailboxes, however many are named', () => {
    const prices = board()
    for (let n = 0; n < 60_000; n++) {
      now += MINUTE
      prices.note(`mailbox ${n}`)
    }
    expect(prices.priceOf('mailbox 59999')).toBe(WORK_MIN_BITS)
  })

  it('what has no mailbox counts to the overall load only', () => {
    const prices = createPriceBoard(() => 0, { perMailbox: 1, overall: 10 })
    for (let n = 0; n < 200; n++) prices.note(null)
    expect(prices.priceOf('another')).toBeGreaterThan(WORK_MIN_BITS)
    expect(prices.priceOf(null)).toBe(prices.priceOf('another'))
  })

  it('a busy mailbox is watched although very many others were named before it', () => {
    const prices = createPriceBoard(() => 0, { perMailbox: 10, overall: 1e9 })
    for (let n = 0; n < 50_001; n++) prices.note(`once ${n}`)
    for (let n = 0; n < 200; n++) prices.note('busy')
    expect(prices.priceOf('busy')).toBeGreaterThan(WORK_MIN_BITS)
  })
})
