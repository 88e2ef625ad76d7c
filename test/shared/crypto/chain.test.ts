/** P3.1, P9.24: the intake chain. Its values stand in the vectors. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chainFrom,
  chainKeysFor,
  createChain,
  eraseOldSeeds,
  intakeKeyOf,
  stepChain,
} from '../../../shared/crypto/chain.ts'
import { addDays, epochOf, lastDayOf } from '../../../shared/day.ts'
import { EPOCH_ZERO_DAY, SEED_KEEP_DAYS, SEED_PROOF_DAYS, SHEET_EPOCHS } from '../../../shared/protocol.ts'
import { dayFrom, p, random } from './world.ts'

describe('a chain', () => {
  test('gives the same later seeds however it is stepped', async () => {
    const chain = createChain(random, 1, 10)
    const stepped = await stepChain(p, await stepChain(p, chain))
    expect(await chainFrom(p, chain, 12)).toEqual(stepped)
    expect(await chainFrom(p, chain, 10)).toEqual(chain)
    expect(stepped.seed).not.toEqual(chain.seed)
  })

  test('never goes back, nor twenty years ahead for a hostile hint', async () => {
    const chain = createChain(random, 1, 10)
    for (const epoch of [9, 0, -1, 10.5, Number.NaN, 10 + 521, 65_535])
      expect(await chainFrom(p, chain, epoch)).toBeNull()
    expect(await chainKeysFor(p, chain, 9, SHEET_EPOCHS)).toBeNull()
  })

  test('names the public keys of consecutive epochs, each opened by the key of that epoch', async () => {
    const chain = createChain(random, 3, 40)
    const keys = await chainKeysFor(p, chain, 41, SHEET_EPOCHS)
    expect(keys?.map(({ epoch }) => epoch)).toEqual([41, 42, 43, 44, 45])
    const at = await chainFrom(p, chain, 43)
    expect(keys?.[2]?.key).toEqual(at === null ? null : (await intakeKeyOf(p, at.seed)).publicKey)
  })

  test('of two randoms differ', () => {
    expect(createChain(random, 1, 1).seed).not.toEqual(createChain(random, 1, 1).seed)
  })
})

describe('erasing old seeds', () => {
  test('keeps a seed to the last day of its six weeks and erases it on the next (P9.24)', async () => {
    const chain = createChain(random, 1, 20)
    const lastDay = addDays(lastDayOf(20), SEED_KEEP_DAYS)
    expect((await eraseOldSeeds(p, chain, lastDay, lastDay)).epoch).toBe(20)
    expect((await eraseOldSeeds(p, chain, addDays(lastDay, 1), lastDay)).epoch).toBe(21)
  })

  test('keeps exactly the seeds that mail may still need, on any day', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.nat(900), async (epoch, days) => {
        const today = dayFrom(EPOCH_ZERO_DAY + days)
        const kept = await eraseOldSeeds(p, createChain(random, 1, epoch), today, today)
        expect(kept.epoch === epoch || addDays(lastDayOf(kept.epoch - 1), SEED_KEEP_DAYS) < today).toBe(true)
        const current = epochOf(today) ?? 0
        expect(kept.epoch >= current || addDays(lastDayOf(kept.epoch), SEED_KEEP_DAYS) >= today).toBe(true)
        expect(kept.epoch <= Math.max(epoch, current)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('leaves the seeds that remain as they were', async () => {
    const chain = createChain(random, 2, 0)
    const kept = await eraseOldSeeds(p, chain, dayFrom(EPOCH_ZERO_DAY + 365), dayFrom(EPOCH_ZERO_DAY + 365))
    expect(kept).toEqual(await chainFrom(p, chain, kept.epoch))
    expect(kept.number).toBe(2)
  })

  test('goes no further than a verified document proves the time to be, however far the clock is ahead', async () => {
    const chain = createChain(random, 1, 0)
    const proven = dayFrom(EPOCH_ZERO_DAY + 30)
    const inTime = await eraseOldSeeds(p, chain, addDays(proven, SEED_PROOF_DAYS), proven)
    expect(await eraseOldSeeds(p, chain, addDays(proven, 5000), proven)).toEqual(inTime)
    expect((await eraseOldSeeds(p, chain, addDays(proven, 5000), addDays(proven, 4990))).epoch).toBeGreaterThan(300)
  })

  test('does not touch a chain when the clock stands before epoch zero', async () => {
    const chain = createChain(random, 1, 5)
    expect(await eraseOldSeeds(p, chain, dayFrom(0), dayFrom(0))).toBe(chain)
  })
})
