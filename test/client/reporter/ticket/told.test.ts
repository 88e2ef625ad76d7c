import { describe, expect, test } from 'vitest'
import type { Reply } from '../../../../client/reporter/ticket/read-mailbox.ts'
import { hasEnded, readableUntil, stepsOf } from '../../../../client/reporter/ticket/steps.ts'
import { toldBy } from '../../../../client/reporter/ticket/told.ts'
import { parseAuthor, parseEventHash, parsePseudonym } from '../../../../shared/case/names.ts'
import { type ReplyBodies, type ReplyType, createReplyEvent } from '../../../../shared/case/reply-event.ts'
import { encodeBase64url } from '../../../../shared/bytes/base64url.ts'
import { REPLY_EXPIRY_DAYS } from '../../../../shared/protocol.ts'
import { makeOffice, day } from '../../../shared/trust/world.ts'

const [one, two] = [await makeOffice('one', 'agency'), await makeOffice('two', 'agency')]

const known = <T>(value: T | null): T => {
  if (value === null) throw new Error('fixture')
  return value
}
const text = (fill: number): string => encodeBase64url(new Uint8Array(32).fill(fill))
const hash = (fill: number): ReturnType<typeof known<ReturnType<typeof parseEventHash> & string>> =>
  known(parseEventHash(text(fill)))

function reply<T extends ReplyType>(
  number: number,
  previous: number | null,
  type: T,
  body: ReplyBodies[T],
  { office = one, id = number, at = '2026-11-20' }: { office?: typeof one; id?: number; at?: string } = {},
): Reply {
  const event = createReplyEvent(
    type,
    {
      random: (bytes) => new Uint8Array(bytes).fill(id),
      at: `${at}T01:02:03.000Z`,
      case: known(parsePseudonym(text(1))),
      previous: previous === null ? null : hash(previous),
      agency: office.id,
    },
    body,
  )
  return {
    author: known(parseAuthor(text(2))),
    hash: hash(number),
    event: event as Reply['event'],
    agency: office.listed,
    formerSince: null,
  }
}

/** 20 November 2026. */
const SAID = day(20_777)
const steps = (...replies: Reply[]): ReturnType<typeof stepsOf> => stepsOf(toldBy(replies).sayings, SAID)

const received = reply(10, null, 'received', { report: hash(9), day: day(20_600) })

describe('what the offices have told', () => {
  test('is nothing in an empty mailbox', () => {
    expect(toldBy([])).toEqual({ sayings: [], toRead: 0, arrivedAt: [], lastOf: new Map() })
  })

  test('is that it has arrived, and not that anybody has read it', () => {
    const told = toldBy([received])
    expect(told).toMatchObject({ toRead: 0 })
    expect(steps(received)).toMatchObject([{ status: null, readByPerson: false, promise: null }])
    expect(told.arrivedAt.map(({ id }) => id)).toEqual([one.id])
  })

  test('is that a person has read it once a person has said so', () => {
    const read = reply(11, 10, 'status', { status: 'acknowledged' })
    expect(toldBy([read, received])).toMatchObject({ toRead: 1 })
    expect(steps(read, received)).toMatchObject([{ status: 'acknowledged', readByPerson: true }])
    const automatic = reply(12, 10, 'status', { status: 'received' })
    expect(steps(received, automatic)).toMatchObject([{ readByPerson: false }])
    const words = reply(13, 10, 'message', { words: 'สวัสดี' })
    expect(steps(received, words)).toMatchObject([{ status: null, readByPerson: true }])
  })

  test('stands in its order, with a break marked', () => {
    const replies = [reply(30, 20, 'message', { words: 'b' }), reply(20, 10, 'message', { words: 'a' }), received]
    expect(toldBy(replies).sayings.map(({ gapBefore }) => gapBefore)).toEqual([false, false, false])
    expect(toldBy(replies).sayings.map(({ what }) => what)).toMatchObject([
      { kind: 'received' },
      { kind: 'words', words: 'a' },
      { kind: 'words', words: 'b' },
    ])
    const withheld = [reply(30, 20, 'message', { words: 'b' }), received]
    expect(toldBy(withheld).sayings.map(({ gapBefore }) => gapBefore)).toContain(true)
  })

  test('joins the parts of a long message, and says when one is missing', () => {
    const parts = [
      reply(20, 10, 'message', { words: 'first ', part: [1, 2] }, { id: 5 }),
      reply(21, 20, 'message', { words: 'second', part: [2, 2] }, { id: 5 }),
    ]
    expect(toldBy([received, ...parts]).sayings.map(({ what }) => what)).toMatchObject([
      { kind: 'received' },
      { kind: 'words', words: 'first second', missingParts: 0 },
    ])
    expect(toldBy([received, parts[0]!]).sayings.at(-1)?.what).toMatchObject({ words: 'first ', missingParts: 1 })
  })

  test('names every agency that has it', () => {
    const other = reply(40, null, 'received', { report: hash(9), day: day(20_601) }, { office: two })
    expect(toldBy([received, other]).arrivedAt).toHaveLength(2)
  })

  test('knows the last of each agency by its chain, in whatever order they came', () => {
    const other = reply(40, null, 'received', { report: hash(9), day: day(20_601) }, { office: two })
    const later = reply(5, 10, 'message', { words: 'Later' })
    expect(toldBy([later, other, received]).lastOf).toEqual(
      new Map([
        [one.id, hash(5)],
        [two.id, hash(40)],
      ]),
    )
  })

  test('shows the words of a closing and the day that was promised', () => {
    const promised = reply(20, 10, 'status', { status: 'planned', promisedDay: day(20_700) })
    const closed = reply(21, 20, 'closure', { reason: 'needs_met', words: 'ดีใจด้วย' })
    expect(
      toldBy([received, promised, closed])
        .sayings.map(({ what }) => what)
        .slice(1),
    ).toEqual([
      { kind: 'status', status: 'planned', promisedDay: 20_700, words: null },
      { kind: 'status', status: 'closed', promisedDay: null, words: 'ดีใจด้วย' },
    ])
  })
})

