import { describe, expect, it } from 'vitest'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { first, fold, general, only, report } from './folding.ts'
import { caseOf, device, hash, innerHash, posted, recordEvent, replyId, staff, taken, unknownStaff } from './records.ts'

describe('A case', () => {
  it('begins with the report: received, with what it told', () => {
    const case_ = only(first)
    expect(case_).toMatchObject({
      pseudonym: caseOf(1),
      status: 'received',
      closureReason: null,
      triage: null,
      assigned: null,
    })
    expect(case_.told).toEqual({
      issues: report.issues,
      needs: report.needs,
      area: 'bangkok',
      role: 'self',
      danger: true,
      language: 'th',
      notShowTo: ['the head of the office'],
    })
    expect(case_.contact).toEqual(report.contact)
    expect(case_.consents).toEqual([general('contact_me'), general('get_help')])
    expect(case_.receivedDay).toBe(20_760)
    expect(case_.replyTo).toEqual(report.reply)
    expect(case_.heads).toEqual([hash(1)])
    expect(case_.said).toMatchObject([{ by: 'reporter', words: report.words, missingParts: 0 }])
  })

  it('has the words of the person’s feedback among what was said, a member’s record of it not', () => {
    const answers = [['helped', 'yes'] as const]
    const said = taken(2, 'feedback', { answers, words: 'you were kind' }, { inner: 2, heads: [1] })
    const silent = taken(3, 'feedback', { answers }, { inner: 3, heads: [2] })
    const kept = recordEvent(4, 'feedback', { words: 'by telephone' }, [3])
    const case_ = only(first, said, silent, kept)
    expect(case_.said.slice(1)).toMatchObject([{ by: 'reporter', type: 'feedback', words: 'you were kind' }])
    expect(case_.timeline).toHaveLength(4)
  })

  it('keeps a follow-up that comes before its report', () => {
    const early = taken(2, 'follow-up', { words: 'more' }, { inner: 2 })
    expect(only(early)).toMatchObject({ told: null, status: 'received', replyTo: null })
    expect(
      only(early, first)
        .said.map(({ words }) => words)
        .sort(),
    ).toEqual([report.words, 'more'].sort())
  })

  it('has from follow-ups what was told after the report, in whatever order they come, and whom not to show it to from all', () => {
    const about = { issues: ['pregnancy'], role: 'guardian', lifeStage: 'adolescent_10_19', wishes: ['woman'] } as const
    const place = { district: 'อำเภอเมือง', answerLanguage: 'my' } as const
    const other = { knows: 'no', reach: 'at school, after three', ...place, notShowTo: 'my aunt' } as const
    const more = [
      taken(2, 'follow-up', { words: '', ...about }, { inner: 2 }),
      taken(3, 'follow-up', { words: '', ...other }, { inner: 3, heads: [2] }),
    ]
    const told = { ...about, ...other, danger: true, area: 'bangkok' }
    for (const records of [
      [first, ...more],
      [...more, first],
    ])
      expect(only(...records).told).toMatchObject({
        ...told,
        notShowTo: expect.arrayContaining(['the head of the office', 'my aunt']) as unknown,
      })
    // the last one counts; what it does not speak of stays
    const again = taken(4, 'follow-up', { words: '', role: 'self', wishes: [] }, { inner: 4, heads: [1, 3] })
    const { told: last } = only(first, ...more, again)
    expect(last).toMatchObject({ issues: ['pregnancy'], knows: 'no', role: 'self', wishes: [] })
  })

  it('counts a reporter’s event once that was taken in twice, and keeps both answers', () => {
    const again = taken(2, 'report', report, { inner: 1, by: 2, replyNumber: 2 })
    const case_ = only(first, again)
    expect(case_.timeline).toHaveLength(1)
    expect(case_.timeline[0]).toMatchObject({ by: 'reporter', taken: [hash(1), hash(2)] })
    expect(case_.replies.map(({ id }) => id)).toEqual([replyId(1), replyId(2)])
  })

  it('shows a head that is not there as a gap', () => {
    expect(only(first, staff(2, 'note', { words: 'x' }, { heads: [1, 77] })).gaps).toEqual([
      { missing: hash(77), namedBy: hash(2) },
    ])
  })

  it('keeps what it does not know and what only the desk knows', () => {
    const case_ = only(first, unknownStaff(2, 'dance', [1]), recordEvent(3, 'plan', { goal: 'safe' }, [2]))
    expect(case_.timeline.map(({ event }) => event.type)).toEqual(['report', 'unknown', 'plan'])
    expect(case_.heads).toEqual([hash(3)])
  })

  it('orders by what was known and not by hash, number or time', () => {
    const case_ = only(
      taken(9, 'report', report, { inner: 1 }),
      staff(5, 'note', { words: 'second' }, { heads: [9] }),
      staff(1, 'note', { words: 'third' }, { heads: [5] }),
      staff(3, 'note', { words: 'at the same time as third' }, { heads: [5], by: 2 }),
    )
    expect(case_.timeline.map(({ hash: name }) => name)).toEqual([innerHash(1), hash(5), hash(1), hash(3)])
    expect(case_.heads).toEqual([hash(1), hash(3)])
  })

  it('takes next, of what is free, the one whose hash is first: also one that was freed just now', () => {
    const notes = [
      taken(8, 'report', report, { inner: 1 }),
      staff(9, 'note', { words: 'x' }, { heads: [8] }),
      staff(7, 'note', { words: 'x' }, { heads: [9] }),
      staff(11, 'note', { words: 'x' }, { heads: [8] }),
      staff(10, 'note', { words: 'x' }, { heads: [7] }),
    ]
    const order = only(...notes).timeline.map(({ hash: name }) => name)
    expect(order).toEqual([innerHash(1), hash(9), hash(7), hash(10), hash(11)])
  })

  it('joins the parts of one text and says how many are missing (P6.7)', () => {
    const part = (number: number, inner: number, text: string): LogRecord =>
      taken(number, 'follow-up', { words: text, part: [inner - 1, 3] }, { inner, id: 1 })
    const long = taken(1, 'report', { ...report, words: 'one ', part: [1, 3] }, { inner: 1, id: 1 })
    expect(only(long, part(4, 4, 'three'), part(3, 3, 'two ')).said).toMatchObject([
      { words: 'one two three', missingParts: 0 },
    ])
    expect(only(long, part(4, 4, 'three')).said).toMatchObject([{ words: 'one three', missingParts: 1 }])
  })
})

