import { describe, expect, it } from 'vitest'
import type { WithdrawalScope } from '../../../shared/case/reporter-event.ts'
import { agencyIdOf, parseInboxAddress, type AgencyId } from '../../../shared/wire/address.ts'
import type { Case } from '../../../shared/case/case.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { first, general, only, report } from './folding.ts'
import { device, hash, incarnation, innerHash, replyHash, posted, replyId, staff, taken } from './records.ts'
import { present } from '../../present.ts'

describe('Status', () => {
  const status = (number: number, code: string, heads: number[], by = 1): LogRecord =>
    staff(number, 'status', { status: code }, { heads, by })

  it('is the last that was set', () => {
    expect(only(first, status(2, 'acknowledged', [1]), status(3, 'assessing', [2]))).toMatchObject({
      status: 'assessing',
      statusFrom: [hash(3)],
    })
  })

  it('is the last also where notes stand in between', () => {
    const note = staff(3, 'note', { words: 'x' }, { heads: [2] })
    const late = status(4, 'planned', [3])
    expect(only(first, status(2, 'assessing', [1]), note, late).statusFrom).toEqual([hash(4)])
  })

  it('set twice at the same time: open wins over ended, and both are shown (P6.8)', () => {
    const closed = staff(3, 'closure', { reason: 'lost_contact' }, { heads: [1], by: 2 })
    const case_ = only(first, status(2, 'assessing', [1]), closed)
    expect(case_).toMatchObject({ status: 'assessing', statusFrom: [hash(2), hash(3)], closureReason: null })
    expect(case_.timeline).toHaveLength(3)
  })

  it('set twice at the same time, both open: the last in the order', () => {
    expect(only(first, status(2, 'assessing', [1]), status(3, 'planned', [1], 2)).status).toBe('planned')
  })

  it('is settled by an event that knew both', () => {
    const closed = staff(3, 'closure', { reason: 'lost_contact' }, { heads: [1], by: 2 })
    const case_ = only(first, status(2, 'assessing', [1]), closed, status(4, 'not_for_us', [2, 3]))
    expect(case_).toMatchObject({ status: 'not_for_us', statusFrom: [hash(4)] })
  })

  it('closed says why; the reporter’s reopening opens it again', () => {
    const closed = staff(2, 'closure', { reason: 'needs_met' }, { heads: [1] })
    expect(only(first, closed)).toMatchObject({ status: 'closed', closureReason: 'needs_met' })
    const reopened = taken(3, 'reopening', { words: 'it is not over' }, { inner: 3, heads: [2] })
    expect(only(first, closed, reopened)).toMatchObject({ status: 'reopened', closureReason: null })
  })

  it('is not moved by a late second taking in of a reopening that was dealt with', () => {
    const reopening = (number: number): LogRecord =>
      taken(number, 'reopening', {}, { inner: 3, heads: [1], by: number })
    const closed = staff(4, 'closure', { reason: 'needs_met' }, { heads: [2] })
    expect(only(first, reopening(2), closed, reopening(3)).status).toBe('closed')
  })

  it('keeps a code that is newer than this program', () => {
    expect(only(first, status(2, 'orbiting', [1])).status).toBe('orbiting')
  })

  it('leaves urgency to the most urgent of two at once, and the assignment to the last', () => {
    const triage = (number: number, code: string, heads: number[]): LogRecord =>
      staff(number, 'triage', { triage: code }, { heads })
    expect(only(first, triage(2, 'emergency', [1]), triage(3, 'low', [1])).triage).toBe('emergency')
    expect(only(first, triage(2, 'emergency', [1]), triage(3, 'low', [2])).triage).toBe('low')
    const assign = (number: number, to: number | null, heads: number[]): LogRecord =>
      staff(number, 'assignment', { to: to === null ? null : device(to) }, { heads })
    expect(only(first, assign(2, 1, [1]), assign(3, 2, [2])).assigned).toBe(device(2))
    expect(only(first, assign(2, 1, [1]), assign(3, null, [2])).assigned).toBeNull()
  })
})

describe('A withdrawal', () => {
  const withdrawal = (number: number, inner: number, heads: number[]): LogRecord =>
    taken(number, 'withdrawal', { scope: 'all' }, { inner, heads })

  it('stops contact and sharing at once and leaves the status and the words', () => {
    const case_ = only(first, staff(2, 'status', { status: 'planned' }, { heads: [1] }), withdrawal(3, 3, [1]))
    expect(case_).toMatchObject({ status: 'planned', contactStopped: true, sharingStopped: true, consents: [] })
    expect(case_.said).toHaveLength(1)
  })

  it('is lifted by a member’s reopening after it, by no reopening of the reporter and by none at the same time', () => {
    const byReporter = taken(3, 'reopening', {}, { inner: 3, heads: [2] })
    expect(only(first, withdrawal(2, 2, [1]), byReporter)).toMatchObject({ status: 'reopened', contactStopped: true })
    const atOnce = staff(3, 'reopening', {}, { heads: [1] })
    expect(only(first, withdrawal(2, 2, [1]), atOnce).contactStopped).toBe(true)
    const after = staff(3, 'reopening', {}, { heads: [2] })
    expect(only(first, withdrawal(2, 2, [1]), after)).toMatchObject({
      contactStopped: false,
      withdrawals: [{ lifted: true }],
    })
  })

  it('of one consent stops what stands on it', () => {
    const of = (consent: string): Case =>
      only(first, taken(2, 'withdrawal', { scope: { consent } }, { inner: 2, heads: [1] }))
    expect(of('contact_me')).toMatchObject({
      contactStopped: true,
      sharingStopped: false,
      consents: [general('get_help')],
    })
    expect(of('share_with')).toMatchObject({ contactStopped: false, sharingStopped: true })
    expect(of('get_help')).toMatchObject({ contactStopped: true, sharingStopped: true })
    expect(of('anonymous_statistics')).toMatchObject({ contactStopped: false, sharingStopped: false })
  })

  it('that cannot be read stops everything', () => {
    const odd = taken(2, 'unknown', { name: 'withdrawal' }, { inner: 2, heads: [1] })
    expect(only(first, odd)).toMatchObject({ contactStopped: true, sharingStopped: true })
  })
})

