/** What an overseer's desk takes in and shows: watch slips, and what people chose to write to it. Real relay, real log. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/day.ts'
import { emptyKey } from '../../../client/desk/view/empty-list.ts'
import type { ScreenState } from '../../../client/desk/view/screen-state.ts'
import { TODAY } from '../../shared/trust/world.ts'
import { type Bench, type Device, openBench } from './desk-fixture.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const kinds = (device: Device): string[] => device.session.state().problems.map(({ kind }) => kind)

describe('an overseer’s desk', () => {
  it('lists what came to which agency, once, and keeps it for its other device', async () => {
    const { overseer, front } = bench.world
    const a = await bench.device(overseer, 0)
    const phone = await bench.slip(overseer, front)
    await a.session.refresh()
    const slip = { agency: front.id, day: TODAY, promisedDay: addDays(TODAY, 3), case: phone.case }
    expect(a.session.state().slips).toMatchObject([slip])
    await a.session.refresh()
    const b = await bench.device(overseer, 1)
    await b.session.refresh()
    expect(b.session.state().slips).toEqual(a.session.state().slips)
    expect(b.session.state().fold.cases.size).toBe(0)
    expect(kinds(b)).toEqual([])
  })

  it('shows what a person said of an agency, the newest first, and not of which case', async () => {
    const { overseer, front } = bench.world
    const a = await bench.device(overseer, 0)
    const answers = [
      ['safe', 'no'],
      ['helped', 'partly'],
    ] as const
    const first = await bench.feedback(overseer, { agency: front.id, answers, words: 'They asked why I stayed.' })
    await a.session.refresh()
    bench.setToday(addDays(TODAY, 1))
    const second = await bench.feedback(overseer, { agency: front.id, answers: [['safe', 'yes']] })
    await a.session.refresh()
    const { feedback, slips, fold } = a.session.state()
    expect(feedback).toMatchObject([
      { agency: front.id, takenDay: addDays(TODAY, 1), answers: [['safe', 'yes']], words: null },
      { agency: front.id, takenDay: TODAY, answers, words: 'They asked why I stayed.' },
    ])
    for (const phone of [first, second]) expect(JSON.stringify(feedback)).not.toContain(phone.case)
    expect(slips).toEqual([])
    expect(fold.cases.size).toBe(0)
    const b = await bench.device(overseer, 1)
    await b.session.refresh()
    expect(b.session.state().feedback).toEqual(feedback)
  })

  it('tells the relay that a colleague has opened it, so that it need not be kept there any longer', async () => {
    const { overseer, front } = bench.world
    const [a, b] = [await bench.device(overseer, 0), await bench.device(overseer, 1)]
    await bench.feedback(overseer, { agency: front.id, answers: [] })
    for (const device of [a, b, b]) await device.session.refresh()
    expect((await bench.setting.store.expire(addDays(TODAY, 8))).taken).toBe(0)
  })

  it('believes nobody who names a case whose ticket they do not hold', async () => {
    const { overseer, front } = bench.world
    const a = await bench.device(overseer, 0)
    const phone = await bench.feedback(overseer, { agency: front.id, answers: [['safe', 'yes']] })
    await bench.feedback(overseer, { agency: front.id, answers: [['safe', 'no']] }, phone.case)
    await a.session.refresh()
    expect(a.session.state().feedback.map(({ answers }) => answers)).toEqual([[['safe', 'yes']]])
  })

  it('forgets it when it is locked', async () => {
    const a = await bench.device(bench.world.overseer, 0)
    await bench.feedback(bench.world.overseer, { agency: bench.world.front.id, answers: [], words: 'Words' })
    await a.session.refresh()
    expect(a.session.state().feedback).toHaveLength(1)
    a.session.lock()
    expect(a.session.state().feedback).toEqual([])
  })
})

describe('an empty list', () => {
  const at = (changes: Partial<ScreenState>): string => {
    const calm = { busy: false, problems: [], syncedDay: TODAY, proof: { kind: 'survived', day: TODAY } } as const
    const state = { ...calm, agency: { kind: 'overseer' }, ...changes } as unknown as ScreenState
    return emptyKey(state, 'feedback.none')
  }

  it('says whether one looks, cannot look, may not take in, or nothing has come', () => {
    expect(at({})).toBe('feedback.none')
    expect(at({ busy: true, syncedDay: null })).toBe('empty.looking')
    expect(at({ busy: true })).toBe('feedback.none')
    expect(at({ problems: [{ kind: 'offline' }] })).toBe('empty.offline')
    expect(at({ proof: { kind: 'unproven', madeDay: TODAY, marked: false } })).toBe('empty.unproven')
    expect(at({ agency: { kind: null } as never })).toBe('empty.unlisted')
  })
})
