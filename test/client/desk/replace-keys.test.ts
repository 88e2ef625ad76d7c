/** Chain and team key are replaced whole or not at all, whoever dies on the way, and whoever does it at the same time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isLong } from '../../long.ts'
import { seed } from '../../seed.ts'
import { present } from '../../present.ts'
import { createTurns } from '../../../client/desk/in-turn.ts'
import type { Exclusive } from '../../../client/desk/tools.ts'
import type { Device } from './desk-fixture.ts'
import { authorOf, heldBy, openTeamOfThree, problemsOf, saidAt, type Team } from './team-fixture.ts'

let team: Team
let a: Device
let b: Device
let c: Device

/** Administrator a, the caseworkers b and c. */
async function openThree(): Promise<void> {
  ;({ team, a, b, c } = await openTeamOfThree())
  a.network.asked.length = 0
}
beforeEach(openThree)
afterEach(() => team.close())
async function beginAnew(): Promise<void> {
  await team.close()
  await openThree()
}

/** Everybody in turn, twice: after this nothing is left to do. */
async function settle(...devices: readonly Device[]): Promise<void> {
  for (const device of [...devices, ...devices]) await device.session.refresh()
}

async function expectWhole(chain: number, ...devices: readonly Device[]): Promise<void> {
  await settle(...devices)
  const sheet = await team.sheet()
  expect(sheet.chain).toBe(chain)
  const phone = await team.tell(`Under chain ${chain}`)
  await settle(...devices)
  const [first, ...others] = await Promise.all(devices.map(heldBy))
  for (const [index, device] of devices.entries()) {
    expect([index, problemsOf(device), saidAt(device, phone)]).toEqual([index, [], 1])
    const { replacing, erasing } = await heldBy(device)
    expect([replacing, erasing]).toEqual([null, []])
  }
  for (const { chains, teams } of others) {
    expect(chains.at(-1)?.seed).toEqual(first?.chains.at(-1)?.seed)
    expect(teams.map(({ seed }) => seed)).toEqual(first?.teams.map(({ seed }) => seed))
  }
}

/** A disk that takes so many writes more and then breaks altogether. */
function diesAfter(store: Device['store'], left: number): Device['store'] & { left: number } {
  const counted = Object.assign(store, { left })
  for (const name of ['saveVault', 'addWaiting', 'saveDocuments', 'saveEntries', 'eraseEntry'] as const) {
    const write = store[name].bind(store) as (...input: readonly unknown[]) => Promise<void>
    Object.assign(store, {
      [name]: (...input: readonly unknown[]) => {
        if (counted.left === 0) store.fault = 'broken'
        counted.left -= 1
        return write(...input)
      },
    })
  }
  return counted
}

