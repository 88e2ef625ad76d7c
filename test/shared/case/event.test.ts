import { beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { dayOf } from '../../../shared/day.ts'
import { dayOfTime, eventTime, writeEvent } from '../../../shared/case/event.ts'
import { REPLY_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { parseLogEvent } from '../../../shared/case/log-event.ts'
import { parseReplyEvent } from '../../../shared/case/reply-event.ts'
import { createReporterEvent, parseReporterEvent } from '../../../shared/case/reporter-event.ts'
import { createOverseerFeedback, parseOverseerEvent } from '../../../shared/case/slip-event.ts'
import { agencyIdOf, parseInboxAddress } from '../../../shared/wire/address.ts'
import { cutWords } from '../../../shared/case/words.ts'
import { AT, createTicketKeys, dayFrom, hashFrom, repeatable, reportBody, type Ticket } from './samples.ts'
import { present } from '../../present.ts'

const random = repeatable(7)
let ticket: Ticket
let fields: Record<string, unknown>
const parsers = [parseReporterEvent, parseLogEvent, parseReplyEvent, parseOverseerEvent]

beforeAll(async () => {
  ticket = await createTicketKeys(random)
  const report = createReporterEvent('report', { random, at: AT, case: ticket.case }, reportBody(ticket.reply))
  fields = JSON.parse(writeEvent(report)) as Record<string, unknown>
})

const withBody = (change: Record<string, unknown>): string =>
  JSON.stringify({ ...fields, body: { ...(fields['body'] as object), ...change } })

describe('The outside of an event', () => {
  it.each([
    ['no id', { id: undefined }],
    ['an id of another length', { id: 'AAAA' }],
    ['an id that is not canonical', { id: 'AAAAAAAAAAAAAAAAAAAAAB' }],
    ['a case of another length', { case: 'AAAA' }],
    ['a case that is a number', { case: 7 }],
    ['no time', { at: undefined }],
    ['a time with an offset', { at: '2026-11-03T09:30:00+07:00' }],
    ['a type that is no text', { type: 3 }],
    ['an endless type', { type: 'x'.repeat(65) }],
    ['a body that is a list', { body: [] }],
    ['no body', { body: undefined }],
  ])('with %s makes the event malformed', (_what, change) => {
    for (const parse of parsers) expect(parse(JSON.stringify({ ...fields, ...change }))).toBeNull()
  })

  it('nested deeper than 32 is malformed on every device alike', () => {
    const deep = (depth: number): string =>
      JSON.stringify(fields).replace('{', `{"x":${'['.repeat(depth)}${']'.repeat(depth)},`)
    expect(parseReporterEvent(deep(31))?.type).toBe('report')
    expect(parseReporterEvent(deep(32))).toBeNull()
    expect(parseReporterEvent(deep(50_000))).toBeNull()
    // Brackets in words are words.
    expect(parseReporterEvent(withBody({ words: '[{"\\'.repeat(100) }))?.type).toBe('report')
  })

  it('in a log may name as many heads as fit, each a hash: a number of them never makes it malformed', () => {
    const heads = Array.from({ length: 1400 }, () => hashFrom(random))
    const note = { ...fields, type: 'note', body: { words: 'x' } }
    expect(parseLogEvent(JSON.stringify({ ...note, heads }))).toMatchObject({ type: 'note', heads })
    expect(parseLogEvent(JSON.stringify({ ...note, heads: ['no hash'] }))).toBeNull()
  })
})

describe('The body of an event', () => {
  it('of an unknown type is kept under its name (P6.2)', () => {
    const text = JSON.stringify({ ...fields, type: 'dance', body: { steps: [1, 2] } })
    for (const parse of [parseReporterEvent, parseLogEvent, parseOverseerEvent]) {
      expect(parse(text)).toMatchObject({ type: 'unknown', name: 'dance', case: ticket.case, body: { steps: [1, 2] } })
    }
  })

  it.each([
    ['words that are no text', { words: 4 }],
    ['a danger that is no flag', { danger: 'yes' }],
    ['a reply key of another length', { reply: { address: 'AAAA', key: 'AAAA' } }],
    ['no reply', { reply: undefined }],
    ['a list of needs that is too long', { needs: Array.from({ length: 65 }, () => 'x') }],
    ['an optional field that is there and wrong', { notShowTo: 5 }],
    ['a part beyond its total', { part: [3, 2] }],
    ['a part of three numbers', { part: [1, 2, 3] }],
  ])('with %s is kept as unknown, never lost and never trusted', (_what, change) => {
    expect(parseReporterEvent(withBody(change))).toMatchObject({ type: 'unknown', name: 'report', case: ticket.case })
  })

  it('keeps codes that nobody knows yet', () => {
    const event = parseReporterEvent(withBody({ needs: ['moon_travel'], role: 'oracle', language: 'tlh' }))
    expect(event).toMatchObject({ type: 'report', body: { needs: ['moon_travel'], role: 'oracle', language: 'tlh' } })
  })

  it('is not confused by names of Object.prototype', () => {
    const text = withBody({}).replace('"body":{', '"body":{"__proto__":{"words":5},"constructor":1,"toString":2,')
    expect(parseReporterEvent(text)).toMatchObject({ type: 'report' })
    for (const type of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const odd = JSON.stringify({ ...fields, type })
      for (const parse of [parseReporterEvent, parseLogEvent])
        expect(parse(odd)).toMatchObject({ type: 'unknown', name: type })
    }
    const bare = JSON.stringify({ ...fields, type: 'withdrawal', body: {} }).replace(
      '"body":{}',
      '"body":{"__proto__":{"scope":"all"}}',
    )
    expect(parseReporterEvent(bare)).toMatchObject({ type: 'withdrawal', body: { scope: 'all' } })
    expect(({} as Record<string, unknown>)['words']).toBeUndefined()
  })

  it('of a withdrawal with a scope that nobody knows withdraws everything', () => {
    for (const scope of ['some', 5, null, {}, { consent: 5 }, { agency: 'nobody' }, ['x']]) {
      const text = JSON.stringify({ ...fields, type: 'withdrawal', body: { scope } })
      expect(parseReporterEvent(text)).toMatchObject({ type: 'withdrawal', body: { scope: 'all' } })
    }
    const text = JSON.stringify({ ...fields, type: 'withdrawal', body: { scope: { consent: 'share_with' } } })
    expect(parseReporterEvent(text)).toMatchObject({ body: { scope: { consent: 'share_with' } } })
  })

  it('to a reporter names the event before it and the agency, or is malformed', () => {
    const text = JSON.stringify({ ...fields, type: 'message', body: { words: 'x' } })
    expect(parseReplyEvent(text)).toBeNull()
  })

  it('of feedback to an overseer names the agency it is about; what has another shape is unknown, never malformed', () => {
    const common = { random, case: ticket.case }
    const agency = agencyIdOf(present(parseInboxAddress(new Uint8Array(32).fill(7))))
    const answers = [['safe', 'no'] as const, ['helped', 'partly'] as const]
    const event = createOverseerFeedback(common, dayFrom(20_800), { agency, answers, words: 'they called me at home' })
    expect(parseOverseerEvent(writeEvent(event))).toEqual(event)
    const { words: _, ...without } = event.body
    expect(parseOverseerEvent(writeEvent({ ...event, body: without } as never))).toMatchObject({ body: without })
    const odd = (body: object): string => JSON.stringify({ ...fields, type: 'feedback', body })
    const cases = [{}, { agency: 'nobody', answers }, { agency, answers: [['safe']] }, { agency, words: 5 }]
    for (const body of cases) expect(parseOverseerEvent(odd(body))).toMatchObject({ type: 'unknown', name: 'feedback' })
    // an agency's own mail says nothing to an overseer
    expect(parseOverseerEvent(JSON.stringify(fields))).toMatchObject({ type: 'unknown', name: 'report' })
  })

  it('parsers answer for any JSON and any text, and never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        for (const parse of parsers) parse(text)
      }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('report', 'taken', 'message', 'handover', 'one-time-key', 'posted', 'received', 'feedback'),
        fc.json(),
        (type, body) => {
          const text = JSON.stringify({ ...fields, case: null, type, body: JSON.parse(body) as unknown })
          for (const parse of parsers) parse(text)
        },
      ),
    )
  })
})