describe('Authors', () => {
  it('who are not on the member sheet change nothing and are kept aside', () => {
    const stranger = staff(2, 'closure', { reason: 'other' }, { by: 9, heads: [1] })
    const { cases, aside } = fold(first, stranger, posted(3, [1], 9))
    expect(cases.get(caseOf(1))).toMatchObject({ status: 'received', timeline: { length: 1 } })
    expect(cases.get(caseOf(1))?.replies[0]?.posted).toBe(false)
    expect(aside).toEqual([
      { record: stranger, reason: 'unknown-author' },
      { record: posted(3, [1], 9), reason: 'unknown-author' },
    ])
  })

  it('who were members once are believed and marked', () => {
    const case_ = only(first, staff(2, 'status', { status: 'assessing' }, { by: 5, heads: [1] }))
    expect(case_).toMatchObject({ status: 'assessing' })
    expect(case_.timeline[1]).toMatchObject({ standing: 'former', author: device(5) })
  })

  it('of a reporter’s event must hold the key of that case (P6.3)', () => {
    const forged = taken(2, 'withdrawal', { scope: 'all' }, { inner: 2, ticket: 1, key: 2 })
    const { cases, aside } = fold(first, forged)
    expect(cases.get(caseOf(1))).toMatchObject({ withdrawals: [], timeline: { length: 1 } })
    expect(cases.size).toBe(1)
    expect(aside).toEqual([{ record: forged, reason: 'unknown-ticket' }])
  })

  it('of a frame that does not hold is kept aside', () => {
    const bad = { ...first, taken: null }
    expect(fold(bad)).toMatchObject({ cases: new Map(), aside: [{ reason: 'bad-frame' }] })
    expect(fold(unknownStaff(4, 'x', [], false)).aside).toMatchObject([{ reason: 'no-case' }])
  })
})
