import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case } from '../../../shared/case/case.ts'
import { pseudonymName } from '../../../shared/case/names.ts'
import { foldCases } from '../../../shared/case/fold.ts'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { addDays, dayOf, type Day } from '../../../shared/day.ts'
import { words as reporter } from '../../../client/words/reporter.en.ts'
import { words as en } from '../../../client/words/desk.en.ts'
import { words as th } from '../../../client/words/desk.th.ts'
import { EMPTY_DRAFT } from '../../../client/desk/drafts/draft.ts'
import { actOf } from '../../../client/desk/screens/act-form.tsx'
import { fits, isLate, isSilent, rowOf, sortRows } from '../../../client/desk/view/case-row.ts'
import { hasEarlierPlan } from '../../../client/desk/view/earlier-plan.ts'
import { consentsBy } from '../../../client/desk/view/of-another.ts'
import { finds } from '../../../client/desk/view/find-rows.ts'
import { strengthOf } from '../../../client/desk/view/passphrase-strength.ts'
import { readerLines } from '../../../client/desk/view/reader-lines.ts'
import { shortName } from '../../../client/desk/view/short-name.ts'
import { shownWithdrawal } from '../../../client/desk/view/withdrawal.ts'
import { WITHDRAWAL_DAYS } from '../../../shared/protocol.ts'
import { caseOf, replyTo, staff, standingOf, taken, unknownStaff } from '../../shared/case/records.ts'
import { TODAY } from '../../shared/trust/world.ts'

const body = {
  issues: [],
  needs: ['shelter'],
  area: 'lamphun',
  words: 'Words',
  role: 'self',
  danger: false,
  language: 'th',
  contact: { method: 'ticket_only' } as ContactPlan,
  consents: [] as string[],
  reply: replyTo(1),
}

function fold(records: readonly LogRecord[], ticket = 1): Case {
  const found = foldCases(records, standingOf).cases.get(caseOf(ticket))
  if (found === undefined) throw new Error('no case')
  return found
}

const report = (ticket = 1, changes: Partial<typeof body> = {}, at = '2026-11-03T09:30:00Z'): LogRecord =>
  taken(ticket * 10, 'report', { ...body, ...changes }, { inner: ticket, ticket, replyNumber: ticket, at })

describe('another way to be reached', () => {
  const older: ContactPlan = { method: 'safe_phone', phone: '081 111 1111' }
  const newer: ContactPlan = { method: 'safe_phone', phone: '082 222 2222' }
  const later = (contact: ContactPlan, number = 11, heads = [10]): LogRecord =>
    taken(number, 'follow-up', { words: '', contact }, { inner: number, heads })

  it('takes the place of the older one, which is nowhere shown as a way, and says so', () => {
    const first = fold([report(1, { contact: older })])
    expect(hasEarlierPlan(first)).toBe(false)
    const corrected = fold([report(1, { contact: older }), later(newer)])
    expect(corrected.contactPlans).toEqual([newer])
    expect(corrected.contact).toEqual(newer)
    expect(hasEarlierPlan(corrected)).toBe(true)
    expect(hasEarlierPlan(structuredClone(corrected))).toBe(true)
  })

  it('says nothing of an older one where the same was told again, or where nothing tells which is older', () => {
    expect(hasEarlierPlan(fold([report(1, { contact: older }), later(older)]))).toBe(false)
    const unsure = fold([report(1, { contact: older }), later(older), later(newer, 12)])
    expect(unsure.contactPlans).toHaveLength(2)
    expect(hasEarlierPlan(unsure)).toBe(false)
  })
})

describe('what was agreed to', () => {
  const given = ['get_help', 'share_with'].map((consent) => ({ consent, agency: null }))
  const by = (role: string): ReturnType<typeof consentsBy> =>
    consentsBy(fold([report(1, { role, consents: given.map(({ consent }) => consent) })]))
  const [none, all] = [
    { given: [], unsure: [] },
    { given, unsure: [] },
  ]

  it('is the person’s where they tell of themselves', () => {
    for (const role of ['self', 'unsaid']) expect(by(role), role).toEqual({ person: all, sender: none })
  })

  it('is the sender’s, and nothing of hers, where it is about somebody else', () => {
    for (const role of ['about_another', 'helps_to_tell', 'guardian', 'witness', 'of_another_century'])
      expect(by(role), role).toEqual({ person: none, sender: all })
  })

  it('follows the last that was said of whom it is about', () => {
    const later = taken(11, 'follow-up', { words: '', role: 'witness' }, { inner: 2, heads: [10] })
    const first = report(1, { consents: ['get_help', 'share_with'] })
    expect(consentsBy(fold([first, later]))).toEqual({ person: none, sender: all })
  })
})

