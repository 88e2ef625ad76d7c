import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pseudonymName } from '../../../../shared/case/names.ts'
import type { LogRecord } from '../../../../shared/case/log-record.ts'
import { addDays, dayOf, type Day } from '../../../../shared/day.ts'
import { words as reporter } from '../../../../client/words/reporter.en.ts'
import { words as en } from '../../../../client/words/desk.en.ts'
import { words as th } from '../../../../client/words/desk.th.ts'
import { EMPTY_DRAFT } from '../../../../client/desk/drafts/draft.ts'
import { actOf } from '../../../../client/desk/screens/case/act-form.tsx'
import { consentsBy } from '../../../../client/desk/view/of-another.ts'
import { finds } from '../../../../client/desk/view/find-rows.ts'
import { strengthOf } from '../../../../client/desk/view/passphrase-strength.ts'
import { readerLines } from '../../../../client/desk/view/reader-lines.ts'
import { shortName } from '../../../../client/desk/view/short-name.ts'
import { shownWithdrawal } from '../../../../client/desk/view/withdrawal.ts'
import { WITHDRAWAL_DAYS } from '../../../../shared/protocol.ts'
import { staff, taken } from '../../../shared/case/records.ts'
import { TODAY } from '../../../shared/trust/world.ts'
import { fold, report } from '../told-case.ts'

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