describe('The day of a time', () => {
  it('is that of the calendar, without one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2199, 11, 31) }), (ms) => {
        expect(dayOfTime(eventTime(ms))).toBe(dayOf(ms))
      }),
    )
  })

  it('of no date is nothing', () => {
    for (const at of [
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-01-32T00:00:00Z',
      '1969-12-31T00:00:00Z',
      '',
    ]) {
      expect(dayOfTime(at)).toBeNull()
    }
  })
})

describe('Long words', () => {
  it('are cut into pieces that give them back, none too long, no pair of surrogates torn (P6.7)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 9 }), (words, max) => {
        const pieces = cutWords(words, max)
        expect(pieces.join('')).toBe(words)
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(max)
          expect(piece).not.toMatch(/^[\uDC00-\uDFFF]/)
        }
      }),
    )
    expect(cutWords('', 5)).toEqual([''])
  })

  it('beyond 4,096 parts are refused aloud', () => {
    expect(() => cutWords('x'.repeat(4097), 1)).toThrow(RangeError)
    expect(present(cutWords('x'.repeat(4096), 1).at(-1))).toBe('x')
  })

  it('that a person could write have parts enough', () => {
    const book = 'x'.repeat(3_000_000)
    const last = cutWords(book, REPLY_PART_CHARACTERS).length
    const text = withBody({ words: '', part: [last, last] })
    expect(parseReporterEvent(text)).toMatchObject({ type: 'report', body: { part: [last, last] } })
  })
})
