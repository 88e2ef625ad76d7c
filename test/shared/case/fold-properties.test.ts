import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { foldCases } from '../../../shared/case/fold.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { parseLogEvent } from '../../../shared/case/log-event.ts'
import { parseReporterEvent } from '../../../shared/case/reporter-event.ts'
import { orderCausally } from '../../../shared/case/order.ts'
import { writeEvent } from '../../../shared/case/event.ts'
import { dayFrom, reportBody, sampleReplyKey } from './samples.ts'
import {
  caseOf,
  device,
  followUpKey,
  hash,
  innerHash,
  posted,
  recordEvent,
  replyId,
  replyTo,
  staff,
  standingOf,
  taken,
  ticketKey,
  unknownStaff,
} from './records.ts'

/** Numbers of earlier records, mostly; sometimes ones that are not there, and even later ones (no hash could do that). */
const heads = fc.array(fc.nat({ max: 14 }), { maxLength: 3 })
const ticket = fc.integer({ min: 1, max: 2 })
const by = fc.integer({ min: 1, max: 6 })

/** When the days after a withdrawal have passed. */
const WAITED = '2026-11-10T09:30:00Z'

/** What record `number` says, as a function of arbitrary choices: the same number never says two things in one set. */
const choice = fc.record({
  kind: fc.nat({ max: 20 }),
  heads,
  ticket,
  key: ticket,
  by,
  inner: fc.nat({ max: 10 }),
  other: fc.nat({ max: 5 }),
})
type Choice = typeof choice extends fc.Arbitrary<infer T> ? T : never

function changeTo(next: number) {
  const body = { reply: replyTo(next), followUp: followUpKey(next), proof: new Uint8Array(64) }
  return (n: number, o: Parameters<typeof taken>[3]): LogRecord => taken(n, 'code-change', body, o)
}

// What a reporter's event says hangs on its number alone: its hash stands for its content.
const INNER = [
  (n: number, o: Parameters<typeof taken>[3]) => taken(n, 'report', reportBody(replyTo(1)), o),
  (n: number, o: Parameters<typeof taken>[3]) =>
    taken(n, 'follow-up', { words: 'part', part: [2, 3] }, { ...o, id: 9 }),
  (n: number, o: Parameters<typeof taken>[3]) => taken(n, 'withdrawal', { scope: 'all' }, o),
  (n: number, o: Parameters<typeof taken>[3]) => taken(n, 'reopening', {}, o),
  (n: number, o: Parameters<typeof taken>[3]) => taken(n, 'unknown', { name: 'song' }, o),
  // Tickets 1 and 2 pass on to 3 and 4: forks, joins, a ring, and words of the new ones under their own names.
  changeTo(3),
  changeTo(4),
  changeTo(4),
  changeTo(2),
  (n: number, o: Parameters<typeof taken>[3]) => taken(n, 'follow-up', { words: 'mine', reply: replyTo(4) }, o),
  (n: number, o: Parameters<typeof taken>[3]) => taken(n, 'consent', { consent: 'share_with', given: true }, o),
] as const
const SIGNED_BY = [1, 2, 1, 2, 1, 2, 2, 1, 4, 4, 3]

function recordOf(number: number, chosen: Choice): LogRecord {
  const { kind, heads: named, ticket: of, by: author, inner, other } = chosen
  const common = { heads: named, ticket: of, by: author }
  switch (kind) {
    case 0:
      return staff(number, 'status', { status: ['assessing', 'closed', 'planned'][other % 3] ?? 'x' }, common)
    case 18:
      return staff(number, 'erasure', { withdrawal: innerHash(2), entries: [] }, { ...common, at: WAITED })
    case 1:
      return staff(
        number,
        'closure',
        { reason: other > 3 ? 'person_asked_to_stop' : 'other' },
        { ...common, replyNumber: other },
      )
    case 2:
      return staff(number, 'reopening', {}, common)
    case 3:
      return staff(
        number,
        'message',
        { words: `m${number}`, part: [(other % 2) + 1, 2] },
        { ...common, replyNumber: other },
      )
    case 4:
      return staff(number, 'triage', { triage: other % 2 === 0 ? 'low' : 'high' }, common)
    case 5:
      return staff(number, 'assignment', { to: other === 0 ? null : device(other) }, common)
    case 6:
      return staff(number, 'received', { report: innerHash(0), day: dayFrom(other) }, common)
    case 7:
      return posted(number, [other], author)
    case 8:
      return unknownStaff(number, 'dance', named, other > 1)
    case 17:
      return staff(number, 'ticket', { key: ticketKey(other) }, common)
    case 9:
      return recordEvent(number, 'plan', { goal: other }, named)
    default: {
      // One reporter's event belongs to one case and one key.
      const belongs = SIGNED_BY[inner] ?? 1
      const make = INNER[inner] ?? INNER[0]
      return make(number, {
        heads: named,
        by: author,
        ticket: belongs,
        key: inner === 3 ? 2 : belongs,
        inner,
        replyNumber: kind > 15 ? other : undefined,
      } as Parameters<typeof taken>[3])
    }
  }
}

const records = fc
  .array(choice, { maxLength: 14 })
  .map((choices) => choices.map((chosen, index) => recordOf(index, chosen)))

/** Every permutation can come, with repetitions. */
const arrivals = records.chain((known) =>
  fc.tuple(
    fc.constant(known),
    fc.shuffledSubarray(known, { minLength: known.length }),
    fc.array(fc.nat({ max: Math.max(known.length - 1, 0) }), { maxLength: 6 }),
  ),
)

