/** Erasing a case because the person asked for it: not before its day, at every desk and at the relay. Real relay, real logs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Case } from '../../../../shared/case/case.ts'
import { eventTime } from '../../../../shared/case/event.ts'
import { createCaseEvent } from '../../../../shared/case/log-create.ts'
import type { EnvelopeName, EventHash } from '../../../../shared/case/names.ts'
import { addDays, dayStartMs } from '../../../../shared/day.ts'
import { WITHDRAWAL_DAYS } from '../../../../shared/protocol.ts'
import { openDesk, type OpenDesk } from '../../../../client/desk/open-desk.ts'
import { eraseCases } from '../../../../client/desk/erase/decided-cases.ts'
import { rowOf } from '../../../../client/desk/view/case-row.ts'
import { appendEvent } from '../../../../client/desk/answer/seal-entry.ts'
import { present } from '../../../present.ts'
import { TODAY } from '../../../shared/trust/world.ts'
import { type Bench, type Device, openBench, type Phone } from '../desk-fixture.ts'

const DUE = addDays(TODAY, WITHDRAWAL_DAYS)
const ERASE = { kind: 'erasure', words: 'As you asked' } as const

let bench: Bench
let a: Device
let b: Device
let phone: Phone
let other: Phone
beforeEach(async () => {
  bench = await openBench()
  a = await bench.device(bench.world.front, 0)
  b = await bench.device(bench.world.front, 1)
  phone = await bench.report('Words that are to go')
  other = await bench.report('Words of somebody else')
  await a.session.refresh()
  await a.session.act(phone.case, { kind: 'note', words: 'A note that is to go' })
  await phone.send('withdrawal', { scope: 'all' })
  await settle(a, b)
})
afterEach(() => bench.close())

const caseOf = (device: Device, of: Phone): Case | undefined => device.session.state().fold.cases.get(of.case)
const types = (device: Device, of: Phone): readonly string[] =>
  caseOf(device, of)?.timeline.map(({ event }) => event.type) ?? []
async function settle(...devices: readonly Device[]): Promise<void> {
  for (const device of devices) await device.session.refresh()
}
const left = ['withdrawal', 'erasure']

/** The desk behind the session, to write what no screen offers. */
async function bare(device: Device): Promise<OpenDesk> {
  const desk = present(await openDesk(device.tools, { id: 'Office front-0', label: 'desk', vault: device.vault }))
  return desk
}

/** As a stolen desk might write it, whatever its day. */
async function forge(of: Phone, withdrawal: EventHash, entries: readonly EnvelopeName[], day = DUE): Promise<void> {
  const { link } = await bare(a)
  const heads = present(caseOf(a, of)).heads
  const common = { random: a.tools.random, at: eventTime(dayStartMs(day)), case: of.case, heads }
  const outcome = await appendEvent(link(), createCaseEvent('erasure', common, { withdrawal, entries }))
  expect(outcome.kind).toBe('appended')
}