describe('A consent', () => {
  const [b, c] = [1, 2].map((number) => agencyIdOf(present(parseInboxAddress(new Uint8Array(32).fill(number)))))
  const share = (number: number, given: boolean, agency: AgencyId | undefined): LogRecord => {
    const body = { consent: 'share_with', given, ...(agency === undefined ? {} : { agency }) }
    return taken(number, 'consent', body, { inner: number, heads: [number - 1] })
  }
  const shared = (...records: LogRecord[]): readonly (AgencyId | null)[] =>
    only(first, ...records)
      .consents.filter(({ consent }) => consent === 'share_with')
      .map(({ agency }) => agency)

  it('to share with one agency is no consent to share with another', () => {
    expect(shared(share(2, true, b))).toEqual([b])
    expect(shared(share(2, true, b), share(3, true, c))).toEqual([b, c])
  })

  it('taken back for one agency stays for the other, and is no longer one for everybody', () => {
    expect(shared(share(2, true, b), share(3, true, c), share(4, false, b))).toEqual([c])
    expect(shared(share(2, true, undefined), share(3, true, c), share(4, false, b))).toEqual([c])
  })

  it('taken back without an agency is taken back for all', () => {
    expect(shared(share(2, true, b), share(3, true, undefined), share(4, false, undefined))).toEqual([])
  })

  it('falls with the withdrawal of what it is for: everything, that consent, or that agency', () => {
    const withdrawal = (scope: WithdrawalScope): LogRecord =>
      taken(4, 'withdrawal', { scope }, { inner: 4, heads: [3] })
    const given = [share(2, true, b), share(3, true, c)]
    expect(shared(...given, withdrawal('all'))).toEqual([])
    expect(shared(...given, withdrawal({ consent: 'share_with' }))).toEqual([])
    expect(shared(...given, withdrawal({ consent: 'contact_me' }))).toEqual([b, c])
    expect(shared(...given, withdrawal({ agency: present(b) }))).toEqual([c])
    expect(shared(share(3, true, undefined), withdrawal({ agency: present(b) }))).toEqual([])
  })
})

describe('A reply in the log', () => {
  it('is pending until a member has logged it as posted', () => {
    const said = staff(2, 'message', { words: 'come at nine' }, { heads: [1], replyNumber: 2 })
    const case_ = only(first, said, posted(3, [1]))
    expect(case_.replies).toMatchObject([
      { id: replyId(1), posted: true, by: hash(1) },
      { id: replyId(2), posted: false, by: hash(2) },
    ])
    expect(only(first, said, posted(3, [1]), posted(4, [2])).replies.every((reply) => reply.posted)).toBe(true)
  })

  it('says in which incarnations of the log it was posted: after a restore it is pending again (P9.29)', () => {
    const replies = (...said: LogRecord[]): Case['replies'] => only(first, ...said).replies
    expect(replies(posted(3, [1], 1, 2), posted(4, [1], 2, 1), posted(5, [1], 1, 2))).toMatchObject([
      { posted: true, postedIn: [incarnation(1), incarnation(2)] },
    ])
    expect(replies(posted(3, [2], 1, 2))).toMatchObject([{ posted: false, postedIn: [] }])
  })

  it('is what the next event to the reporter comes after', () => {
    expect(only(taken(1, 'report', report, { inner: 1 })).previous).toBeNull()
    expect(only(first).previous).toBe(replyHash(1))
    const said = staff(2, 'message', { words: 'x' }, { heads: [1], replyNumber: 2 })
    const quiet = staff(3, 'note', { words: 'x' }, { heads: [2] })
    expect(only(first, said, quiet).previous).toBe(replyHash(2))
  })

  it('is missing for a report that was taken in without room for it, until a received event brings it', () => {
    const bare = taken(1, 'report', report, { inner: 1 })
    expect(only(bare).unanswered).toEqual([innerHash(1)])
    const received = staff(
      2,
      'received',
      { report: innerHash(1), day: present(only(bare).receivedDay) },
      { heads: [1], replyNumber: 1 },
    )
    expect(only(bare, received).unanswered).toEqual([])
    expect(only(first).unanswered).toEqual([])
  })
})
