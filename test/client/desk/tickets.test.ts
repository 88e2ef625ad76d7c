/** Tickets that were replaced, and what is sent to whom: desks, phones and the real relay. Source: docs/protocol.md P6.3. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Case, StaffItem } from '../../../shared/case/case.ts'
import { authorName } from '../../../shared/case/names.ts'
import { fateOf, sayAgain } from '../../../client/desk/view/reply-fate.ts'
import { ticketChoices } from '../../../client/desk/view/ticket-choice.ts'
import { present } from '../../present.ts'
import type { Pseudonym } from '../../../shared/case/names.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { p } from '../../shared/trust/world.ts'
import { openBench, type Bench, type Device, type Phone } from './desk-fixture.ts'

let bench: Bench
let front: Device
beforeEach(async () => {
  bench = await openBench()
  front = await bench.device(bench.world.front, 0)
})
afterEach(() => bench.close())

const caseOf = ({ session }: Device, phone: Phone): Case => present(session.state().fold.cases.get(phone.case))
const typesAt = async (phone: Phone): Promise<readonly string[]> =>
  (await phone.read()).map(({ event }) => event.type).toSorted()
const keyOf = ({ ticket }: Phone) => authorName(ticket.followUp.publicKey)

describe('a code that was changed twice with the same old one', () => {
  let person: Phone
  let lost: Phone
  let kept: Phone
  beforeEach(async () => {
    person = await bench.report('help')
    await front.session.refresh()
    lost = await bench.changeCode(person)
    await front.session.refresh()
    kept = await bench.changeCode(person)
    await front.session.refresh()
  })

  it('is settled by a member: the chosen one is answered, by itself and by hand, and the other hears nothing more', async () => {
    const { pseudonym } = caseOf(front, person)
    const before = await typesAt(lost)
    expect(await front.session.act(pseudonym, { kind: 'message', words: 'to whom?' })).toEqual({
      kind: 'no-reply-address',
    })
    expect(await typesAt(kept)).toEqual([])
    expect(await front.session.act(pseudonym, { kind: 'ticket', key: keyOf(kept) })).toEqual({ kind: 'written' })
    await front.session.refresh()
    expect(await typesAt(kept)).toEqual(['received'])
    expect(await front.session.act(pseudonym, { kind: 'message', words: 'to you' })).toEqual({ kind: 'written' })
    await front.session.refresh()
    expect(await typesAt(kept)).toEqual(['message', 'received'])
    expect(await typesAt(lost)).toEqual(before)
    const other = await bench.device(bench.world.front, 1)
    await other.session.refresh()
    expect(caseOf(other, person)).toMatchObject({ ticketContested: false, ticketKey: keyOf(kept) })
  })

  it('shows of each when it was named, by which code, and what was written with it', async () => {
    await kept.send('follow-up', { words: 'orchid' })
    await front.session.refresh()
    expect(ticketChoices(caseOf(front, person))).toMatchObject([
      { key: keyOf(lost), takenDay: bench.today(), madeBy: { kind: 'first' }, letters: [], isChosen: false },
      { key: keyOf(kept), takenDay: bench.today(), letters: [{ words: 'orchid' }], isChosen: false },
    ])
    await front.session.act(person.case, { kind: 'ticket', key: keyOf(kept) })
    expect(ticketChoices(caseOf(front, person)).map(({ isChosen }) => isChosen)).toEqual([false, true])
    // What was decided wrongly is decided again.
    await front.session.act(person.case, { kind: 'ticket', key: keyOf(lost) })
    expect(ticketChoices(caseOf(front, person)).map(({ isChosen }) => isChosen)).toEqual([true, false])
  })

  it('is not decided for a key that nobody named', async () => {
    const stranger = await bench.phone()
    expect(await front.session.act(person.case, { kind: 'ticket', key: keyOf(stranger) })).toEqual({
      kind: 'changed',
    })
    expect(caseOf(front, person).ticketContested).toBe(true)
  })
})

describe('words that were written for a code before the office knew that it was changed', () => {
  const words = 'We come to your mother on Friday'
  let person: Phone
  beforeEach(async () => {
    person = await bench.report('help')
    await front.session.refresh()
  })
  const wordsAt = async (phone: Phone): Promise<readonly unknown[]> =>
    (await phone.read()).flatMap(({ event }) => (event.type === 'message' ? [event.body.words] : []))

  const writtenIn = (of: Case, type: string): StaffItem =>
    present(of.timeline.find((item): item is StaffItem => item.by === 'staff' && item.event.type === type))

  it('never come to the old one and are said again to the new one by one tap', async () => {
    const next = await bench.changeCode(person)
    await front.session.act(person.case, { kind: 'message', words })
    await front.session.refresh()
    await front.session.refresh()
    expect(await wordsAt(person)).toEqual([])
    expect(await typesAt(next)).toEqual(['received'])
    const { hash } = writtenIn(caseOf(front, person), 'message')
    const fate = () => fateOf(caseOf(front, person), writtenIn(caseOf(front, person), 'message'))
    expect(fate()).toBe('replaced')
    expect(await front.session.act(person.case, { kind: 'again', event: hash })).toEqual({ kind: 'written' })
    await front.session.refresh()
    expect(await wordsAt(next)).toEqual([words])
    expect(await wordsAt(person)).toEqual([])
    expect(fate()).toBe('said-again')
    expect(await front.session.act(person.case, { kind: 'again', event: hash })).toEqual({ kind: 'changed' })
  })

  it('without a network, at another desk, are sent by none of the two', async () => {
    const other = await bench.device(bench.world.front, 1)
    await other.session.refresh()
    other.network.down = true
    // Longer than one part.
    const long = words.repeat(100)
    await other.session.act(person.case, { kind: 'message', words: long })
    const next = await bench.changeCode(person)
    await front.session.refresh()
    other.network.down = false
    for (const desk of [other, front, other, front]) await desk.session.refresh()
    expect(await wordsAt(person)).toEqual([])
    expect(await wordsAt(next)).toEqual([])
    const { hash } = writtenIn(caseOf(front, person), 'message')
    await front.session.act(person.case, { kind: 'again', event: hash })
    await front.session.refresh()
    expect((await wordsAt(next)).toSorted().join('').length).toBe(long.length)
    expect(fateOf(caseOf(front, person), writtenIn(caseOf(front, person), 'message'))).toBe('said-again')
  })

  it('are said again as what they were, but not where a later word counts', async () => {
    await bench.changeCode(person)
    await front.session.act(person.case, { kind: 'status', status: 'planned' })
    await front.session.act(person.case, { kind: 'closure', reason: 'needs_met', words: 'Take care' })
    await front.session.refresh()
    const of = caseOf(front, person)
    expect(sayAgain(of, writtenIn(of, 'status').hash)).toBeNull()
    const closure = writtenIn(of, 'closure')
    expect(sayAgain(of, closure.hash)).toEqual({ kind: 'closure', reason: 'needs_met', words: 'Take care' })
    await front.session.act(person.case, { kind: 'again', event: closure.hash })
    expect(caseOf(front, person)).toMatchObject({ status: 'closed', closureReason: 'needs_met' })
    expect(sayAgain(caseOf(front, person), closure.hash)).toBeNull()
  })

  it('wait while nobody knows whose ticket is the person’s', async () => {
    await front.session.act(person.case, { kind: 'message', words })
    await bench.changeCode(person)
    await bench.changeCode(person)
    await front.session.refresh()
    const { hash } = writtenIn(caseOf(front, person), 'message')
    expect(caseOf(front, person).ticketContested).toBe(true)
    expect(await wordsAt(person)).toEqual([])
    expect(await front.session.act(person.case, { kind: 'again', event: hash })).toEqual({ kind: 'changed' })
  })
})

describe('letters that wait together at the office', () => {
  /** Enough that the random order of the relay would show: one in 256 runs would not. */
  const PEOPLE = 8
  const minutes = (n: number): string => `2026-11-03T09:0${n}:00Z`

  it('lose nothing to a code change among them, whoever may see it least of all', async () => {
    const people: Phone[] = []
    for (let n = 0; n < PEOPLE; n++) {
      const person = await bench.report('help')
      const plan = { method: 'safe_phone', phone: '081' }
      await person.send('follow-up', { words: 'to begin', notShowTo: 'Somchai', contact: plan, lifeStage: 'child_0_9' })
      const next = await bench.changeCode(person)
      await next.send('follow-up', { words: 'in the end' })
      people.push(person)
    }
    await front.session.refresh()
    for (const person of people) {
      const of = caseOf(front, person)
      expect(of).toMatchObject({ contact: { phone: '081' }, told: { notShowTo: ['Somchai'], lifeStage: 'child_0_9' } })
      expect(of.consents.map(({ consent }) => consent)).toContain('get_help')
      expect(of.said.map((one) => one.words)).toEqual(['help', 'to begin', 'in the end'])
      expect(of.timeline.every((item) => item.by === 'staff' || item.ticket === 'current')).toBe(true)
    }
  })

  it('leave the way of contact that the person told last', async () => {
    const people: Phone[] = []
    for (let n = 0; n < PEOPLE; n++) {
      const person = await bench.report('help')
      await person.send('follow-up', { words: '', contact: { method: 'safe_phone', phone: '081' } }, minutes(1))
      await person.send('follow-up', { words: '', contact: { method: 'ticket_only' } }, minutes(2))
      people.push(person)
    }
    await front.session.refresh()
    for (const person of people) {
      expect(caseOf(front, person)).toMatchObject({ contact: { method: 'ticket_only' }, contactPlans: { length: 1 } })
    }
  })

  it('do not let a withdrawal whose clock runs ahead come after what took it back', async () => {
    const people: Phone[] = []
    for (let n = 0; n < PEOPLE; n++) {
      const person = await bench.report('help')
      await person.send('reopening', {}, minutes(1))
      await person.send('withdrawal', { scope: 'all' }, '2030-01-01T00:00:00Z')
      people.push(person)
    }
    await front.session.refresh()
    for (const person of people) expect(caseOf(front, person).withdrawal?.takenBack).toBe('unsure')
  })
})

