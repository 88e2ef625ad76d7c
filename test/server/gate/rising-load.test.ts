/**
 * P8.2 and decision 010: whoever floods a mailbox, and however the load rises while an honest phone solves, its report gets
 * through in one pass. The real outbox and the real board; only the clock and the hashing are played.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flush, type FlushParts, type FlushReport } from '../../../client/outbox/flush.ts'
import { createPriceBoard, type PriceBoard } from '../../../server/gate/price.ts'
import { WORK_MAX_BITS, WORK_MIN_BITS, WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { rounds } from '../../long.ts'
import { item, memoryStore, today } from '../../client/outbox/fakes.ts'

/** A slow phone, see decision 010. */
const PHONE_TRIES_PER_MS = 100
const INBOX = 'inbox'

interface Told {
  readonly report: FlushReport
  /** Price that each post showed. */
  readonly shown: readonly number[]
  /** Hashes of the phone, on average. */
  readonly tries: number
}

/** @param flood what attackers do while the phone solves, for so many milliseconds */
async function tell(prices: PriceBoard, flood: (ms: number) => void): Promise<Told> {
  const shown: number[] = []
  let tries = 0
  const store = memoryStore()
  const mine = item(1)
  await store.put([mine])
  const bitsOf = (nonce: Uint8Array | null): number => nonce?.[0] ?? 0
  const parts: FlushParts = {
    store,
    dates: async () => ({ today, provenDay: null }),
    onHandedOver: () => undefined,
    solve: async (_what, bits, from) => {
      const more = 2 ** bits - (from === null ? 0 : 2 ** bitsOf(from))
      tries += more
      flood(more / PHONE_TRIES_PER_MS)
      return new Uint8Array(WORK_NONCE_BYTES).fill(bits)
    },
    relay: {
      post: async ({ nonce }) => {
        shown.push(bitsOf(nonce))
        if (bitsOf(nonce) < prices.takenOf(INBOX)) return { kind: 'price', bits: prices.priceOf(INBOX) }
        prices.note(INBOX)
        return { kind: 'stored' }
      },
      putBlob: async () => ({ kind: 'unreachable' }),
    },
  }
  return { report: await flush([mine], parts), shown, tries }
}

function expectThrough({ report, shown, tries }: Told): void {
  expect(report.waiting).toEqual([])
  expect(shown.length).toBeLessThanOrEqual(3)
  expect(Math.max(...shown)).toBeLessThanOrEqual(WORK_MAX_BITS)
  expect(tries).toBeLessThanOrEqual(2 ** WORK_MAX_BITS)
}

describe('a report while its mailbox is flooded', () => {
  it('gets through in one pass, whatever comes while the phone solves', async () => {
    const moments = fc.array(fc.record({ quiet: fc.nat(200_000), posts: fc.oneof(fc.nat(300), fc.nat(8_000)) }), {
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(moments, async (script) => {
        let now = 0
        const prices = createPriceBoard(() => now)
        let moment = 0
        expectThrough(
          await tell(prices, (ms) => {
            const { quiet = 0, posts = 0 } = script[moment++ % script.length] ?? {}
            now += quiet
            for (let n = 0; n < posts; n++) {
              now += ms / posts
              prices.note(INBOX)
            }
          }),
        )
      }),
      { numRuns: rounds(200, 5_000) },
    )
  })

  it.each([1, 2, 3])(
    'gets through when attackers raise the price by %d bits before each of its posts',
    async (step) => {
      const prices = createPriceBoard(() => 0)
      const reach = (bits: number): void => {
        while (prices.priceOf(INBOX) < Math.min(bits, WORK_MAX_BITS)) prices.note(INBOX)
      }
      let price = WORK_MIN_BITS
      const told = await tell(prices, () => reach((price += step)))
      expectThrough(told)
      // Or the attackers did nothing.
      expect(prices.priceOf(INBOX)).toBeGreaterThan(WORK_MIN_BITS)
    },
  )

  it('gets through when the price is at its highest before it begins, and stays there', async () => {
    const prices = createPriceBoard(() => 0)
    for (let n = 0; n < 50_000; n++) prices.note(INBOX)
    const told = await tell(prices, () => prices.note(INBOX))
    expectThrough(told)
    expect(told.shown).toEqual([WORK_MIN_BITS, WORK_MAX_BITS])
  })
})