describe('a withdrawal on the desk', () => {
  const withdrawn = taken(
    11,
    'withdrawal',
    { scope: 'all' },
    { inner: 2, heads: [10], at: '2026-11-10T09:30:00Z', saidAt: '2026-11-09T23:00:00Z' },
  )
  const goOn = (saidAt: string, number = 12, heads = [11]): LogRecord =>
    taken(number, 'reopening', {}, { inner: 3, heads, saidAt })

  const dueDay = addDays(dayOf(Date.parse('2026-11-10')), WITHDRAWAL_DAYS)
  const shown = (...records: LogRecord[]): ReturnType<typeof shownWithdrawal> => shownWithdrawal(fold(records), dueDay)

  it('is decided about WITHDRAWAL_DAYS after it was taken in at the earliest', () => {
    expect(shown(report())).toBeNull()
    expect(shown(report(), withdrawn)).toMatchObject({
      decideDay: dueDay,
      takenBack: 'no',
      isDue: true,
      mayErase: true,
    })
    const early = shownWithdrawal(fold([report(), withdrawn]), addDays(dueDay, -1))
    expect(early).toMatchObject({ isDue: false, mayErase: false })
  })

  it('says that it was taken back, in whichever order the two were taken in', () => {
    expect(shown(report(), withdrawn, goOn('2026-11-12T09:30:00Z'))).toMatchObject({
      takenBack: 'yes',
      mayErase: false,
    })
    const before = goOn('2026-11-12T09:30:00Z', 12, [10])
    const after = taken(
      11,
      'withdrawal',
      { scope: 'all' },
      { inner: 2, heads: [12], at: '2026-11-10T09:30:00Z', saidAt: '2026-11-09T23:00:00Z' },
    )
    expect(shown(report(), before, after)?.takenBack).toBe('yes')
  })

  it('is not sure which came last where clock and order differ, and sure where both say the same', () => {
    const mixed = shown(report(), withdrawn, goOn('2026-11-09T22:00:00Z'))
    expect(mixed).toMatchObject({ takenBack: 'unsure', mayErase: false })
    const long = taken(
      11,
      'withdrawal',
      { scope: 'all' },
      { inner: 2, heads: [12], at: '2026-11-10T09:30:00Z', saidAt: '2026-11-09T23:00:00Z' },
    )
    expect(shown(report(), goOn('2026-11-09T22:00:00Z', 12, [10]), long)?.takenBack).toBe('no')
  })

  it('was taken back by what came on a later day, also where the clock of the phone that withdrew ran ahead', () => {
    const ahead = taken(
      11,
      'withdrawal',
      { scope: 'all' },
      { inner: 2, heads: [10], at: '2026-11-10T09:30:00Z', saidAt: '2030-01-01T00:00:00Z' },
    )
    const after = (at: string): LogRecord =>
      taken(12, 'reopening', {}, { inner: 3, heads: [11], at, saidAt: '2026-11-11T08:00:00Z' })
    expect(shown(report(), ahead, after('2026-11-11T09:30:00Z'))?.takenBack).toBe('yes')
    expect(shown(report(), ahead, after('2026-11-10T10:30:00Z'))?.takenBack).toBe('unsure')
  })

  it('is none any more once a member has opened the case again', () => {
    expect(shown(report(), withdrawn, staff(13, 'reopening', {}, { heads: [11] }))).toBeNull()
  })

  it('of one consent, or with a replaced ticket, erases nothing', () => {
    const part = taken(11, 'withdrawal', { scope: { consent: 'share_with' } }, { inner: 2, heads: [10] })
    expect(shown(report(), part)?.mayErase).toBe(false)
  })
})

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

