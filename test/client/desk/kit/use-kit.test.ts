/** A recovery kit as a person uses it, from the words on paper to the open desk. Against the real relay in process. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKitUnlock, createRecovery } from '../../../../client/desk/kit/use-kit.ts'
import { openSession } from '../../../../client/desk/session.ts'
import { openVault, parseSealedVault, type Vault } from '../../../../client/vault/vault.ts'
import { fingerprintOf } from '../../../../shared/crypto/addresses.ts'
import { createKit } from '../../../../shared/crypto/kit.ts'
import { kitWords } from '../../../../shared/crypto/kit-words.ts'
import { present } from '../../../present.ts'
import { p, TODAY } from '../../../shared/trust/world.ts'
import { openBench, random, type Bench, type Device } from '../desk-fixture.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const chosen = { passphrase: 'four odd words together', name: 'Front office' }
const browser = (): Promise<Device> => bench.device(bench.world.second, 1)

async function makeKit({ session }: Device): Promise<string> {
  const { words, asked } = present(await session.draftKit())
  expect((await session.keepKit(asked.map((number) => present(words[number - 1])))).kind).toBe('kept')
  await session.refresh()
  return words.map((word, at) => `${at + 1} ${word}`).join('\n')
}
const otherWords = (): string => kitWords(createKit(random)).join(' ')

async function openedBy({ tools, store }: Device, id: string, passphrase: string): Promise<Vault | null> {
  return openVault(tools, passphrase, present(parseSealedVault(present(await store.loadVault(id)))))
}

describe('on a browser that has nothing', () => {
  it('the words show which agency they recover, and make its desk', async () => {
    const a = await bench.device(bench.world.front, 0)
    const phone = await bench.report('before')
    await a.session.refresh()
    const words = await makeKit(a)
    const device = await browser()
    const recovery = createRecovery(device.tools)
    expect(await recovery.check(words)).toEqual({
      kind: 'recoverable',
      names: bench.world.front.listed.names,
      fingerprint: await fingerprintOf(p, bench.world.front.signing.publicKey),
      day: TODAY,
      label: 'Desk 1',
      others: ['Desk 2'],
    })
    const outcome = await recovery.make(chosen)
    if (outcome.kind !== 'made') throw new Error(outcome.kind)
    const session = present(await openSession(device.tools, outcome.open))
    await session.refresh()
    expect(session.state().fold.cases.has(phone.case)).toBe(true)
  })

  it('words that are none, and words that open nothing, are told apart, and nothing is kept', async () => {
    const device = await browser()
    const recovery = createRecovery(device.tools)
    const before = await device.store.listVaults()
    expect(await recovery.check('abandon ability xyzzy')).toEqual({
      kind: 'wrong-words',
      why: { ok: false, reason: 'word', number: 3, typed: 'xyzzy' },
    })
    expect(await recovery.check(otherWords())).toEqual({ kind: 'refused', why: 'no-copy' })
    await expect(recovery.make(chosen)).rejects.toThrow(RangeError)
    device.network.down = true
    expect(await recovery.check(otherWords())).toEqual({ kind: 'refused', why: 'unreachable' })
    expect(await device.store.listVaults()).toEqual(before)
  })

  it('an agency that no directory lists is recovered all the same, by its fingerprint', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const words = await makeKit(a)
    const device = await browser()
    const recovery = createRecovery({ ...device.tools, rootHash: random(32) })
    expect(await recovery.check(words)).toMatchObject({ kind: 'recoverable', names: null })
  })
})

describe('on its own computer', () => {
  it('the words open the desk, and it has a new passphrase', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const words = await makeKit(a)
    const { id } = present((await a.store.listVaults())[0])
    const unlock = createKitUnlock(a.tools)
    expect(await unlock.check(id, words)).toEqual({ kind: 'opens' })
    expect(await openedBy(a, id, 'a passphrase long enough')).not.toBeNull()
    const open = present(await unlock.open('another passphrase, as long'))
    expect(await openedBy(a, id, 'a passphrase long enough')).toBeNull()
    expect(await openedBy(a, id, 'another passphrase, as long')).not.toBeNull()
    expect((await a.store.listVaults())[0]).toEqual({ id, label: open.label })
    const session = present(await openSession(a.tools, open))
    await session.refresh()
    expect(session.state()).toMatchObject({ problems: [], kit: { kind: 'kept' } })
    expect(await openedBy(a, id, 'another passphrase, as long')).not.toBeNull()
    expect(await unlock.check(id, words)).toEqual({ kind: 'opens' })
  })

  it('needs no network', async () => {
    const a = await bench.device(bench.world.front, 0)
    const words = await makeKit(a)
    const { id } = present((await a.store.listVaults())[0])
    a.network.down = true
    const unlock = createKitUnlock(a.tools)
    expect(await unlock.check(id, words)).toEqual({ kind: 'opens' })
    expect(await unlock.open('another passphrase, as long')).not.toBeNull()
  })

  it('the words of another kit, and words that are none, open nothing and change nothing', async () => {
    const a = await bench.device(bench.world.front, 0)
    const { id } = present((await a.store.listVaults())[0])
    const unlock = createKitUnlock(a.tools)
    // No kit was made at all.
    expect(await unlock.check(id, otherWords())).toEqual({ kind: 'failed' })
    await makeKit(a)
    expect(await unlock.check(id, otherWords())).toEqual({ kind: 'failed' })
    expect(await unlock.check(id, 'abandon')).toMatchObject({ kind: 'wrong-words', why: { reason: 'count', count: 1 } })
    expect(await unlock.check('no such desk', otherWords())).toEqual({ kind: 'failed' })
    await expect(unlock.open('another passphrase, as long')).rejects.toThrow(RangeError)
    expect(await openedBy(a, id, 'a passphrase long enough')).not.toBeNull()
  })
})
