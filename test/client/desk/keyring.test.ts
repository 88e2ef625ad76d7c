import { describe, expect, it } from 'vitest'
import { createKeyring } from '../../../client/desk/keyring.ts'
import { createChain } from '../../../shared/crypto/chain.ts'
import { markOf } from '../../../shared/crypto/chain-mark.ts'
import { addDays, epochOf } from '../../../shared/day.ts'
import { EPOCH_DAYS, SHEET_EPOCHS } from '../../../shared/protocol.ts'
import type { ChainEntry } from '../../../shared/trust/member-sheet.ts'
import { present } from '../../present.ts'
import { makeOffice, p, TODAY } from '../../shared/trust/world.ts'
import { contentsOf, random } from './desk-fixture.ts'

const epoch = present(epochOf(TODAY))
const office = await makeOffice('front', 'agency')
const contents = await contentsOf(office, 1)
const [first] = office.memberSheet.chains
const replacedDay = addDays(TODAY, 2 * EPOCH_DAYS)
const second = createChain(random, 2, epoch + 2)
/** The first chain was replaced in its third epoch: keys of it were published up to four epochs on. */
const chains: readonly ChainEntry[] = [
  { ...present(first), replacedDay },
  { ...(await markOf(p, second)), replacedDay: null },
]
const lastOfFirst = epoch + 2 + SHEET_EPOCHS - 1

async function holds(numbers: readonly number[], from = epoch): Promise<(wanted: number) => boolean> {
  const held = [...contents.chains, second].filter(({ number }) => numbers.includes(number))
  const stepped = held.map((chain) => ({ ...chain, epoch: Math.max(chain.epoch, from) }))
  const keyring = present(await createKeyring(p, { ...contents, chains: stepped }))
  return (wanted) => keyring.holdsAll(chains, wanted)
}

describe('a device holds every key that was published for an epoch (P9.16)', () => {
  it('when it has each chain that phones may have sealed to then', async () => {
    const all = await holds([1, 2])
    for (const wanted of [epoch, epoch + 2, lastOfFirst, lastOfFirst + 1]) expect(all(wanted)).toBe(true)
    expect(all(epoch - 1)).toBe(false)
  })

  it('not without the chain that a colleague may open the mail with', async () => {
    const old = await holds([1])
    expect([old(epoch + 1), old(epoch + 2), old(lastOfFirst)]).toEqual([true, false, false])
    const young = await holds([2])
    expect([young(epoch + 1), young(epoch + 2), young(lastOfFirst)]).toEqual([false, false, false])
    expect(young(lastOfFirst + 1)).toBe(true)
  })

  it('not once it has erased the seed', async () => {
    const later = await holds([1, 2], epoch + 3)
    expect([later(epoch + 2), later(epoch + 3)]).toEqual([false, true])
  })

  it('never while no member sheet says which chains there are', async () => {
    const keyring = present(await createKeyring(p, contents))
    expect(keyring.holdsAll([], epoch)).toBe(false)
  })
})
