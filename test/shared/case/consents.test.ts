/**
 * Consents that wait together and are taken in in any order: P6.8. A person says yes and no on phones with any clock; desks
 * take in, answer, and learn of each other's entries in any order.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case } from '../../../shared/case/case.ts'
import { foldCases } from '../../../shared/case/fold.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import type { EventHash } from '../../../shared/case/names.ts'
import type { ConsentBody } from '../../../shared/case/reporter-event.ts'
import { agencyIdOf, parseInboxAddress, type AgencyId } from '../../../shared/wire/address.ts'
import { rounds } from '../../long.ts'
import { first, only } from './folding.ts'
import { caseOf, hash, replyHash, staff, standingOf, taken } from './records.ts'
import { present } from '../../present.ts'

const [b, c] = [1, 2].map((number) => agencyIdOf(present(parseInboxAddress(new Uint8Array(32).fill(number)))))
const AGENCIES = [undefined, b, c]

interface Letter {
  readonly number: number
  readonly given: boolean
  readonly agency: AgencyId | undefined
  readonly seen: EventHash | null
  /** By a phone whose clock says anything. */
  readonly clock: number
}

const saidAt = (clock: number): string => `20${String(10 + clock).padStart(2, '0')}-01-01T00:00:00Z`
function bodyOf({ given, agency, seen }: Letter): ConsentBody {
  return {
    consent: 'share_with',
    given,
    ...(agency === undefined ? {} : { agency }),
    ...(seen === null ? {} : { seen }),
  }
}
const takeIn = (number: number, letter: Letter, heads: readonly number[]): LogRecord =>
  taken(number, 'consent', bodyOf(letter), { inner: letter.number, heads, saidAt: saidAt(letter.clock) })

const meets = (no: Letter, yes: Letter): boolean =>
  no.agency === undefined || yes.agency === undefined || no.agency === yes.agency
const sharedWith = ({ consents }: Case): readonly (AgencyId | null)[] =>
  consents.filter(({ consent }) => consent === 'share_with').map(({ agency }) => agency)

describe('A yes and a no that wait together', () => {
  const letters = fc.array(
    fc.record({ given: fc.boolean(), agency: fc.constantFrom(...AGENCIES), clock: fc.nat({ max: 20 }) }),
    { minLength: 1, maxLength: 7 },
  )
  const interleaved = letters
    .map((list) => list.map((letter, index): Letter => ({ ...letter, number: index + 2, seen: null })))
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.nat()))

  it('come to the same in whatever order they are taken in, one after the other or at the same time', () => {
    fc.assert(
      fc.property(interleaved, ([list, shuffled, branch]) => {
        const inOrder = (order: readonly Letter[], isAtOnce: boolean): Case =>
          only(first, ...order.map((one, at) => takeIn(at + 2, one, [isAtOnce ? 1 : at + 1])))
        const { consents, consentsUnsure } = inOrder(list, false)
        expect(inOrder(shuffled, branch % 2 === 0)).toMatchObject({ consents, consentsUnsure })
      }),
      { numRuns: rounds(300, 5000) },
    )
  })

  it('are a no, and what nothing can order is said to be unsure', () => {
    const yes: Letter = { number: 2, given: true, agency: undefined, seen: null, clock: 9 }
    const no: Letter = { number: 3, given: false, agency: undefined, seen: null, clock: 1 }
    const case_ = only(first, takeIn(2, no, [1]), takeIn(3, yes, [2]))
    expect(sharedWith(case_)).toEqual([])
    expect(case_.consentsUnsure).toEqual([{ consent: 'share_with', agency: null }])
  })
})