describe('a letter of a stranger who names somebody’s case', () => {
  const old = { method: 'safe_phone', phone: '066' }

  /** The stranger's letter stands before the other one in the relay's order, as whoever posts both can try for. */
  async function postBefore(other: Envelope, about: Pseudonym): Promise<void> {
    const stranger = await bench.phone()
    const idOf = async (envelope: Envelope): Promise<string> => Buffer.from(await p.sha256(envelope)).toString('hex')
    const wanted = await idOf(other)
    for (let id = 'g'; id > wanted;) id = await idOf(await stranger.send('message', { words: '' }, undefined, about))
  }

  it('gives a code that was changed no say again, in what waits behind it', async () => {
    const person = await bench.report('help')
    await front.session.refresh()
    const next = await bench.changeCode(person)
    await next.send('follow-up', { words: '', contact: { method: 'ticket_only' } })
    await front.session.refresh()
    await postBefore(await person.send('follow-up', { words: 'call me', contact: old }), person.case)
    await front.session.refresh()
    const of = caseOf(front, person)
    expect(of.said.find(({ words }) => words === 'call me')).toMatchObject({ ticket: 'replaced' })
    expect(of).toMatchObject({ contact: { method: 'ticket_only' }, contactPlans: { length: 1 }, gaps: [] })
  })
})