describe('how it stands at each agency', () => {
  const promised = (promisedDay: number): Reply =>
    reply(20, 10, 'status', { status: 'planned', promisedDay: day(promisedDay) })
  const promiseOn = (today: number, ...replies: Reply[]): unknown =>
    stepsOf(toldBy([received, ...replies]).sayings, day(today))[0]?.promise

  test('is its last status, each for itself', () => {
    const other = reply(40, null, 'received', { report: hash(9), day: day(20_601) }, { office: two })
    const closed = reply(41, 40, 'closure', { reason: 'needs_met' }, { office: two })
    const planned = reply(20, 10, 'status', { status: 'planned' })
    const status = new Map(steps(received, planned, other, closed).map((step) => [step.agency.id, step.status]))
    expect([status.get(one.id), status.get(two.id)]).toEqual(['planned', 'closed'])
  })

  test('keeps a promise until its day has gone by without a word', () => {
    expect(promiseOn(SAID, promised(20_779))).toEqual({ day: 20_779, past: false })
    expect(promiseOn(20_779, promised(20_779))).toEqual({ day: 20_779, past: false })
    expect(promiseOn(20_780, promised(20_779))).toEqual({ day: 20_779, past: true })
  })

  test('calls no promise past where the agency has spoken on its day or since', () => {
    const spoke = (at: string): Reply => reply(21, 20, 'message', { words: 'x' }, { at })
    expect(promiseOn(20_790, promised(20_779), spoke('2026-11-21'))).toMatchObject({ past: true })
    expect(promiseOn(20_790, promised(20_779), spoke('2026-11-22'))).toMatchObject({ past: false })
    expect(promiseOn(20_790, promised(20_779), spoke('2026-11-25'))).toMatchObject({ past: false })
    // by a device, not by a person
    const arrived = reply(21, 20, 'received', { report: hash(9), day: day(20_785) }, { at: '2026-11-28' })
    expect(promiseOn(20_790, promised(20_779), arrived)).toMatchObject({ past: true })
  })

  test('calls a promise past also where the clock of the agency runs ahead, or by words that come before it', () => {
    const ahead = { at: '2081-01-01' }
    const planned = { status: 'planned', promisedDay: day(20_779) } as const
    expect(promiseOn(20_790, reply(20, 10, 'status', planned, ahead))).toMatchObject({ past: true })
    const later = reply(21, 20, 'message', { words: 'x' }, ahead)
    expect(promiseOn(20_790, reply(20, 10, 'status', planned), later)).toMatchObject({ past: true })
    const before = reply(15, 10, 'message', { words: 'x' }, { at: '2026-11-23' })
    expect(promiseOn(20_790, before, reply(20, 15, 'status', planned))).toMatchObject({ past: true })
  })

  test('has no promise any more once another step was told', () => {
    expect(promiseOn(20_790, promised(20_779), reply(21, 20, 'status', { status: 'in_service' }))).toBeNull()
  })

  test('is an end only when every agency has ended it', () => {
    const other = reply(40, null, 'received', { report: hash(9), day: day(20_601) }, { office: two })
    const closed = reply(20, 10, 'closure', { reason: 'needs_met' })
    expect(hasEnded(steps())).toBe(false)
    expect(hasEnded(steps(received))).toBe(false)
    expect(hasEnded(steps(received, closed))).toBe(true)
    expect(hasEnded(steps(received, closed, other))).toBe(false)
    expect(hasEnded(steps(received, closed, reply(21, 20, 'reopening', {})))).toBe(false)
  })

  test('can be read until REPLY_EXPIRY_DAYS after the last word', () => {
    const later = reply(20, 10, 'message', { words: 'x' }, { at: '2026-11-22' })
    expect(readableUntil(toldBy([]).sayings, day(20_800))).toBeNull()
    expect(readableUntil(toldBy([later, received]).sayings, day(20_800))).toBe(20_779 + REPLY_EXPIRY_DAYS)
    // a clock that runs ahead makes nothing last longer
    expect(readableUntil(toldBy([later, received]).sayings, day(20_778))).toBe(20_778 + REPLY_EXPIRY_DAYS)
  })
})
