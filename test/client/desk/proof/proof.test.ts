import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { proofAt, PROOF_DAYS } from '../../../../client/desk/proof/proof.ts'
import type { Proof } from '../../../../client/storage/desk-database.ts'
import { addDays } from '../../../../shared/day.ts'
import { TODAY } from '../../../shared/trust/world.ts'
import { type Bench, type Device, openBench } from '../desk-fixture.ts'

const NEW = { isNew: true, marked: true }
const SAME = { isNew: false, marked: true }
const unproven = (marked = true): Proof => ({ kind: 'unproven', madeDay: TODAY, marked })
const survived: Proof = { kind: 'survived', day: TODAY }

describe('a vault that is found when a page starts', () => {
  it('has proven that it is kept when the browser was closed since it was made, and a night has passed', () => {
    const tomorrow = addDays(TODAY, 1)
    expect(proofAt(unproven(), NEW, tomorrow)).toEqual({ kind: 'survived', day: tomorrow })
  })

  it('has proven nothing on its first day: computers that are wiped are wiped in the evening', () => {
    expect(proofAt(unproven(), NEW, TODAY)).toEqual(unproven())
  })

  it('has proven nothing while the browser is the same', () => {
    expect(proofAt(unproven(), SAME, addDays(TODAY, 1))).toEqual(unproven())
  })

  it('has proven nothing where no cookie was kept when it was made: its absence says nothing', () => {
    expect(proofAt(unproven(false), NEW, addDays(TODAY, 1))).toEqual(unproven(false))
  })

  it('has proven it after some days, also in a browser that never tells that it was closed', () => {
    const later = addDays(TODAY, PROOF_DAYS)
    expect(proofAt(unproven(false), SAME, addDays(later, -1)).kind).toBe('unproven')
    expect(proofAt(unproven(false), SAME, later)).toEqual({ kind: 'survived', day: later })
  })

  it('begins anew when the clock was ahead as it was made, and waits no years', () => {
    const ahead: Proof = { kind: 'unproven', madeDay: addDays(TODAY, 900), marked: true }
    expect(proofAt(ahead, NEW, TODAY)).toEqual(unproven())
  })

  it('of which nothing was written down begins from now', () => {
    expect(proofAt(null, NEW, TODAY)).toEqual(unproven())
  })

  it('stays proven, as it was', () => {
    const trusted: Proof = { kind: 'trusted', day: TODAY }
    for (const proof of [survived, trusted]) expect(proofAt(proof, NEW, addDays(TODAY, 9))).toBe(proof)
  })
})

describe('a desk that has not proven that it is kept', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench()
  })
  afterEach(() => bench.close())

  /** The second member, at a computer that nobody knows yet. */
  async function newcomer(): Promise<Device> {
    const device = await bench.device(bench.world.front, 1)
    await device.store.saveProof('Office front-1', unproven())
    return device.restart()
  }

  it('takes in nothing: mail waits at the relay for one that has', async () => {
    const device = await newcomer()
    const phone = await bench.report('Words')
    await device.session.refresh()
    expect(device.session.state().fold.cases.size).toBe(0)
    expect(device.network.asked).not.toContain('/v1/take')
    expect(device.network.asked).not.toContain('/v1/inbox')
    const colleague = await bench.device(bench.world.front, 0)
    await colleague.session.refresh()
    expect(colleague.session.state().fold.cases.has(phone.case)).toBe(true)
  })

  it('reads and answers what colleagues have taken in', async () => {
    const [device, colleague] = [await newcomer(), await bench.device(bench.world.front, 0)]
    const phone = await bench.report('Words')
    await colleague.session.refresh()
    await device.session.refresh()
    const act = { kind: 'message', words: 'We have read it' } as const
    expect(await device.session.act(phone.case, act)).toEqual({ kind: 'written' })
    await device.session.refresh()
    expect((await phone.read()).map(({ event }) => event.type).sort()).toEqual(['message', 'received'])
  })

  it('confirms nothing before, so that the relay keeps its copy, and all of it afterwards', async () => {
    const kept = async (): Promise<number> => (await bench.setting.store.expire(addDays(TODAY, 8))).taken
    const [device, colleague] = [await newcomer(), await bench.device(bench.world.front, 0)]
    const sync = async (): Promise<void> => {
      for (const one of [colleague, device, device]) await one.session.refresh()
    }
    await bench.report('Words')
    await sync()
    expect(device.session.state().fold.cases.size).toBe(1)
    expect(await kept()).toBe(1)
    await bench.report('Other words')
    await sync()
    await device.session.trustBrowser()
    await sync()
    expect(await kept()).toBe(0)
  })

  it('takes in from the moment that a person vouches for the computer, and still after a restart', async () => {
    const device = await newcomer()
    const phone = await bench.report('Words')
    expect(await device.session.trustBrowser()).toEqual({ kind: 'trusted' })
    expect(device.session.state().proof).toEqual({ kind: 'trusted', day: TODAY })
    await device.session.refresh()
    expect(device.session.state().fold.cases.has(phone.case)).toBe(true)
    expect((await device.restart()).session.state().proof.kind).toBe('trusted')
  })

  it('takes in as soon as somebody has vouched in another tab, or days have passed: without a restart', async () => {
    const device = await newcomer()
    const tab = await device.restart()
    await device.session.trustBrowser()
    const phone = await bench.report('Words')
    await tab.session.refresh()
    expect(tab.session.state().fold.cases.has(phone.case)).toBe(true)
    await device.store.saveProof('Office front-1', unproven())
    const patient = await device.restart()
    bench.setToday(addDays(TODAY, PROOF_DAYS))
    const later = await bench.report('Other words')
    await patient.session.refresh()
    expect(patient.session.state().fold.cases.has(later.case)).toBe(true)
  })

  it('says so when that cannot be written down, and goes on taking in nothing', async () => {
    const device = await newcomer()
    device.store.fault = 'full'
    expect(await device.session.trustBrowser()).toEqual({ kind: 'storage', code: 'full' })
    device.store.fault = null
    await bench.report('Words')
    await device.session.refresh()
    expect(device.session.state().fold.cases.size).toBe(0)
  })
})
