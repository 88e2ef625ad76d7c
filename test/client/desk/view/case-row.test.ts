import { describe, expect, it } from 'vitest'
import type { LogRecord } from '../../../../shared/case/log-record.ts'
import { addDays, dayOf } from '../../../../shared/day.ts'
import { fits, isLate, isSilent, rowOf, sortRows } from '../../../../client/desk/view/case-row.ts'
import { caseOf, staff, taken, unknownStaff } from '../../../shared/case/records.ts'
import { TODAY } from '../../../shared/trust/world.ts'
import { body, fold, report } from '../told-case.ts'

describe('a line of the list', () => {
  it('is new until a person of the agency has done anything, and again when the person writes', () => {
    expect(rowOf(fold([report()])).isNew).toBe(true)
    const note = staff(11, 'note', { words: 'x' }, { heads: [10] })
    expect(rowOf(fold([report(), note])).isNew).toBe(false)
    const more = taken(12, 'follow-up', { words: 'More' }, { inner: 2, heads: [11] })
    expect(rowOf(fold([report(), note, more]))).toMatchObject({ isNew: true, words: 'More' })
  })

  it('shows no words where the person named somebody here who must not see them, nor where they named one later', () => {
    const guarded = { guarded: true, words: null }
    const named = taken(10, 'report', { ...body, notShowTo: 'my uncle' }, { inner: 1, replyNumber: 1 })
    expect(rowOf(fold([report()]))).toMatchObject({ guarded: false, words: 'Words' })
    expect(rowOf(fold([named]))).toMatchObject(guarded)
    const later = taken(11, 'follow-up', { words: 'More', notShowTo: 'my uncle' }, { inner: 2, heads: [10] })
    expect(rowOf(fold([report(), later]))).toMatchObject(guarded)
  })

  it('says that the person has spoken, beside the last words that they wrote', () => {
    const voice = { key: new Uint8Array(32), prefix: new Uint8Array(7), length: 1, mediaType: 'audio/webm', blobs: [] }
    const spoken = taken(12, 'follow-up', { words: '', attachments: [voice] }, { inner: 2, heads: [10] })
    expect(rowOf(fold([report()]))).toMatchObject({ words: 'Words', voice: false })
    expect(rowOf(fold([report(), spoken]))).toMatchObject({ words: 'Words', voice: true, isNew: true })
  })

  it('is not taken for read because of what a device writes by itself, or of what this desk does not know', () => {
    const received = staff(11, 'received', { report: report().taken!.hash, day: TODAY }, { heads: [10] })
    const unknown = unknownStaff(12, 'later', [11])
    expect(rowOf(fold([report(), received, unknown])).isNew).toBe(true)
  })

  it('waits from the first words that nobody has answered: a note is no answer', () => {
    const note = staff(11, 'note', { words: 'x' }, { heads: [10] })
    expect(rowOf(fold([report(), note])).waitingSince).not.toBeNull()
    const answer = staff(12, 'message', { words: 'x' }, { heads: [11], replyNumber: 2 })
    expect(rowOf(fold([report(), note, answer])).waitingSince).toBeNull()
  })

  it('waits on when the person was only told that somebody has read it', () => {
    const read = staff(11, 'status', { status: 'acknowledged' }, { heads: [10], replyNumber: 2 })
    const { waitingSince } = rowOf(fold([report()]))
    expect(rowOf(fold([report(), read]))).toMatchObject({ waitingSince, isNew: false })
    const later = staff(12, 'status', { status: 'assessing' }, { heads: [11], replyNumber: 3 })
    expect(rowOf(fold([report(), read, later])).waitingSince).toBeNull()
  })

  describe('told while danger lasts', () => {
    const calm = report(2, {}, '2026-11-01T09:30:00Z')
    const told = report(1, { danger: true })
    const read = staff(11, 'status', { status: 'acknowledged' }, { heads: [10], replyNumber: 2 })
    const words = staff(12, 'message', { words: 'Can you speak?' }, { heads: [11], replyNumber: 3 })
    const triage = staff(13, 'triage', { triage: 'low' }, { heads: [12] })
    const status = (name: string): LogRecord => staff(14, 'status', { status: name }, { heads: [12], replyNumber: 4 })
    const closed = staff(15, 'closure', { reason: 'needs_met' }, { heads: [14], replyNumber: 5 })
    const reopened = (said: string): LogRecord =>
      taken(16, 'reopening', {}, { inner: 3, heads: [15], at: said, saidAt: said })
    const isFirst = (...records: LogRecord[]): boolean => {
      const rows = [rowOf(fold([calm, ...records], 2)), rowOf(fold([calm, ...records]))]
      return sortRows(rows, 'urgent', TODAY)[0]?.pseudonym === caseOf(1)
    }

    it('stands above calm ones until a member has said how it stands: having read it or written is not that', () => {
      expect(isFirst(told)).toBe(true)
      expect(isFirst(told, read)).toBe(true)
      expect(isFirst(told, read, words)).toBe(true)
      expect(isFirst(told, read, words, status('received'))).toBe(true)
      expect(isFirst(told, read, words, triage)).toBe(false)
      for (const name of ['assessing', 'in_service', 'of_later'])
        expect(isFirst(told, read, words, status(name)), name).toBe(false)
      expect(isFirst(told, read, words, status('assessing'), closed)).toBe(false)
    })

    it('stands there again when the person writes after that, or opens it again, until that is answered and decided', () => {
      const more = taken(17, 'follow-up', { words: 'Again' }, { inner: 2, heads: [14] })
      expect(isFirst(told, read, words, status('assessing'), more)).toBe(true)
      const again = [told, read, words, status('assessing'), closed, reopened('2026-11-05T09:30:00Z')]
      expect(isFirst(...again)).toBe(true)
      const answer = staff(18, 'message', { words: 'x' }, { heads: [16], replyNumber: 6 })
      expect(isFirst(...again, answer)).toBe(true)
      const decided = staff(19, 'status', { status: 'in_service' }, { heads: [18], replyNumber: 7 })
      expect(isFirst(...again, answer, decided)).toBe(false)
    })

    it('is above calm ones although a member called it less urgent, while the person waits for an answer', () => {
      expect(isFirst(told, staff(11, 'triage', { triage: 'low' }, { heads: [10] }))).toBe(true)
    })
  })

  it('stands above others when danger lasts, then when new, then by how long it waits', () => {
    const day = (n: number): string => `2026-11-0${n}T09:30:00Z`
    const records = [
      report(1, {}, day(5)),
      report(2, {}, day(3)),
      report(3, { danger: true }, day(7)),
      report(4, {}, day(1)),
      staff(41, 'message', { words: 'x' }, { ticket: 4, heads: [40], replyNumber: 9 }),
    ]
    const rows = sortRows(
      [1, 2, 3, 4].map((ticket) => rowOf(fold(records, ticket))),
      'urgent',
      TODAY,
    )
    expect(rows.map((row) => row.pseudonym)).toEqual([3, 2, 1, 4].map(caseOf))
    const all = [1, 2, 3, 4].map((ticket) => rowOf(fold(records, ticket)))
    expect(sortRows(all, 'oldest', TODAY).map((row) => row.pseudonym)).toEqual([4, 2, 1, 3].map(caseOf))
    expect(sortRows(all, 'newest', TODAY).map((row) => row.pseudonym)).toEqual([3, 1, 2, 4].map(caseOf))
  })

  it('stands above others when a member said that it is urgent, below danger, until it has ended', () => {
    const urgent = (ticket: number, triage: string): LogRecord =>
      staff(ticket * 10 + 1, 'triage', { triage }, { ticket, heads: [ticket * 10] })
    const ended = staff(42, 'closure', { reason: 'other' }, { ticket: 4, heads: [41] })
    const records = [
      report(1),
      report(2),
      report(3, { danger: true }),
      report(4),
      urgent(2, 'high'),
      urgent(4, 'emergency'),
      ended,
    ]
    const rows = sortRows(
      [1, 2, 3, 4].map((ticket) => rowOf(fold(records, ticket))),
      'urgent',
      TODAY,
    )
    expect(rows.map((row) => row.pseudonym)).toEqual([3, 2, 1, 4].map(caseOf))
  })

  it('says when nothing was heard by the day that the person named, until they write or the case ends', () => {
    const plan = { method: 'ticket_only', ifSilent: { day: TODAY, action: 'write_to_ticket' } }
    const told = report(1, { contact: plan })
    expect(rowOf(fold([told])).silentDay).toBe(TODAY)
    expect(isSilent(rowOf(fold([told])), TODAY)).toBe(true)
    expect(isSilent(rowOf(fold([told])), addDays(TODAY, -1))).toBe(false)
    const more = (saidAt: string): LogRecord =>
      taken(12, 'follow-up', { words: 'I am well' }, { inner: 2, heads: [10], saidAt })
    expect(rowOf(fold([told, more('2026-11-04T00:00:00Z')])).silentDay).toBeNull()
    // what is asked after the report belongs to it
    expect(rowOf(fold([told, more('2026-11-03T09:40:00Z')])).silentDay).toBe(TODAY)
    const closed = staff(11, 'closure', { reason: 'needs_met' }, { heads: [10], replyNumber: 2 })
    expect(isSilent(rowOf(fold([told, closed])), TODAY)).toBe(false)
    const nothing = { method: 'ticket_only', ifSilent: { day: TODAY, action: 'nothing' } }
    expect(rowOf(fold([report(1, { contact: nothing })])).silentDay).toBeNull()
    const rows = sortRows([rowOf(fold([report(2)], 2)), rowOf(fold([told]))], 'urgent', TODAY)
    expect(rows[0]?.pseudonym).toBe(caseOf(1))
  })

  it('says when a promised day has passed and nobody has written on it or since, as the person’s app does', () => {
    const promised = staff(
      11,
      'status',
      { status: 'planned', promisedDay: dayOf(Date.parse('2026-11-05')) },
      { heads: [10], replyNumber: 2 },
    )
    const row = rowOf(fold([report(), promised]))
    expect(isLate(row, dayOf(Date.parse('2026-11-05')))).toBe(false)
    expect(isLate(row, dayOf(Date.parse('2026-11-06')))).toBe(true)
    const spoke = (at: string): LogRecord => staff(12, 'message', { words: 'x' }, { heads: [11], replyNumber: 3, at })
    expect(rowOf(fold([report(), promised, spoke('2026-11-05T08:00:00Z')])).promisedDay).toBeNull()
    expect(rowOf(fold([report(), promised, spoke('2026-11-04T08:00:00Z')])).promisedDay).not.toBeNull()
  })

  it('stays among those that wait when the person writes after the end', () => {
    const closed = staff(11, 'closure', { reason: 'needs_met' }, { heads: [10], replyNumber: 2 })
    const more = taken(12, 'follow-up', { words: 'More' }, { inner: 2, heads: [11] })
    const row = rowOf(fold([report(), closed, more]))
    expect([fits(row, 'open'), fits(row, 'waiting'), fits(row, 'ended')]).toEqual([false, true, true])
  })
})