describe('The fold', () => {
  it('gives the same cases for the same events in any order of arrival and with any repetition (P6.6)', () => {
    fc.assert(
      fc.property(arrivals, ([known, shuffled, repeated]) => {
        const again = repeated.flatMap((index) => known[index] ?? [])
        const a = foldCases(known, standingOf)
        const b = foldCases([...shuffled, ...again], standingOf)
        expect(b).toEqual(a)
        // A Map compares equal in any order of keys; a screen does not.
        expect([...b.cases.keys()]).toEqual([...a.cases.keys()])
      }),
      { numRuns: 1500 },
    )
  })

  it('loses no record: each is in a case or aside, or is of the log’s own kinds', () => {
    fc.assert(
      fc.property(records, (known) => {
        const { cases, aside } = foldCases(known, standingOf)
        const shown = new Set(aside.map(({ record }) => record.hash))
        for (const { timeline } of cases.values()) {
          for (const item of timeline)
            for (const name of item.by === 'reporter' ? item.taken : [item.hash]) shown.add(name)
        }
        for (const { hash: name, event } of known) expect(shown.has(name) || event.type === 'posted').toBe(true)
      }),
    )
  })

  it('puts every event after all that it names, in whatever order they arrive', () => {
    fc.assert(
      fc.property(arrivals, ([known, shuffled]) => {
        const nodes = known.map((record, index) => ({
          hash: record.hash,
          heads:
            'heads' in record.event
              ? record.event.heads.filter((head) => known.slice(0, index).some((r) => r.hash === head))
              : [],
        }))
        const { ordered } = orderCausally(
          shuffled.flatMap((record) => nodes.find((node) => node.hash === record.hash) ?? []),
        )
        const placed = new Set<string>()
        for (const node of ordered) {
          expect(node.heads.every((head) => placed.has(head))).toBe(true)
          placed.add(node.hash)
        }
        expect(ordered).toHaveLength(known.length)
      }),
    )
  })

  it('never throws: neither for rings of heads nor for any body that a parser lets through', () => {
    const outside = {
      id: 'AAAAAAAAAAAAAAAAAAAAAA',
      at: '2026-11-03T09:30:00Z',
      case: caseOf(1),
      heads: [hash(1), hash(2)],
    }
    const types = [
      'report',
      'follow-up',
      'code-change',
      'consent',
      'feedback',
      'withdrawal',
      'message',
      'status',
      'closure',
      'triage',
      'assignment',
      'received',
      'x',
    ]
    const code = fc.constantFrom('', 'x', 'closed', '__proto__', 'constructor', 'share_with')
    const key = Buffer.from(sampleReplyKey).toString('base64url')
    const body = fc.record(
      {
        words: fc.string(),
        status: code,
        reason: code,
        triage: code,
        to: fc.constantFrom(null, device(1)),
        report: fc.constant(hash(1)),
        day: fc.nat(),
        part: fc.tuple(fc.nat(), fc.nat()),
        scope: fc.json().map((text) => JSON.parse(text) as unknown),
        consent: code,
        given: fc.boolean(),
        area: code,
        role: code,
        language: code,
        danger: fc.boolean(),
        contact: fc.record({ method: code }),
        consents: fc.array(code),
        reply: fc.constant({ address: caseOf(1), key }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...types), body), { maxLength: 8 }), (drawn) => {
        const hostile = drawn.flatMap(([type, content], index): LogRecord[] => {
          const text = JSON.stringify({ ...outside, type, body: content })
          const event = parseLogEvent(text)
          const inner = parseReporterEvent(text)
          const carried = { ...taken(index, 'reopening', {}, { inner: index, heads: [1, 2] }) }
          return [
            ...(event === null
              ? []
              : [{ hash: hash(index), author: device(1), event, taken: null, replyId: replyId(1) }]),
            ...(inner === null
              ? []
              : [
                  {
                    ...carried,
                    taken: {
                      hash: hash(index),
                      author: ticketKey(1),
                      pseudonym: caseOf(1),
                      successor: null,
                      event: inner,
                    },
                  },
                ]),
          ]
        })
        const { cases } = foldCases(hostile, standingOf)
        for (const case_ of cases.values())
          for (const { event } of case_.timeline) expect(writeEvent(event)).toContain('"at"')
      }),
    )
  })

  it('of ten thousand code changes, each by the ticket that the last one named, takes seconds: 64 are followed', () => {
    const chained = Array.from({ length: 10_000 }, (_, inner) => {
      const body = { reply: replyTo(inner), followUp: followUpKey(inner + 2), proof: new Uint8Array(64) }
      // Of those that nothing orders, the last of the chain comes first.
      return taken(9_999 - inner, 'code-change', body, { inner, ticket: inner + 1 })
    })
    const { cases, aside } = foldCases(chained.toReversed(), standingOf)
    expect(cases.get(caseOf(1))?.ticketKey).toBe(ticketKey(65))
    expect(aside).toHaveLength(10_000 - 65)
  }, 30_000)

  it('of ten thousand events in one case, each on the last or all on the first, takes seconds and not minutes', () => {
    const row = Array.from({ length: 10_000 }, (_, number) =>
      staff(number, 'status', { status: 'planned' }, { heads: number === 0 ? [] : [number - 1] }),
    )
    expect(foldCases(row, standingOf).cases.get(caseOf(1))?.statusFrom).toHaveLength(1)
    const fan = Array.from({ length: 10_000 }, (_, number) =>
      staff(number, 'status', { status: 'planned' }, { heads: number === 0 ? [] : [0] }),
    )
    expect(foldCases(fan, standingOf).cases.get(caseOf(1))?.statusFrom).toHaveLength(9_999)
  }, 30_000)
})