describe('the short name of a case', () => {
  it('has six signs that cannot be taken for one another, always the same for one case', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const name = shortName(pseudonymName(bytes))
        return /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/.test(name) && name === shortName(pseudonymName(bytes))
      }),
    )
  })

  it('differs for cases whose pseudonyms differ in the first 30 bits', () => {
    const names = Array.from({ length: 30 }, (_, bit) => {
      const bytes = new Uint8Array(32)
      bytes[bit >> 3] = 0x80 >> (bit & 7)
      return shortName(pseudonymName(bytes))
    })
    expect(new Set(names).size).toBe(30)
  })
})

describe('the word on a passphrase', () => {
  it.each([
    ['', 'short'],
    ['elevenchars', 'short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['abcdefghijklmnopqrst', 'weak'],
    ['123456789012345', 'weak'],
    ['passwordpassword', 'weak'],
    ['river nine bo', 'fair'],
    ['orchid lantern river nine', 'strong'],
    ['ดอกไม้สีฟ้าใต้สะพานเก่า', 'strong'],
  ])('%s: %s', (passphrase, level) => {
    expect(strengthOf(passphrase).level).toBe(level)
  })

  it('says how many characters are missing', () => {
    expect(strengthOf('twelve char')).toEqual({ level: 'short', missing: 1 })
  })
})

describe('what the person will read', () => {
  const date = (day: Day): string => `day ${day - TODAY}`

  it('is the words alone, or the status in the words of their app, with a promise', () => {
    expect(readerLines({ kind: 'message', words: 'Hello' }, reporter, date)).toEqual(['Hello'])
    const status = { kind: 'status', status: 'planned', promisedDay: addDays(TODAY, 3) } as const
    expect(readerLines(status, reporter, date)).toEqual([reporter['status.planned'], 'Next step by day 3'])
    const closure = { kind: 'closure', reason: 'other', words: 'Take care' } as const
    expect(readerLines(closure, reporter, date)).toEqual([reporter['status.closed'], 'Take care'])
    expect(readerLines({ kind: 'reopening' }, reporter, date)).toEqual([reporter['status.reopened']])
    expect(readerLines({ kind: 'status', status: 'of_later' }, reporter, date)).toEqual(['of_later'])
  })

  it('is nothing for a note', () => {
    expect(readerLines({ kind: 'note', words: 'x' }, reporter, date)).toEqual([])
  })
})

describe('a draft', () => {
  it('becomes an act only when what it needs is there', () => {
    for (const kind of ['message', 'note', 'status', 'closure'] as const) {
      expect(actOf(kind, { ...EMPTY_DRAFT, words: '  \n' }, TODAY)).toBeNull()
    }
    expect(actOf('reopening', EMPTY_DRAFT, TODAY)).toEqual({ kind: 'reopening' })
    expect(actOf('status', { ...EMPTY_DRAFT, status: 'planned', promise: '7' }, TODAY)).toEqual({
      kind: 'status',
      status: 'planned',
      promisedDay: addDays(TODAY, 7),
    })
    expect(actOf('closure', { ...EMPTY_DRAFT, reason: 'other' }, TODAY)).toEqual({ kind: 'closure', reason: 'other' })
  })
})

describe('finding a case', () => {
  it('looks for every word in what the line shows, whatever its writing', () => {
    const texts = ['A1B-2C3', 'จังหวัดลำพูน', 'Shelter', 'เขากลับมาอีกแล้ว\u200b มีเด็ก']
    for (const typed of ['a1b', 'A1B2C3', 'shelter ลำพูน', 'กลับมา', 'SHELTER', '', '  ', 'อีกแล้ว มี']) {
      expect(finds(typed, texts), typed).toBe(true)
    }
    for (const typed of ['shelter legal', 'b1a', 'เชียงใหม่']) expect(finds(typed, texts), typed).toBe(false)
  })

  it('takes nothing that is typed for a pattern', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(finds(typed, [typed])).toBe(true)
      }),
    )
    expect(finds('.*', ['words'])).toBe(false)
  })
})

describe('the words of the desk', () => {
  it('need no plural in English: no number stands before what it counts', () => {
    // Always more than one.
    const many = new Set(['passphrase.first', 'act.promise.days'])
    const wrong = Object.entries(en).filter(
      ([key, text]) => !many.has(key) && /\{count\} (?!of )|\bare \{count\}/.test(text),
    )
    expect(wrong).toEqual([])
  })

  it('fill in the same names in both languages', () => {
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect(names(th[key]), key).toEqual(names(en[key]))
  })
})