describe('erasing a case', () => {
  it('is refused before its day, and so is closing it for that reason alone', async () => {
    bench.setToday(addDays(DUE, -1))
    expect(await a.session.act(phone.case, ERASE)).toEqual({ kind: 'too-early' })
    const closing = { kind: 'closure', reason: 'person_asked_to_stop' } as const
    expect(await a.session.act(phone.case, closing)).toEqual({ kind: 'too-early' })
    expect(await a.session.act(other.case, ERASE)).toEqual({ kind: 'too-early' })
    expect(types(a, phone)).not.toContain('erasure')
    expect(await a.session.act(phone.case, { kind: 'closure', reason: 'needs_met' })).toEqual({ kind: 'written' })
  })

  it('erases every word at every desk and at the relay, and leaves who asked and who decided', async () => {
    bench.setToday(DUE)
    await settle(a, b)
    expect(await a.session.act(phone.case, ERASE)).toEqual({ kind: 'written' })
    await settle(a, b)
    for (const device of [a, b]) {
      expect(types(device, phone)).toEqual(left)
      expect(caseOf(device, phone)).toMatchObject({ status: 'closed', told: null, gaps: [], said: [] })
      expect(rowOf(present(caseOf(device, phone)))).toMatchObject({ waitingSince: null, erased: true, ended: true })
      expect(caseOf(device, other)?.said).toHaveLength(1)
    }
    const fresh = await bench.device(bench.world.front, 1)
    await settle(fresh)
    expect(types(fresh, phone)).toEqual(left)
    expect(caseOf(fresh, phone)).toEqual(caseOf(a, phone))
  })

  it('tells the person once, through the ticket', async () => {
    bench.setToday(DUE)
    await settle(a)
    await a.session.act(phone.case, ERASE)
    await settle(a, b)
    const read = (await phone.read()).map(({ event }) => event)
    expect(read.filter(({ type }) => type === 'closure')).toMatchObject([
      { body: { reason: 'person_asked_to_stop', words: 'As you asked' } },
    ])
  })

  it('is refused once the person took it back with the ticket', async () => {
    await phone.send('reopening', {})
    bench.setToday(DUE)
    await settle(a)
    expect(await a.session.act(phone.case, ERASE)).toEqual({ kind: 'too-early' })
  })

  it('is refused while something of the case has not reached the relay: it would be lost', async () => {
    bench.setToday(DUE)
    await settle(a)
    a.network.down = true
    await a.session.act(phone.case, { kind: 'message', words: 'Are you sure?' })
    expect(await a.session.act(phone.case, ERASE)).toEqual({ kind: 'still-waiting' })
    a.network.down = false
    await settle(a)
    expect(await a.session.act(phone.case, ERASE)).toEqual({ kind: 'written' })
  })

  it('erases nothing before the decision is at the relay, and goes on after a crash in the middle', async () => {
    bench.setToday(DUE)
    await settle(a)
    a.network.down = true
    await a.session.act(phone.case, ERASE)
    await settle(a)
    a.network.down = false
    const desk = await bare(a)
    await desk.copy.catchUp()
    await desk.refold()
    expect(desk.fold().cases.get(phone.case)?.erased).not.toBeNull()
    const { keyring } = desk.link()
    expect(await eraseCases(desk.logLink, keyring, desk.copy, desk.cases())).toEqual({ kind: 'erased', count: 0 })
    expect(types(a, phone)).toContain('report')
    // The decision gets out, and the first of the entries.
    await a.session.refresh()
    a.network.left = 6
    await settle(a)
    a.network.left = null
    const again = await a.restart()
    await settle(again, b)
    expect(types(again, phone)).toEqual(left)
    expect(types(b, phone)).toEqual(left)
  })
})

describe('an erasure that a stolen desk writes', () => {
  const entriesOf = async (of: Phone): Promise<readonly EnvelopeName[]> => {
    const desk = await bare(a)
    await desk.copy.catchUp()
    return desk.copy
      .entries()
      .filter(({ record }) => (record?.taken?.event.case ?? record?.event.case) === of.case)
      .map(({ id }) => id)
  }
  const asked = (): EventHash => present(caseOf(a, phone)?.withdrawal).hash

  it('before its day erases nothing', async () => {
    await forge(phone, asked(), await entriesOf(phone), addDays(DUE, -1))
    bench.setToday(addDays(DUE, -1))
    await settle(a, b)
    expect(types(b, phone)).toContain('report')
  })

  it('with a day that has not come erases nothing until it has', async () => {
    await forge(phone, asked(), await entriesOf(phone))
    await settle(a, b)
    expect(types(b, phone)).toContain('report')
    bench.setToday(DUE)
    await settle(b)
    expect(types(b, phone)).toEqual(left)
  })

  it('cannot make another desk forget a case that nobody asked to erase', async () => {
    bench.setToday(DUE)
    await forge(phone, asked(), await entriesOf(other))
    await forge(other, asked(), await entriesOf(other))
    await settle(a, b)
    expect(caseOf(b, other)?.said.map(({ words }) => words)).toEqual(['Words of somebody else'])
  })
})
