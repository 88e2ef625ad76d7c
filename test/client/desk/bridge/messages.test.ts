import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAsk, parseTold } from '../../../../client/desk/bridge/messages.ts'
import { newsOf, piecesOf, withNews, type ScreenState } from '../../../../client/desk/view/screen-state.ts'
import { isSame } from '../../../../client/desk/view/same.ts'
import { pseudonymName } from '../../../../shared/case/names.ts'
import { TODAY } from '../../../shared/trust/world.ts'

const pseudonym = pseudonymName(new Uint8Array(32))

describe('a message of the page', () => {
  it.each([
    { id: 1, verb: 'desks', input: { isNew: true, marked: false } },
    { id: 2, verb: 'link', input: { fragment: '#join=x' } },
    { id: 3, verb: 'link', input: { fragment: null } },
    { id: 4, verb: 'unlock', input: { id: 'x', passphrase: 'y' } },
    { id: 5, verb: 'look', input: { pseudonym } },
    { id: 6, verb: 'look', input: { pseudonym: null } },
    { id: 7, verb: 'act', input: { pseudonym, act: { kind: 'message', words: 'x' } } },
    { id: 8, verb: 'act', input: { pseudonym, act: { kind: 'status', status: 'planned', promisedDay: TODAY } } },
    { id: 9, verb: 'act', input: { pseudonym, act: { kind: 'closure', reason: 'other', words: 'x' } } },
    { id: 10, verb: 'act', input: { pseudonym, act: { kind: 'reopening' } } },
    { id: 12, verb: 'remove-desk', input: { evenWaiting: false } },
    { id: 13, verb: 'trust-browser', input: null },
    { id: 14, verb: 'write-down', input: { changes: new Map([['x', null]]), place: { kind: 'team' } } },
    { id: 11, verb: 'invite', input: { label: 'x', roles: ['caseworker'] } },
    { id: 12, verb: 'replace', input: { remove: null } },
    { id: 13, verb: 'replace', input: { remove: pseudonym } },
    { id: 14, verb: 'recover', input: { words: 'x y' } },
    { id: 15, verb: 'tryKit', input: { id: 'x', words: 'x y' } },
    { id: 16, verb: 'unlockByKit', input: { passphrase: 'x' } },
    { id: 17, verb: 'draftKit', input: null },
    { id: 18, verb: 'keepKit', input: { typed: ['x', 'y'] } },
  ])('is read as it was written: $verb', (ask) => expect(parseAsk(structuredClone(ask))).toEqual(ask))

  it.each([
    null,
    {},
    { id: '1', verb: 'desks', input: null },
    { id: 1, verb: 'desks', input: null },
    { id: 1, verb: 'write-down', input: { changes: new Map([['x', { words: 3 }]]), place: null } },
    { id: 1, verb: 'toString', input: null },
    { id: 1, verb: 'unlock', input: { id: 'x' } },
    { id: 1, verb: 'unlock', input: { id: 'x', passphrase: new Uint8Array(3) } },
    { id: 1, verb: 'act', input: { pseudonym: 'short', act: { kind: 'message', words: 'x' } } },
    { id: 1, verb: 'act', input: { pseudonym, act: { kind: 'message' } } },
    { id: 1, verb: 'act', input: { pseudonym, act: { kind: 'erase', words: 'x' } } },
    { id: 1, verb: 'invite', input: { label: 'x', roles: 'caseworker' } },
    { id: 1, verb: 'replace', input: { remove: 'short' } },
    { id: 1, verb: 'replace', input: {} },
    { id: 1, verb: 'recover', input: {} },
    { id: 1, verb: 'tryKit', input: { words: 'x' } },
    { id: 1, verb: 'unlockByKit', input: { passphrase: 7 } },
    { id: 1, verb: 'keepKit', input: { typed: ['x', 7] } },
  ])('is refused when it is none: %o', (message) => expect(parseAsk(message)).toBeNull())

  it('of any shape never makes the other end throw', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        parseAsk(data)
        parseTold(data)
      }),
    )
  })
})

describe('news', () => {
  const row = fc.record({ pseudonym: fc.constantFrom('a', 'b', 'c', 'd'), status: fc.constantFrom('new', 'closed') })
  const state = fc.record({
    rows: fc.array(row).map((rows) => new Map(rows.map((one) => [one.pseudonym, one]))),
    busy: fc.boolean(),
    members: fc.array(fc.record({ label: fc.constantFrom('x', 'y') }), { maxLength: 3 }),
    opened: fc.option(fc.record({ of: row })),
  }) as unknown as fc.Arbitrary<ScreenState>

  it('lead from any state to any other, and are none where nothing differs', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1 }), (states) => {
        let told: ScreenState | null = null
        let before: ScreenState | null = null
        for (const now of states) {
          const news = newsOf(before, now)
          expect(news === null).toBe(before !== null && isSame(before, now))
          for (const piece of news === null ? [] : piecesOf(news)) told = withNews(told, structuredClone(piece))
          before = now
          expect(told).toEqual(now)
        }
      }),
    )
  })

  it('of ten thousand cases come in pieces that together say it all', () => {
    const rows = new Map(Array.from({ length: 10_000 }, (_, n) => [`${n}`, { pseudonym: `${n}` }]))
    const now = { rows, busy: false, opened: null } as unknown as ScreenState
    const pieces = piecesOf(newsOf(null, now)!)
    expect(pieces.length).toBeGreaterThan(1)
    expect(Math.max(...pieces.map((piece) => piece.rows.length))).toBeLessThanOrEqual(2000)
    expect(pieces.reduce<ScreenState | null>(withNews, null)).toEqual(now)
  })
})
