/** A computer is gone, its recovery kit is not: a fresh browser takes its place. Against the real relay in process. */
import { describe, expect, it } from 'vitest'
import { openVault, openVaultByKit, parseSealedVault } from '../../../../client/vault/vault.ts'
import { rounds } from '../../../long.ts'
import { present } from '../../../present.ts'
import { TODAY } from '../../../shared/trust/world.ts'
import {
  browser,
  chosen,
  desk,
  invite,
  joined,
  kinds,
  labels,
  look,
  made,
  makeKit,
  recovered,
  report,
  roundsOf,
  sheetNow,
  shows,
  useBench,
} from './recovery-fixture.ts'
const bench = useBench()

describe('a desk recovered from its kit', () => {
  it('is a new device in the place of the lost one, with new keys, and reads the old cases', async () => {
    const a = await desk(0)
    const old = await bench.now().report('before')
    await a.session.refresh()
    const kit = await makeKit(a)
    const before = await sheetNow()
    const c = await recovered(kit)
    expect(shows(c, old)).toBe(true)
    const sheet = await sheetNow()
    const [label] = present(labels(before)[0])
    expect(labels(sheet)).toEqual([[label, false], present(labels(before)[1]), [label, true]])
    expect(sheet.chain).toBe(before.chain + 1)
    expect(present(sheet.teams[0]).version).toBe(present(before.teams[0]).version + 1)
    expect(c.session.state()).toMatchObject({ isAdministrator: true, kit: { kind: 'kept', madeDay: TODAY } })
    expect(kinds(c)).toEqual([])
  })

  it('takes in what comes now, and the person behind it is answered', async () => {
    const a = await desk(0)
    await a.session.refresh()
    const kit = await makeKit(a)
    const c = await recovered(kit)
    const fresh = await report('after')
    await c.session.refresh()
    expect(shows(c, fresh)).toBe(true)
    expect((await fresh.read()).map(({ event }) => event.type)).toEqual(['received'])
  })

  it('leaves the lost device nothing that is new, nor its keys to open it', async () => {
    const a = await desk(0)
    await a.session.refresh()
    const c = await recovered(await makeKit(a))
    const fresh = await report('after')
    await c.session.refresh()
    await a.session.refresh()
    expect(kinds(a)).toContain('removed')
    expect(shows(a, fresh)).toBe(false)
  })

  it('knows its kit: it opens its vault, and another browser after it', async () => {
    const a = await desk(0)
    const old = await bench.now().report('before')
    await a.session.refresh()
    const kit = await makeKit(a)
    const c = await recovered(kit)
    const sealed = present(parseSealedVault(present(await c.store.loadVault(c.id))))
    expect(await openVaultByKit(c.tools, kit.vault, sealed)).not.toBeNull()
    const d = await recovered(kit)
    expect(shows(d, old)).toBe(true)
    await c.session.refresh()
    expect(kinds(c)).toContain('removed')
  })

  it('has no chain in its vault before it made one of its own', async () => {
    const a = await desk(0)
    await a.session.refresh()
    const c = await made(await makeKit(a))
    const sealed = present(parseSealedVault(present(await c.store.loadVault(c.id))))
    const { contents } = present(await openVault(c.tools, chosen.passphrase, sealed))
    expect(contents).toMatchObject({ chains: [], signing: bench.now().world.front.signing.seed })
    expect(contents.device).not.toEqual(present(bench.now().world.front.devices[0]).seed)
  })
})

describe('with a colleague whose desk lives', () => {
  it('gives the colleague the new keys, and is given the chain that phones may still seal to', async () => {
    const [a, b] = [await desk(0), await desk(1)]
    await roundsOf(a, b)
    const c = await recovered(await makeKit(a))
    await roundsOf(c, b)
    // A phone that was offline seals to the chain that the lost computer had; only the colleague's desk had it too.
    const late = await bench.now().report('sealed before, handed over late')
    await c.session.refresh()
    expect(shows(c, late)).toBe(true)
    const fresh = await report('after')
    await b.session.refresh()
    expect([shows(b, late), shows(b, fresh)]).toEqual([true, true])
    expect([kinds(b), kinds(c)]).toEqual([[], []])
    expect((await sheetNow()).chains.some(({ lost }) => lost)).toBe(false)
  })

  it('goes on with two colleagues as with one', async () => {
    const [a, b] = [await desk(0), await desk(1)]
    await roundsOf(a, b)
    const d = await joined(await invite(a, ['caseworker']))
    await roundsOf(d, a, b)
    const c = await recovered(await makeKit(a))
    await roundsOf(c, b, d, c)
    const [late, fresh] = [await bench.now().report('sealed to the old chain'), await report('after')]
    await roundsOf(d, b, c)
    for (const desk of [b, c, d]) expect([shows(desk, late), shows(desk, fresh), kinds(desk)]).toEqual([true, true, []])
  })

  it('lets the colleague alone take in what waits for the old chain, as long as nobody has handed it over', async () => {
    const [a, b] = [await desk(0), await desk(1)]
    await roundsOf(a, b)
    const kit = await makeKit(a)
    const waiting = await bench.now().report('waits')
    const c = await recovered(kit)
    expect(shows(c, waiting)).toBe(false)
    expect(kinds(c)).toContain('unopened-mail')
    await roundsOf(b, c)
    expect([shows(b, waiting), shows(c, waiting)]).toEqual([true, true])
    expect(kinds(c)).toEqual([])
  })
})

describe('a recovery that dies', () => {
  it('after any number of requests is finished by the next start, and nothing is there twice', async () => {
    const a = await desk(0)
    const old = await bench.now().report('before')
    await a.session.refresh()
    const kit = await makeKit(a)
    let left = 0
    for (let died = true; died; left += rounds(6, 1)) {
      // Each from the computer that has just been recovered.
      const c = await made(kit)
      c.network.left = left
      await c.session.refresh()
      died = c.network.left === 0
      // Also had that computer been lost too: at no moment does the kit open nothing.
      expect((await look(await browser(), kit)).kind).toBe('recoverable')
      c.network.left = null
      const again = await c.restart()
      await again.session.refresh()
      await again.session.refresh()
      expect(shows(again, old)).toBe(true)
      expect(again.session.state().kit.kind).toBe('kept')
      const sheet = await sheetNow()
      expect(sheet.members.filter(({ to, label }) => to === null && label === sheet.members[0]?.label)).toHaveLength(1)
      const fresh = await report(`after ${left}`)
      await again.session.refresh()
      expect(shows(again, fresh)).toBe(true)
    }
    expect(left).toBeGreaterThan(10)
  }, 120_000)

  it.each(['/v1/documents', '/v1/keep', '/v1/append', '/v1/sync'])(
    'because the answer of %s is lost is finished by the next round',
    async (path) => {
      const a = await desk(0)
      const old = await bench.now().report('before')
      await a.session.refresh()
      const c = await made(await makeKit(a))
      c.network.losing.add(path)
      await c.session.refresh()
      expect(c.network.losing.size).toBe(0)
      await roundsOf(c)
      const fresh = await report('after')
      await c.session.refresh()
      expect([shows(c, old), shows(c, fresh), kinds(c)]).toEqual([true, true, []])
      expect(labels(await sheetNow()).filter(([, current]) => current)).toHaveLength(2)
    },
  )
})