describe('a desk that dies while it replaces keys', () => {
  /** Requests of a whole round in which keys are replaced: dying after the last is not dying at all. */
  async function requestsOf(remove: () => Promise<Parameters<Device['session']['replaceKeys']>[0]>): Promise<number> {
    expect(await a.session.replaceKeys(await remove())).toEqual({ kind: 'replaced' })
    return a.network.asked.length
  }

  /** Of so many, all in the long run; in the short one every sixth, beginning where the run's seed says. */
  const deaths = (count: number, from: number): number[] =>
    Array.from({ length: count }, (_, left) => left).filter((left) => isLong || (left + seed) % 6 === from)

  it('has removed a device all the same, once, whatever request was the last', { timeout: 240_000 }, async () => {
    const requests = await requestsOf(() => authorOf(b))
    expect(requests).toBeGreaterThan(10)
    for (const left of deaths(requests, 0)) {
      await beginAnew()
      const gone = await authorOf(b)
      a.network.left = left
      expect((await a.session.replaceKeys(gone)).kind).toMatch(/^(begun|replaced)$/)
      a = await a.restart()
      await expectWhole(2, a, c)
      const { members } = await team.sheet()
      expect(members.map(({ to }) => to !== null)).toEqual([false, true, false])
      await b.session.refresh()
      expect(problemsOf(b)).toContain('removed')
    }
  })

  it('has replaced them all the same, with nobody removed', { timeout: 240_000 }, async () => {
    const requests = await requestsOf(async () => null)
    for (const left of deaths(requests, 2)) {
      await beginAnew()
      a.network.left = left
      expect((await a.session.replaceKeys(null)).kind).toMatch(/^(begun|replaced)$/)
      a = await a.restart()
      await expectWhole(2, a, b, c)
    }
  })

  it('and never comes back leaves colleagues who can open what comes', { timeout: 240_000 }, async () => {
    const requests = await requestsOf(() => authorOf(b))
    for (const left of deaths(requests, 4)) {
      await beginAnew()
      a.network.left = left
      await a.session.replaceKeys(await authorOf(b))
      await settle(c)
      const phone = await team.tell('Words')
      await settle(c)
      expect([left, problemsOf(c), saidAt(c, phone)]).toEqual([left, [], 1])
    }
  })

  it('though it is the last one there and hears no answer', async () => {
    await a.session.replaceKeys(await authorOf(c))
    a.network.losing.add('/v1/documents')
    await a.session.replaceKeys(await authorOf(b))
    await settle(a)
    const phone = await team.tell('Words')
    await settle(a)
    expect([problemsOf(a), saidAt(a, phone), (await team.sheet()).chain]).toEqual([['few-devices'], 1, 3])
  })

  it('has, whatever write to its disk was the last', { timeout: 240_000 }, async () => {
    for (let left = 0, isWhole = false; !isWhole; left += isLong ? 1 : 6) {
      await beginAnew()
      const gone = await authorOf(b)
      const store = diesAfter(a.store, left)
      await a.session.replaceKeys(gone)
      isWhole = store.fault === null
      store.fault = null
      store.left = Infinity
      a = await a.restart()
      const isNothing = (await heldBy(a)).replacing === null && (await team.sheet()).chain === 1
      expect(isNothing).toBe(left === 0)
      if (isNothing) await a.session.replaceKeys(gone)
      await expectWhole(2, a, c)
    }
  })

  it.each(['/v1/append', '/v1/documents'])('and one that never hears the answer to %s', async (path) => {
    a.network.losing.add(path)
    await a.session.replaceKeys(await authorOf(b))
    await expectWhole(2, a, c)
  })

  it('as one without a network keeps what was begun and goes on with it, more devices along', async () => {
    const d = await team.add(a, 'Desk 4')
    a.network.down = true
    expect(await a.session.replaceKeys(await authorOf(b))).toEqual({ kind: 'begun' })
    expect(await a.session.replaceKeys(await authorOf(c))).toEqual({ kind: 'begun' })
    expect(problemsOf(a)).toContain('replacing')
    const again = await a.restart()
    await again.session.refresh()
    await expectWhole(2, again, d)
    expect((await team.sheet()).members.map(({ to }) => to !== null)).toEqual([false, true, true, false])
  })
})

describe('keys that are replaced with nobody removed', () => {
  it('are new for everybody, and the old ones open what was there', async () => {
    const before = await team.tell('Before')
    await settle(a, b, c)
    expect(await a.session.replaceKeys(null)).toEqual({ kind: 'replaced' })
    await expectWhole(2, a, b, c)
    for (const device of [a, b, c]) expect(saidAt(device, before)).toBe(1)
  })

  it('can be sealed to before the desk does anything else', async () => {
    await team.tell('Words')
    await a.session.replaceKeys(null)
    const { asked } = a.network
    // The member sheet, then the intake sheet of the new chain; mail is listed after.
    expect(asked.filter((path) => path === '/v1/documents')).toHaveLength(2)
    expect(asked.lastIndexOf('/v1/documents')).toBeLessThan(asked.indexOf('/v1/inbox'))
  })

  it('are replaced again and again, also for a device that sleeps through it', async () => {
    await settle(c)
    for (let chain = 2; chain <= 4; chain++) {
      expect(await a.session.replaceKeys(null)).toEqual({ kind: 'replaced' })
      await team.tell(`Under ${chain}`)
      await settle(a, b)
    }
    await c.session.refresh()
    expect(problemsOf(c)).toEqual([])
    expect(c.session.state().fold.cases.size).toBe(3)
    expect((await heldBy(c)).chains.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4])
  })
})

