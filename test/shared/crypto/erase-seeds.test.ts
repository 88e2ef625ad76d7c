import { describe, expect, it } from 'vitest'
import { chainFrom, createChain, eraseOldSeeds } from '../../../shared/crypto/chain.ts'
import { addDays, type Day, lastDayOf } from '../../../shared/day.ts'
import { EPOCH_DAYS, SEED_KEEP_DAYS, SEED_PROOF_DAYS } from '../../../shared/protocol.ts'
import { p } from '../trust/world.ts'

const chain = createChain((length) => new Uint8Array(length).fill(5), 1, 10)
/** The first day on which the seed of epoch 10 is due. */
const DUE = addDays(lastDayOf(10), SEED_KEEP_DAYS + 1)

const epochAfter = async (today: Day, proven: Day): Promise<number> =>
  (await eraseOldSeeds(p, chain, today, proven)).epoch

describe('erasing seeds (P9.24)', () => {
  it('erases a seed on the day after it was kept long enough, and no day before', async () => {
    expect(await epochAfter(addDays(DUE, -1), DUE)).toBe(10)
    expect(await epochAfter(DUE, DUE)).toBe(11)
    expect(await epochAfter(addDays(DUE, EPOCH_DAYS), addDays(DUE, EPOCH_DAYS))).toBe(12)
  })

  it('leaves the same chain, one or more steps on', async () => {
    const erased = await eraseOldSeeds(p, chain, addDays(DUE, EPOCH_DAYS), addDays(DUE, EPOCH_DAYS))
    expect(erased).toEqual(await chainFrom(p, chain, 12))
  })

  it('erases nothing that only the device’s clock says is due, however far ahead it runs', async () => {
    const proven = addDays(DUE, -SEED_PROOF_DAYS - 1)
    expect(await epochAfter(addDays(DUE, 3000), proven)).toBe(10)
    expect(await epochAfter(addDays(DUE, 3000), addDays(proven, 1))).toBe(11)
  })

  it('erases nothing that only a document says is due', async () => {
    expect(await epochAfter(addDays(DUE, -1), addDays(DUE, 3000))).toBe(10)
  })

  it('never steps past the present: a chain that begins later stays as it is', async () => {
    const later = createChain((length) => new Uint8Array(length).fill(5), 1, 500)
    expect(await eraseOldSeeds(p, later, DUE, DUE)).toEqual(later)
  })
})
