/** Tickets that were replaced, and what is sent to whom: desks, phones and the real relay. Source: docs/protocol.md P6.3. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Case } from '../../../shared/case/case.ts'
import { createCodeChange } from '../../../shared/case/code-change.ts'
import { eventTime } from '../../../shared/case/event.ts'
import { authorName } from '../../../shared/case/names.ts'
import { dayStartMs } from '../../../shared/day.ts'
import { ticketChoices } from '../../../client/desk/view/ticket-choice.ts'
import { present } from '../../server/mailboxes/contract-fixture.ts'
import { p } from '../../shared/trust/world.ts'
import { openBench, random, type Bench, type Device, type Phone } from './desk-fixture.ts'

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

/** The holder of the old code makes another; the letter waits at the office. */
async function changeCode(old: Phone): Promise<Phone> {
  const next = await bench.phone()
  const { followUp, address, reply } = next.ticket
  const common = { random, at: eventTime(dayStartMs(bench.today())) }
  const { body } = await createCodeChange(p, common, old.ticket.followUp, {
    followUp,
    reply: { address, key: reply.publicKey },
  })
  await old.send('code-change', body)
  return next
}

describe('a code that was changed twice with the same old one', () => {
  let person: Phone
  let lost: Phone
  let kept: Phone
  beforeEach(async () => {
    person = await bench.report('help')
    await front.session.refresh()
    lost = await changeCode(person)
    await front.session.refresh()
    kept = await changeCode(person)
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
      kind: 'no-candidate',
    })
    expect(caseOf(front, person).ticketContested).toBe(true)
  })
})
