import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Case } from '../../../shared/case/case.ts'
import type { Act } from '../../../client/desk/answer/act.ts'
import { REPLY_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { addDays } from '../../../shared/day.ts'
import { TODAY } from '../../shared/trust/world.ts'
import { type Bench, type Device, openBench, type Phone, reportBody } from './desk-fixture.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const caseOf = (device: Device, phone: Phone): Case | undefined => device.session.state().fold.cases.get(phone.case)
const kinds = (device: Device): string[] => device.session.state().problems.map(({ kind }) => kind)

async function desks(): Promise<[Device, Device]> {
  return [await bench.device(bench.world.front, 0), await bench.device(bench.world.front, 1)]
}

async function say(device: Device, phone: Phone, act: Act): Promise<void> {
  expect(await device.session.act(phone.case, act)).toEqual({ kind: 'written' })
  await device.session.refresh()
}

describe('two desks of one agency', () => {
  it('show the same case after one of them has taken it in', async () => {
    const [a, b] = await desks()
    const phone = await bench.report('Words of a reporter')
    await a.session.refresh()
    await b.session.refresh()
    await a.session.refresh()
    expect(caseOf(a, phone)?.said.map(({ words }) => words)).toEqual(['Words of a reporter'])
    expect(caseOf(b, phone)).toEqual(caseOf(a, phone))
    expect(kinds(a)).toEqual([])
  })

  it('tell the reporter by themselves that the report has arrived', async () => {
    const [a] = await desks()
    const phone = await bench.report('Words')
    await a.session.refresh()
    const [received, ...rest] = await phone.read()
    expect(rest).toEqual([])
    expect(received?.event).toMatchObject({ type: 'received', previous: null, agency: bench.world.front.id })
    expect(caseOf(a, phone)?.replies.map(({ posted }) => posted)).toEqual([true])
    expect(a.session.state().waiting).toBe(0)
  })

  it('let what one of them says reach the reporter and the other, in one chain', async () => {
    const [a, b] = await desks()
    const phone = await bench.report('Words')
    await a.session.refresh()
    await b.session.refresh()
    await say(b, phone, { kind: 'message', words: 'We have read it' })
    await a.session.refresh()
    await say(a, phone, { kind: 'status', status: 'assessing' })
    const read = await phone.read()
    const byType = new Map(read.map(({ event, hash }) => [event.type, { event, hash }]))
    expect([...byType.keys()].sort()).toEqual(['message', 'received', 'status'])
    expect(byType.get('message')?.event).toMatchObject({ previous: byType.get('received')?.hash })
    expect(byType.get('status')?.event).toMatchObject({ previous: byType.get('message')?.hash })
    await b.session.refresh()
    expect(caseOf(b, phone)).toEqual(caseOf(a, phone))
    expect(caseOf(b, phone)?.status).toBe('assessing')
  })

  it('make one case of a report that both take in at the same time', async () => {
    const [a, b] = await desks()
    const phone = await bench.report('Words')
    await Promise.all([a.session.refresh(), b.session.refresh()])
    await Promise.all([a.session.refresh(), b.session.refresh()])
    expect(a.session.state().fold.cases.size).toBe(1)
    expect(caseOf(b, phone)).toEqual(caseOf(a, phone))
    expect(await phone.read()).toHaveLength(1)
  })

  it('keep apart what they wrote at the same time, and show it alike', async () => {
    const [a, b] = await desks()
    const phone = await bench.report('Words')
    await a.session.refresh()
    await b.session.refresh()
    await a.session.act(phone.case, { kind: 'closure', reason: 'needs_met' })
    await b.session.act(phone.case, { kind: 'status', status: 'in_service' })
    for (const device of [a, b, a, b]) await device.session.refresh()
    expect(caseOf(a, phone)?.status).toBe('in_service')
    expect(caseOf(a, phone)?.statusFrom).toHaveLength(2)
    expect(caseOf(b, phone)).toEqual(caseOf(a, phone))
  })

  it('say that the second could open it, so that the relay need not keep the mail any longer', async () => {
    const [a, b] = await desks()
    const unconfirmed = async (): Promise<number> => (await bench.setting.store.expire(addDays(TODAY, 8))).taken
    await bench.report('Words')
    await a.session.refresh()
    await a.session.refresh()
    expect(await unconfirmed()).toBe(1)
    await bench.report('Other words')
    await a.session.refresh()
    await b.session.refresh()
    await b.session.refresh()
    expect(await unconfirmed()).toBe(0)
  })
})

describe('a desk whose network loses answers', () => {
  const verbs = ['/v1/take', '/v1/append', '/v1/sync', '/v1/post', '/v1/inbox', '/v1/documents']
  it.each(verbs)('loses and doubles nothing when %s is not answered', async (verb) => {
    const [a, b] = await desks()
    const phone = await bench.report('Words')
    a.network.losing.add(verb)
    await a.session.refresh()
    for (let turn = 0; turn < 3; turn++) await a.session.refresh()
    a.network.losing.add(verb)
    expect(await a.session.act(phone.case, { kind: 'message', words: 'An answer' })).toEqual({ kind: 'written' })
    for (let turn = 0; turn < 3; turn++) await a.session.refresh()
    await b.session.refresh()
    expect(caseOf(b, phone)?.said.map(({ words }) => words)).toEqual(['Words', 'An answer'])
    expect(caseOf(b, phone)).toEqual(caseOf(a, phone))
    const read = (await phone.read()).map(({ event }) => event.type)
    expect(read.sort()).toEqual(['message', 'received'])
    expect(a.session.state().waiting).toBe(0)
  })

  it('keeps what was said without a network, over a restart', async () => {
    const [a] = await desks()
    const phone = await bench.report('Words')
    await a.session.refresh()
    a.network.down = true
    await say(a, phone, { kind: 'message', words: 'An answer' })
    expect(kinds(a)).toContain('offline')
    expect(a.session.state().waiting).toBe(1)
    const again = await a.restart()
    expect(caseOf(again, phone)?.said.map(({ words }) => words)).toEqual(['Words', 'An answer'])
    await again.session.refresh()
    expect(again.session.state().waiting).toBe(0)
    expect((await phone.read()).map(({ event }) => event.type).sort()).toEqual(['message', 'received'])
  })

  it('shows its cases without a network at all', async () => {
    const [a] = await desks()
    const phone = await bench.report('Words')
    await a.session.refresh()
    const again = await a.restart()
    again.network.down = true
    expect(caseOf(again, phone)).toEqual(caseOf(a, phone))
    await again.session.refresh()
    expect(kinds(again)).toEqual(['offline'])
    expect(caseOf(again, phone)).toEqual(caseOf(a, phone))
  })
})

describe('a desk that dies', () => {
  it('leaves after any number of requests something that another desk finishes', async () => {
    const b = await bench.device(bench.world.front, 1)
    for (let left = 1; left <= 14; left++) {
      const a = await bench.device(bench.world.front, 0)
      const phone = await bench.report(`Words ${left}`)
      a.network.left = left
      await a.session.refresh()
      for (let turn = 0; turn < 2; turn++) await b.session.refresh()
      expect(caseOf(b, phone)?.said.map(({ words }) => words)).toEqual([`Words ${left}`])
      expect((await phone.read()).map(({ event }) => event.type)).toEqual(['received'])
      expect(b.session.state().waiting).toBe(0)
    }
    expect(b.session.state().fold.cases.size).toBe(14)
  })

  it('has said, after any number of requests, what it said, once', async () => {
    const store = (await bench.device(bench.world.front, 0)).store
    const b = await bench.device(bench.world.front, 1)
    for (let left = 0; left <= 8; left++) {
      const phone = await bench.report(`Words ${left}`)
      await b.session.refresh()
      const a = await bench.device(bench.world.front, 0, { store })
      await a.session.refresh()
      a.network.left = left
      await say(a, phone, { kind: 'message', words: 'An answer' })
      await b.session.refresh()
      await (await a.restart()).session.refresh()
      await b.session.refresh()
      expect(caseOf(b, phone)?.said.map(({ words }) => words)).toEqual([`Words ${left}`, 'An answer'])
      expect((await phone.read()).map(({ event }) => event.type).sort()).toEqual(['message', 'received'])
    }
  })
})

describe('a desk that is written at while it works', () => {
  it('posts nothing to the reporter that the log does not have yet', async () => {
    const [a] = await desks()
    const phone = await bench.report('Words')
    await a.session.refresh()
    a.network.before.set('/v1/inbox', () => a.session.act(phone.case, { kind: 'message', words: 'An answer' }))
    await bench.report('Other words')
    await a.session.refresh()
    expect((await phone.read()).map(({ event }) => event.type)).toEqual(['received'])
    expect(a.session.state().waiting).toBe(1)
    await a.session.refresh()
    expect((await phone.read()).map(({ event }) => event.type).sort()).toEqual(['message', 'received'])
    expect(a.session.state().waiting).toBe(0)
  })
})

describe('words that are longer than one envelope', () => {
  it('go to the reporter in parts of one text', async () => {
    const [a, b] = await desks()
    const phone = await bench.report('Words')
    await a.session.refresh()
    const long = 'ยาว '.repeat(2000)
    await say(a, phone, { kind: 'message', words: long })
    await b.session.refresh()
    expect(caseOf(b, phone)?.said.at(-1)).toMatchObject({ words: long, missingParts: 0 })
    const parts = (await phone.read()).filter(({ event }) => event.type === 'message')
    expect(parts).toHaveLength(Math.ceil(long.length / REPLY_PART_CHARACTERS))
    expect(new Set(parts.map(({ event }) => event.id)).size).toBe(1)
  })
})

describe('a report that is sent again', () => {
  it('is one case with one answer, also in another envelope', async () => {
    const [a] = await desks()
    const phone = await bench.phone()
    const body = reportBody(phone.ticket, 'Words')
    await phone.send('report', body)
    await a.session.refresh()
    await phone.send('follow-up', { words: 'More words' })
    await a.session.refresh()
    expect(caseOf(a, phone)?.said.map(({ words }) => words)).toEqual(['Words', 'More words'])
    expect(await phone.read()).toHaveLength(1)
  })
})
