/** What members may decide about a withdrawal, and when: P6.8, P9.50. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../../shared/case/case.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import type { EnvelopeName } from '../../../shared/case/names.ts'
import { first, only } from './folding.ts'
import { hash, innerHash, replyId, staff, taken, type TakenOptions } from './records.ts'

/** `taken` of records.ts says this day, the third of November: seven days later it may be decided. */
const SIXTH = '2026-11-09T23:59:59Z'
const SEVENTH = '2026-11-10T00:00:00Z'

const withdrawn = (options: Partial<TakenOptions> = {}): LogRecord =>
  taken(2, 'withdrawal', { scope: 'all' }, { inner: 2, heads: [1], ...options })
const goOn = (number: number, heads: number[], saidAt: string): LogRecord =>
  taken(number, 'reopening', {}, { inner: number, heads, saidAt })
const entry = replyId(77)
const erasure = (number: number, at: string, heads: number[], entries: EnvelopeName[] = [entry]): LogRecord =>
  staff(number, 'erasure', { withdrawal: innerHash(2), entries }, { heads, at })

describe('Closing because the person asked to stop', () => {
  const asked = (at: string, heads: number[]): LogRecord =>
    staff(3, 'closure', { reason: 'person_asked_to_stop' }, { heads, at })

  it('decides nothing before seven days have passed since the withdrawal was taken in', () => {
    expect(only(first, withdrawn(), asked(SIXTH, [2]))).toMatchObject({ status: 'received', tooEarly: [hash(3)] })
    expect(only(first, withdrawn(), asked(SEVENTH, [2]))).toMatchObject({ status: 'closed', tooEarly: [] })
  })

  it('is still shown, and other reasons count at any time', () => {
    const early = only(first, withdrawn(), asked(SIXTH, [2]))
    expect(early.timeline).toHaveLength(3)
    const other = staff(3, 'closure', { reason: 'needs_met' }, { heads: [2], at: SIXTH })
    expect(only(first, withdrawn(), other).status).toBe('closed')
  })

  it('waits for the last of several withdrawals, also behind other events', () => {
    const again = taken(3, 'withdrawal', { scope: 'all' }, { inner: 3, heads: [2], at: '2026-11-05T09:30:00Z' })
    const note = staff(4, 'note', { words: 'x' }, { heads: [3] })
    const closing = staff(5, 'closure', { reason: 'person_asked_to_stop' }, { heads: [4], at: SEVENTH })
    expect(only(first, withdrawn(), again, note, closing).tooEarly).toEqual([hash(5)])
  })

  it('counts where its author did not know of the withdrawal, or a member had lifted it', () => {
    expect(only(first, withdrawn(), asked(SIXTH, [1])).tooEarly).toEqual([])
    const lifted = staff(4, 'reopening', {}, { heads: [2] })
    const closing = staff(3, 'closure', { reason: 'person_asked_to_stop' }, { heads: [4], at: SIXTH })
    expect(only(first, withdrawn(), lifted, closing).status).toBe('closed')
  })
})

describe('An erasure', () => {
  const erased = (...records: LogRecord[]): Case['erased'] => only(first, ...records).erased

  it('holds from the seventh day on and ends the case', () => {
    expect(erased(withdrawn(), erasure(3, SIXTH, [2]))).toBeNull()
    const case_ = only(first, withdrawn(), erasure(3, SEVENTH, [2]))
    expect(case_.erased).toEqual({ withdrawal: innerHash(2), by: [hash(3)], entries: [entry] })
    expect(case_).toMatchObject({ status: 'closed', closureReason: 'person_asked_to_stop' })
  })

  it('does not hold without a withdrawal of everything that can be read', () => {
    expect(erased(erasure(3, SEVENTH, [1]))).toBeNull()
    const part = taken(2, 'withdrawal', { scope: { consent: 'contact_me' } }, { inner: 2, heads: [1] })
    expect(erased(part, erasure(3, SEVENTH, [2]))).toBeNull()
    const odd = taken(2, 'unknown', { name: 'withdrawal' }, { inner: 2, heads: [1] })
    expect(erased(odd, erasure(3, SEVENTH, [2]))).toBeNull()
  })

  it('does not hold once the person took it back, whatever was taken in first', () => {
    expect(erased(withdrawn(), goOn(4, [2], '2026-11-04T09:30:00Z'), erasure(3, SEVENTH, [4]))).toBeNull()
    // Said before, by the phone's clock, and taken in after: which came last cannot be told.
    expect(erased(withdrawn(), goOn(4, [2], '2026-11-01T09:30:00Z'), erasure(3, SEVENTH, [4]))).toBeNull()
    // Nobody who decided knew of it, and it does not come after.
    expect(erased(withdrawn(), goOn(4, [2], '2026-11-04T09:30:00Z'), erasure(3, SEVENTH, [2]))).toBeNull()
    const before = goOn(4, [1], '2026-11-01T09:30:00Z')
    expect(erased(before, withdrawn({ heads: [4] }), erasure(3, SEVENTH, [2]))).not.toBeNull()
  })

  it('does not hold where a member had lifted the withdrawal before', () => {
    const lifted = staff(4, 'reopening', {}, { heads: [2] })
    expect(erased(withdrawn(), lifted, erasure(3, SEVENTH, [4]))).toBeNull()
    expect(erased(withdrawn(), lifted, erasure(3, SEVENTH, [2]))).toBeNull()
  })

  it('stays what it is, whatever comes after it', () => {
    const decided = [withdrawn(), erasure(3, SEVENTH, [2])]
    expect(erased(...decided, goOn(4, [3], '2026-11-20T09:30:00Z'))).not.toBeNull()
    const again = staff(4, 'reopening', {}, { heads: [3] })
    const case_ = only(first, ...decided, again)
    expect(case_).toMatchObject({ status: 'reopened', contactStopped: false })
    expect(case_.erased).not.toBeNull()
  })

  it('leaves a case that knows who asked and who decided, without gaps, when all else is gone', () => {
    const case_ = only(withdrawn(), erasure(3, SEVENTH, [2, 9]))
    expect(case_).toMatchObject({ told: null, gaps: [], status: 'closed' })
    expect(case_.timeline.map(({ event }) => event.type)).toEqual(['withdrawal', 'erasure'])
  })

  it('of many entries is several events, each of which counts', () => {
    const [a, b] = [replyId(1), replyId(2)]
    const one = erasure(3, SEVENTH, [2], [a])
    expect(erased(withdrawn(), one, erasure(4, SEVENTH, [3], [b]))?.entries).toEqual([a, b])
  })
})