describe('A yes after a no', () => {
  const no: Letter = { number: 2, given: false, agency: undefined, seen: null, clock: 1 }
  const yes = (seen: EventHash | null): Letter => ({ number: 3, given: true, agency: undefined, seen, clock: 0 })
  const answer = (heads: number[]): LogRecord => staff(5, 'message', { words: 'May we?' }, { heads, replyNumber: 5 })

  it('holds once the person has read an answer that was written knowing the no', () => {
    const records = [first, takeIn(2, no, [1]), answer([2]), takeIn(6, yes(replyHash(5)), [5])]
    expect(sharedWith(only(...records))).toEqual([null])
    expect(only(...records).consentsUnsure).toEqual([])
  })

  it('does not hold for an answer that was written before the no was known, nor for one that is not there', () => {
    const early = [first, answer([1]), takeIn(2, no, [1]), takeIn(6, yes(replyHash(5)), [2, 5])]
    expect(sharedWith(only(...early))).toEqual([])
    expect(sharedWith(only(first, takeIn(2, no, [1]), takeIn(6, yes(replyHash(9)), [2])))).toEqual([])
  })

  it('is no question any more when the no was said after reading what followed the yes', () => {
    const later: Letter = { ...no, number: 7, seen: replyHash(5) }
    const records = [first, takeIn(3, yes(null), [1]), answer([3]), takeIn(6, later, [5])]
    expect(only(...records)).toMatchObject({ consentsUnsure: [] })
    expect(sharedWith(only(...records))).toEqual([])
  })

  it('for one agency is nothing that a no for another opposes', () => {
    const forB: Letter = { ...yes(null), agency: b }
    const notC: Letter = { ...no, agency: c }
    expect(sharedWith(only(first, takeIn(2, notC, [1]), takeIn(3, forB, [2])))).toEqual([b])
  })
})

/** What happens, each with its choices. */
const happening = fc.oneof(
  fc.record({ what: fc.constant('say'), given: fc.boolean(), n: fc.nat(20), device: fc.nat(1) }),
  fc.record({ what: fc.constant('take'), given: fc.boolean(), n: fc.nat(20), device: fc.nat(1) }),
  fc.record({ what: fc.constant('answer'), given: fc.boolean(), n: fc.nat(20), device: fc.nat(1) }),
  fc.record({ what: fc.constant('read'), given: fc.boolean(), n: fc.nat(20), device: fc.nat(1) }),
  fc.record({ what: fc.constant('sync'), given: fc.boolean(), n: fc.nat(20), device: fc.nat(1) }),
)

describe('Whatever happens between a person and two desks', () => {
  it('no consent holds that the person took back last, and the last yes holds that was asked for', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 24 }), (happenings) => {
        const log: LogRecord[] = [first]
        const known = [[first], [first]]
        const said: Letter[] = []
        const pending: Letter[] = []
        const answers: EventHash[] = []
        let seen: EventHash | null = null
        let number = 1
        const append = (device: number, make: (next: number, heads: readonly EventHash[]) => LogRecord): LogRecord => {
          number += 1
          const own = present(known[device])
          const { heads } = present(foldCases(own, standingOf).cases.get(caseOf(1)))
          const record = make(number, heads)
          log.push(record)
          own.push(record)
          return record
        }
        const numbersOf = (heads: readonly EventHash[]): number[] =>
          Array.from({ length: number }, (_, at) => at).filter((at) => heads.includes(hash(at)))
        const take = (letter: Letter, device: number): void =>
          void append(device, (next, heads) => takeIn(next, letter, numbersOf(heads)))
        const sync = (device: number): void => void (known[device] = [...log])
        const say = (given: boolean, agency: AgencyId | undefined, clock: number): void => {
          const letter = { number: 100 + said.length, given, agency, seen, clock }
          said.push(letter)
          pending.push(letter)
        }
        const answer = (device: number): void => {
          const written = append(device, (next, heads) =>
            staff(next, 'message', { words: 'x' }, { heads: numbersOf(heads), replyNumber: next, by: device + 1 }),
          )
          if (written.event.type === 'message') answers.push(present(written.event.body.reply).event)
        }
        for (const { what, given, n, device } of happenings) {
          if (what === 'say') say(given, AGENCIES[n % 3], n)
          else if (what === 'take' && pending.length > 0)
            take(present(pending.splice(n % pending.length, 1)[0]), device)
          else if (what === 'answer') answer(device)
          else if (what === 'read') seen = answers[n % Math.max(answers.length, 1)] ?? seen
          else if (what === 'sync') sync(device)
        }
        for (const letter of pending.splice(0).toReversed()) take(letter, 0)
        const isOpen = (yes: Letter): boolean =>
          said.slice(said.indexOf(yes)).every((no) => no.given || !meets(no, yes))
        const end = only(...log)
        const last = said.filter((letter) => letter.given && isOpen(letter)).map(({ agency }) => agency ?? null)
        for (const agency of sharedWith(end)) expect(last).toContain(agency)
        // The office asks, knowing all; the person reads it, and says yes.
        sync(1)
        answer(1)
        seen = answers.at(-1) ?? null
        say(true, undefined, 0)
        take(present(pending.pop()), 0)
        expect(sharedWith(only(...log))).toContain(null)
      }),
      { numRuns: rounds(300, 5000) },
    )
  })
})
