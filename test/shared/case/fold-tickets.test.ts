import { describe, expect, it } from 'vitest'
import { casesByName } from '../../../shared/case/fold.ts'
import type { LogEvent } from '../../../shared/case/log-event.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { first, fold, only, report } from './folding.ts'
import { caseOf, followUpKey, innerHash, replyHash, reply, replyTo, staff, taken, ticketKey } from './records.ts'
import { dayFrom } from './samples.ts'
import { present } from '../../present.ts'

describe('A code change', () => {
  /** Tickets 90 and 91 come after ticket 1. */
  const change = (number: number, inner: number, next: number, heads: number[], from = 1): LogRecord =>
    taken(
      number,
      'code-change',
      { reply: replyTo(next), followUp: followUpKey(next), proof: new Uint8Array(64) },
      { inner, heads, ticket: from },
    )
  /** Signed with the new ticket, and naming the case by it: all that its digits give. */
  const byNew = (number: number, inner: number, words: string, heads: number[], key = 90): LogRecord =>
    taken(number, 'follow-up', { words }, { inner, heads, ticket: key })

  it('keeps the pseudonym of the case and rebinds author, reply address and the name in answers', () => {
    const case_ = only(first, change(2, 2, 90, [1]), byNew(3, 3, 'from the new ticket', [2]))
    expect(case_).toMatchObject({ pseudonym: caseOf(1), ticketKey: ticketKey(90), ticketContested: false })
    expect(case_).toMatchObject({ replyTo: replyTo(90), replyPseudonym: caseOf(90), names: [caseOf(1), caseOf(90)] })
    expect(case_.timeline.map((item) => item.by === 'reporter' && item.ticket)).toEqual([
      'current',
      'current',
      'current',
    ])
    expect(only(first)).toMatchObject({ replyPseudonym: caseOf(1), names: [caseOf(1)] })
  })

  it('leads to one case by any of its names, also for what members wrote under the new one', () => {
    const { cases } = fold(
      first,
      change(2, 2, 90, [1]),
      change(3, 3, 91, [2], 90),
      byNew(4, 4, 'third', [3], 91),
      taken(5, 'follow-up', { words: 'by the old name' }, { inner: 5, ticket: 1, key: 91, heads: [4] }),
      staff(6, 'note', { words: 'x' }, { ticket: 91, heads: [5] }),
    )
    expect([...cases.keys()]).toEqual([caseOf(1)])
    const case_ = present(cases.get(caseOf(1)))
    expect(case_.timeline).toHaveLength(6)
    expect(case_).toMatchObject({ ticketKey: ticketKey(91), names: [caseOf(1), caseOf(90), caseOf(91)] })
    for (const name of case_.names) expect(casesByName({ cases }).get(name)).toBe(case_)
    expect(casesByName({ cases }).get(caseOf(2))).toBeUndefined()
  })

  it('joins what the new ticket said before it came, which had stood as a case of its own', () => {
    const early = taken(2, 'follow-up', { words: 'x', reply: replyTo(30) }, { inner: 3, ticket: 90, heads: [1] })
    expect([...fold(first, early).cases.keys()]).toEqual([caseOf(1), caseOf(90)])
    const { cases, aside } = fold(first, early, change(3, 2, 90, [2]))
    expect([...cases.keys()]).toEqual([caseOf(1)])
    expect(aside).toEqual([])
    expect(cases.get(caseOf(1))?.replyTo).toEqual(replyTo(30))
  })

  it('that the new key has not signed, or that does not name its author’s case, is kept and rebinds nothing (P6.3)', () => {
    const unproven = change(2, 2, 90, [1])
    const none: LogRecord = { ...unproven, taken: { ...present(unproven.taken), successor: null } }
    const { cases } = fold(first, none, byNew(3, 3, 'mine', [2]))
    expect(cases.get(caseOf(1))).toMatchObject({ ticketKey: ticketKey(1), names: [caseOf(1)], timeline: { length: 2 } })
    expect(cases.get(caseOf(1))?.replyTo).toEqual(replyTo(1))
    // Somebody who knows a new ticket's public key gets nothing into, and nothing out of, that ticket's case.
    expect(cases.get(caseOf(90))).toMatchObject({ names: [caseOf(90)], timeline: { length: 1 } })
  })

  it('by authors who are not on the member sheet joins nothing', () => {
    const foreign = taken(
      2,
      'code-change',
      { reply: replyTo(90), followUp: followUpKey(90), proof: new Uint8Array(64) },
      { inner: 2, heads: [1], by: 9 },
    )
    expect([...fold(first, foreign, byNew(3, 3, 'x', [])).cases.keys()]).toEqual([caseOf(1), caseOf(90)])
  })

  it('ends what the old ticket may turn: its later plans, addresses and consents are not followed, its withdrawal is', () => {
    const old = taken(
      3,
      'follow-up',
      {
        words: 'call me at home',
        contact: { method: 'safe_phone', phone: '1' },
        role: 'witness',
        notShowTo: 'my cousin',
        reply: replyTo(66),
      },
      { inner: 3, heads: [2] },
    )
    const consent = taken(4, 'consent', { consent: 'share_with', given: true }, { inner: 4, heads: [3] })
    const case_ = only(first, change(2, 2, 90, [1]), old, consent)
    expect(case_.replyTo).toEqual(replyTo(90))
    expect(case_.contact).toEqual(report.contact)
    // Whom not to show it to is never unsaid: it only makes people more careful.
    expect(case_.told).toEqual({
      ...only(first).told,
      notShowTo: [...(only(first).told?.notShowTo ?? []), 'my cousin'],
    })
    expect(case_.consents).toEqual(only(first).consents)
    expect(case_.timeline[2]).toMatchObject({ ticket: 'replaced' })
    const stopped = only(
      first,
      change(2, 2, 90, [1]),
      taken(3, 'withdrawal', { scope: 'all' }, { inner: 3, heads: [2] }),
    )
    expect(stopped).toMatchObject({ contactStopped: true, sharingStopped: true })
  })

  it('opens no case again with the old ticket; whoever holds it can still ask to stop', () => {
    const closed = staff(3, 'closure', { reason: 'needs_met' }, { heads: [2] })
    const again = (inner: number, ticket: number): LogRecord => taken(4, 'reopening', {}, { inner, ticket, heads: [3] })
    const changed = [first, change(2, 2, 90, [1]), closed]
    expect(only(...changed, again(4, 1))).toMatchObject({ status: 'closed', closureReason: 'needs_met' })
    expect(only(...changed, again(4, 90))).toMatchObject({ status: 'reopened' })
    const claims = [first, change(2, 2, 90, [1]), change(5, 5, 91, [2]), { ...closed }]
    expect(only(...claims, again(4, 90))).toMatchObject({ status: 'closed', ticketContested: true })
    const stop = taken(4, 'withdrawal', { scope: 'all' }, { inner: 4, heads: [3] })
    expect(only(...changed, stop)).toMatchObject({ status: 'closed', contactStopped: true })
  })

  it('does not turn what another desk took in at the same time: nobody knew which came first', () => {
    const plan = { words: '', contact: { method: 'safe_phone', phone: '1' }, lifeStage: 'child_0_9' }
    for (const [letter, changed] of [
      [2, 3],
      [3, 2],
    ] as const) {
      const case_ = only(first, taken(letter, 'follow-up', plan, { inner: 3, heads: [1] }), change(changed, 2, 90, [1]))
      expect(case_.told?.lifeStage).toBe('child_0_9')
      expect(case_.contact).toMatchObject({ phone: '1' })
      // Taken in once more after a restore, by a desk that knew of the change, it is still the same letter.
      const again = taken(9, 'follow-up', plan, { inner: 3, heads: [letter, changed] })
      expect(
        only(first, taken(letter, 'follow-up', plan, { inner: 3, heads: [1] }), change(changed, 2, 90, [1]), again),
      ).toMatchObject({ contact: { phone: '1' } })
    }
    const late = taken(3, 'follow-up', plan, { inner: 3, heads: [2] })
    expect(only(first, change(2, 2, 90, [1]), late).contact).toEqual(report.contact)
  })

  it('asks for an answer to the new ticket, whose mailbox is empty, until one was sent there (P9.13)', () => {
    const received = (number: number, address: number): LogRecord => {
      const event = staff(
        number,
        'received',
        { report: innerHash(2), day: dayFrom(20_800) },
        { heads: [2], replyNumber: 4 },
      )
      const to = { ...reply(4), address: replyTo(address).address }
      return {
        ...event,
        event: { ...event.event, body: { report: innerHash(2), day: dayFrom(20_800), reply: to } } as LogEvent,
      }
    }
    expect(only(first).unanswered).toEqual([])
    expect(only(first, change(2, 2, 90, [1])).unanswered).toEqual([innerHash(2)])
    expect(only(first, change(2, 2, 90, [1]), received(3, 1)).unanswered).toEqual([innerHash(2)])
    expect(only(first, change(2, 2, 90, [1]), received(3, 90)).unanswered).toEqual([])
    expect(only(first, change(2, 2, 90, [1]), change(3, 3, 91, [2], 90)).unanswered).toEqual([innerHash(3)])
  })

  it('begins a new chain of answers: the first to the new address names none before it', () => {
    const said = staff(3, 'message', { words: 'x' }, { heads: [2], replyNumber: 3 })
    expect(only(first, change(2, 2, 90, [1])).previous).toBeNull()
    expect(only(first, said).previous).toBe(replyHash(3))
    const toNew: LogRecord = {
      ...said,
      event: { ...said.event, body: { words: 'x', reply: { ...reply(3), address: replyTo(90).address } } } as LogEvent,
    }
    expect(only(first, change(2, 2, 90, [1]), toNew).previous).toBe(replyHash(3))
  })

  describe('made twice by one key', () => {
    const both = [first, change(2, 2, 90, [1]), change(3, 3, 91, [2])]
    const decide = (number: number, key: number, heads: number[], by = 1): LogRecord =>
      staff(number, 'ticket', { key: ticketKey(key) }, { heads, by })
    const candidates = [
      { key: ticketKey(90), change: innerHash(2), after: null, keys: [ticketKey(90)] },
      { key: ticketKey(91), change: innerHash(3), after: null, keys: [ticketKey(91)] },
    ]

    it('is contested: nobody is answered, whichever came first, until a member has decided (P6.3)', () => {
      const open = {
        ticketContested: true,
        ticketCandidates: candidates,
        ticketKey: null,
        replyTo: null,
        previous: null,
      }
      expect(only(...both)).toMatchObject(open)
      const other = only(first, change(2, 3, 91, [1]), change(3, 2, 90, [2]))
      expect(other).toMatchObject({ ...open, ticketCandidates: candidates.toReversed() })
      // A report that nobody has answered yet is not answered by itself either.
      const bare = taken(1, 'report', report, { inner: 1 })
      expect(only(bare, change(2, 2, 90, [1])).unanswered).toEqual([innerHash(1)])
      expect(only(bare, change(2, 2, 90, [1]), change(3, 3, 91, [2])).unanswered).toEqual([])
    })

    it('shows what either says as contested, follows no plan or consent of it, and stops when either withdraws', () => {
      const plan = { words: 'call', contact: { method: 'safe_phone', phone: '1' }, reply: replyTo(66) }
      const case_ = only(
        ...both,
        taken(4, 'follow-up', plan, { inner: 4, ticket: 90, heads: [3] }),
        taken(5, 'consent', { consent: 'share_with', given: true }, { inner: 5, ticket: 91, heads: [4] }),
        taken(6, 'follow-up', plan, { inner: 6, ticket: 1, heads: [5] }),
      )
      expect(case_.timeline.map((item) => item.by === 'reporter' && item.ticket)).toEqual([
        'current',
        'current',
        'replaced',
        'contested',
        'contested',
        'replaced',
      ])
      expect(case_).toMatchObject({ contact: report.contact, replyTo: null, contactStopped: false })
      expect(case_.consents).toEqual(only(first).consents)
      const stop = taken(4, 'withdrawal', { scope: 'all' }, { inner: 4, ticket: 91, heads: [3] })
      expect(only(...both, stop).contactStopped).toBe(true)
    })

    it('is settled by a member’s word, and what the other key says after that counts as from a replaced ticket', () => {
      const late = taken(5, 'follow-up', { words: 'x', reply: replyTo(66) }, { inner: 5, ticket: 90, heads: [4] })
      const case_ = only(...both, decide(4, 91, [3]), late)
      expect(case_).toMatchObject({ ticketContested: false, ticketKey: ticketKey(91) })
      // To look at it again: the first word may have been wrong.
      expect(case_.ticketCandidates).toEqual(candidates)
      const again = only(...both, decide(4, 91, [3]), late, decide(6, 90, [5]))
      expect(again).toMatchObject({ ticketContested: false, ticketKey: ticketKey(90) })
      expect(case_).toMatchObject({ replyTo: replyTo(91), replyPseudonym: caseOf(91) })
      expect(case_.timeline.at(-1)).toMatchObject({ ticket: 'replaced' })
    })

    it('stays settled when the old ticket names yet another key, and follows the chosen one further', () => {
      const third = change(5, 5, 92, [4])
      const onward = change(6, 6, 93, [5], 91)
      expect(only(...both, decide(4, 91, [3]), third, onward)).toMatchObject({
        ticketContested: false,
        ticketKey: ticketKey(93),
      })
    })

    it('counts each letter to the claim that it came from, however often the claim was passed on', () => {
      const onward = [change(4, 4, 92, [3], 91), change(5, 5, 93, [4], 92)]
      const case_ = only(...both, ...onward)
      expect(case_.ticketCandidates.map(({ keys }) => keys)).toEqual([
        [ticketKey(90)],
        [ticketKey(91), ticketKey(92), ticketKey(93)],
      ])
      // A fork further on: by which code it was made, and nothing of the claim beside it.
      const fork = only(first, change(2, 2, 90, [1]), change(3, 3, 91, [2], 90), change(4, 4, 92, [3], 90))
      expect(fork.ticketCandidates).toEqual([
        { key: ticketKey(91), change: innerHash(3), after: innerHash(2), keys: [ticketKey(91)] },
        { key: ticketKey(92), change: innerHash(4), after: innerHash(2), keys: [ticketKey(92)] },
      ])
      expect(only(first, change(2, 2, 90, [1])).ticketCandidates).toEqual([])
    })

    it('does not count letters to a claim that names their key without its word', () => {
      const claim = change(4, 4, 91, [3], 90)
      const unproven: LogRecord = { ...claim, taken: { ...present(claim.taken), successor: null } }
      expect(only(...both, unproven).ticketCandidates).toEqual(candidates)
    })

    it('stays contested while members have decided differently at the same time', () => {
      const two = [...both, decide(4, 90, [3]), decide(5, 91, [3], 2)]
      expect(only(...two)).toMatchObject({ ticketContested: true, replyTo: null, ticketCandidates: candidates })
      expect(only(...two, decide(6, 90, [4, 5]))).toMatchObject({ ticketContested: false, ticketKey: ticketKey(90) })
      const agreed = only(...both, decide(4, 90, [3]), decide(5, 90, [3], 2))
      expect(agreed).toMatchObject({ ticketContested: false, ticketKey: ticketKey(90) })
    })

    it('is not settled by the word of a stranger, nor by one for a key that is not of this case', () => {
      expect(only(...both, decide(4, 91, [3], 9)).ticketContested).toBe(true)
      expect(only(...both, decide(4, 7, [3])).ticketContested).toBe(true)
      expect(only(...both, decide(4, 91, [3]), decide(5, 7, [4]))).toMatchObject({ ticketKey: ticketKey(91) })
    })

    it('is no contest when both name the same key', () => {
      expect(only(first, change(2, 2, 90, [1]), change(3, 3, 90, [2]))).toMatchObject({
        ticketContested: false,
        ticketKey: ticketKey(90),
      })
    })
  })

  it('by an outdated ticket cannot lead the new one’s answers elsewhere', () => {
    const back = taken(
      5,
      'code-change',
      { reply: replyTo(66), followUp: followUpKey(90), proof: new Uint8Array(64) },
      { inner: 5, heads: [4], ticket: 91 },
    )
    const decided = staff(4, 'ticket', { key: ticketKey(90) }, { heads: [3] })
    const case_ = only(first, change(2, 2, 90, [1]), change(3, 3, 91, [2]), decided, back)
    expect(case_).toMatchObject({ ticketContested: false, replyTo: replyTo(90) })
  })

  it('in a ring ends', () => {
    const ring = [change(2, 2, 90, [1]), change(3, 3, 91, [2], 90), change(4, 4, 90, [3], 91)]
    expect(only(first, ...ring).ticketKey).toBe(ticketKey(90))
    // A ring without a beginning is named after the first by name, on every device alike.
    const { cases } = fold(change(3, 3, 91, [], 90), change(4, 4, 90, [3], 91))
    expect([...cases.values()]).toMatchObject([{ pseudonym: caseOf(90), names: [caseOf(90), caseOf(91)] }])
  })

  it('of two tickets to one joins them into neither: the new ticket’s words stand where the first change by hash leads', () => {
    const { cases } = fold(first, change(2, 2, 90, [1]), change(3, 3, 90, [], 2), byNew(4, 4, 'x', []))
    expect([...cases.keys()]).toEqual([caseOf(1), caseOf(2)])
    expect(cases.get(caseOf(1))).toMatchObject({ names: [caseOf(1), caseOf(90)], timeline: { length: 3 } })
    expect(cases.get(caseOf(2))).toMatchObject({ names: [caseOf(2)], ticketKey: ticketKey(90) })
  })
})