describe('two pages over one administrator’s vault', () => {
  it('replace the keys once for each time they are asked to, and neither forgets what the other has kept', async () => {
    const turns = createTurns()
    const exclusive: Exclusive = (_name, work) => turns(work)
    const page = await team.device(team.world.front, 0, { exclusive })
    const other = await page.restart()
    await settle(page, other)
    const phone = await team.tell('Words')
    await settle(page, other)
    const outcomes = await Promise.all([
      page.session.replaceKeys(null),
      other.session.act(phone.case, { kind: 'note', words: 'Meanwhile' }),
      other.session.replaceKeys(await authorOf(b)),
      page.session.invite({ label: 'Desk 9', roles: ['caseworker'] }),
      other.session.refresh(),
    ])
    expect(outcomes.slice(0, 3)).toEqual([{ kind: 'replaced' }, { kind: 'written' }, { kind: 'replaced' }])
    await settle(page, other, c)
    const sheet = await team.sheet()
    expect(sheet.chain).toBeGreaterThanOrEqual(2)
    expect(sheet.members.map(({ label, to }) => [label, to === null])).toEqual([
      ['Desk 1', true],
      ['Desk 2', false],
      ['Desk 3', true],
      ['Desk 9', true],
    ])
    for (const device of [page, other, c]) {
      expect([problemsOf(device), device.session.state().fold.cases.get(phone.case)?.timeline.length]).toEqual([[], 2])
    }
    expect((await heldBy(page)).chains.map(({ number }) => number).toSorted()).toEqual(
      Array.from({ length: sheet.chain }, (_, at) => at + 1),
    )
  })
})

describe('two administrators at the same time', () => {
  let d: Device
  beforeEach(async () => {
    d = await team.add(a, 'Desk 4', ['administrator', 'caseworker'])
    await settle(a, b, c, d)
  })

  it('who remove two devices have removed both: the loser begins anew', async () => {
    const [first, second] = [await authorOf(b), await authorOf(c)]
    let winner: unknown = null
    d.network.before.set('/v1/documents', async () => {
      winner = await a.session.replaceKeys(first)
    })
    expect(await d.session.replaceKeys(second)).toEqual({ kind: 'replaced' })
    expect(winner).toEqual({ kind: 'replaced' })
    await expectWhole(3, a, d)
    expect((await team.sheet()).members.map(({ to }) => to !== null)).toEqual([false, true, true, false])
    const { chains } = await heldBy(d)
    expect(chains.map(({ number }) => number).toSorted()).toEqual([1, 2, 3])
  })

  it('who remove the same device have done so once', async () => {
    const gone = await authorOf(b)
    d.network.before.set('/v1/documents', () => a.session.replaceKeys(gone))
    expect(await d.session.replaceKeys(gone)).toEqual({ kind: 'replaced' })
    await expectWhole(2, a, c, d)
  })

  it('who both replace the keys have replaced them once, and nobody keeps those of the loser', async () => {
    let lost: Awaited<ReturnType<typeof heldBy>>['replacing'] = null
    d.network.before.set('/v1/documents', async () => {
      lost = (await heldBy(d)).replacing
      await a.session.replaceKeys(null)
    })
    expect(await d.session.replaceKeys(null)).toEqual({ kind: 'replaced' })
    await expectWhole(2, a, b, c, d)
    const { seed } = present(lost as NonNullable<Awaited<ReturnType<typeof heldBy>>['replacing']> | null).chain
    for (const device of [a, b, c, d]) {
      const { chains } = await heldBy(device)
      expect(chains.some((chain) => chain.seed.every((byte, at) => byte === seed[at]))).toBe(false)
    }
  })

  it('who remove each other leave one: whoever was faster', async () => {
    const [first, fourth] = [await authorOf(a), await authorOf(d)]
    d.network.before.set('/v1/documents', () => a.session.replaceKeys(fourth))
    expect(await d.session.replaceKeys(first)).toEqual({ kind: 'gone' })
    expect(problemsOf(d)).toContain('removed')
    await expectWhole(2, a, b, c)
    expect((await team.sheet()).members.map(({ to }) => to !== null)).toEqual([false, false, false, true])
  })

  it('of whom one invites while the other removes leave a device that gets its keys', async () => {
    const gone = await authorOf(b)
    const invited = await d.session.invite({ label: 'Desk 5', roles: ['caseworker'] })
    if (invited.kind !== 'invited') throw new Error(invited.kind)
    expect(await a.session.replaceKeys(gone)).toEqual({ kind: 'replaced' })
    const e = await team.join(invited.link)
    await e.session.refresh()
    expect(problemsOf(e)).toContain('waiting-for-keys')
    await expectWhole(2, e, c, d, a)
  })
})
