import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, mayFollow, type Place } from '../../../server/documents/succession.ts'
import { addDays } from '../../../shared/day.ts'
import { EPOCH_ZERO_DAY, SHEET_VERSIONS_PER_DAY } from '../../../shared/protocol.ts'
import type { DocumentKind } from '../../../shared/wire/documents.ts'
import { TODAY, day } from '../../shared/trust/world.ts'
import { filled } from '../mailboxes/contract-fixture.ts'

const hash = (version: number): Uint8Array<ArrayBuffer> => filled(32, version % 251)
const place = (version: number, change: Partial<Place> = {}): Place => {
  return { version, hash: hash(version), issuedDay: TODAY, chain: 1, ...change }
}
const next = (version: number, change: Partial<Candidate> = {}): Candidate => {
  return { ...place(version), previous: version === 1 ? null : hash(version - 1), ...change }
}
const kinds: readonly DocumentKind[] = ['directory', 'member-sheet', 'intake-sheet']
const strong = kinds.slice(0, 2)
const other = filled(32, 255)

describe('a document takes the place (P8.8)', () => {
  it.each(kinds)('of the one before, if it names it: %s', (kind) => {
    expect(mayFollow(kind, next(1), null)).toBe(true)
    expect(mayFollow(kind, next(8), place(7))).toBe(true)
    expect(mayFollow(kind, next(8, { previous: other }), place(7))).toBe(false)
  })

  it.each(kinds)('never of one of its own version or a later one: %s', (kind) => {
    for (const version of [7, 8, 9, 0xffffffff]) {
      expect(mayFollow(kind, next(7, { issuedDay: addDays(TODAY, 900) }), place(version))).toBe(false)
    }
  })

  it.each(strong)('of any earlier one, as after a restore, where roots or the agency signed it: %s', (kind) => {
    expect(mayFollow(kind, next(9), place(7))).toBe(true)
    expect(mayFollow(kind, next(900, { previous: other }), place(7))).toBe(true)
    expect(mayFollow(kind, next(900), null)).toBe(true)
  })

  it('of any earlier directory, whatever its version', () => {
    expect(mayFollow('directory', next(0xffffffff, { previous: other }), place(7))).toBe(true)
  })

  it('of no sheet with a version that there cannot have been by its day: none would fit after the highest', () => {
    const most = 1 + (TODAY + 1 - EPOCH_ZERO_DAY) * SHEET_VERSIONS_PER_DAY
    for (const stored of [place(7), null]) {
      expect(mayFollow('member-sheet', next(most), stored)).toBe(true)
      expect(mayFollow('member-sheet', next(most + 1), stored)).toBe(false)
      expect(mayFollow('member-sheet', next(0xffffffff), stored)).toBe(false)
    }
    // a member who dates sheets to and fro
    const early = place(most, { issuedDay: addDays(TODAY, -60) })
    expect(mayFollow('intake-sheet', next(most + 60 * SHEET_VERSIONS_PER_DAY), early)).toBe(false)
    // one after the other fits always
    expect(mayFollow('member-sheet', next(most + 1), place(most))).toBe(true)
  })

  it('of an earlier intake sheet only by as many versions as the days between them give', () => {
    const after = (days: number, version: number): boolean =>
      mayFollow('intake-sheet', next(version, { issuedDay: addDays(TODAY, days) }), place(7))
    expect(after(0, 9)).toBe(false)
    expect(after(-3, 9)).toBe(false)
    expect(after(1, 9)).toBe(true)
    expect(after(1, 8 + SHEET_VERSIONS_PER_DAY)).toBe(true)
    expect(after(1, 9 + SHEET_VERSIONS_PER_DAY)).toBe(false)
    expect(after(20, 8 + 20 * SHEET_VERSIONS_PER_DAY)).toBe(true)
  })

  it('of nothing, with a version that there can have been by its day', () => {
    const first = (days: number, version: number): boolean =>
      mayFollow('intake-sheet', next(version, { issuedDay: day(EPOCH_ZERO_DAY + days) }), null)
    expect(first(0, 1)).toBe(true)
    expect(first(0, 2)).toBe(false)
    expect(first(10, 1 + 10 * SHEET_VERSIONS_PER_DAY)).toBe(true)
    expect(first(10, 2 + 10 * SHEET_VERSIONS_PER_DAY)).toBe(false)
  })

  it('of an intake sheet of an earlier chain from its first version on, whatever was blocked', () => {
    const blocked = place(0xffffffff)
    expect(mayFollow('intake-sheet', next(1, { chain: 2 }), blocked)).toBe(true)
    expect(mayFollow('intake-sheet', next(2, { chain: 2 }), blocked)).toBe(false)
    expect(mayFollow('intake-sheet', next(2, { chain: 2, issuedDay: addDays(TODAY, 1) }), blocked)).toBe(true)
    expect(mayFollow('intake-sheet', next(1, { chain: 1 }), place(9, { chain: 2 }))).toBe(false)
    expect(mayFollow('intake-sheet', next(10, { chain: 1 }), place(9, { chain: 2 }))).toBe(false)
  })

  it('so that nobody can bring an intake sheet near the last version within a lifetime', () => {
    const days = fc.integer({ min: 0, max: 100 * 365 })
    fc.assert(
      fc.property(days, fc.nat(0xffffffff), (between, version) => {
        const jump = next(version, { issuedDay: addDays(TODAY, between), previous: other })
        expect(version < 3_000_000 || !mayFollow('intake-sheet', jump, place(7))).toBe(true)
      }),
    )
  })
})
