import { describe, expect, it } from 'vitest'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { first, only, report } from './folding.ts'
import { taken } from './records.ts'

const told = (number: number, contact: ContactPlan, heads: number[]): LogRecord =>
  taken(number, 'follow-up', { words: '', contact }, { inner: number, heads })

describe('How to reach the person', () => {
  const home: ContactPlan = { method: 'safe_phone', phone: '081' }
  const friend: ContactPlan = { method: 'trusted_person', who: 'Aunt Noi' }
  const ticket: ContactPlan = { method: 'ticket_only' }

  it('is what was told last, and what the report said only where nothing was told after it', () => {
    expect(only(first)).toMatchObject({ contact: report.contact, contactPlans: [report.contact] })
    const case_ = only(first, told(2, ticket, [1]), told(3, home, [2]))
    expect(case_).toMatchObject({ contact: home, contactPlans: [home] })
    // A report that comes late does not undo it.
    expect(only(told(2, ticket, []), taken(3, 'report', report, { inner: 1, heads: [2] })).contact).toEqual(ticket)
  })

  it('is the most careful of plans that were taken in at the same time, and all are shown', () => {
    for (const [a, b, c] of [
      [2, 3, 4],
      [4, 3, 2],
      [3, 4, 2],
    ] as const) {
      const case_ = only(first, told(a, home, [1]), told(b, friend, [1]), told(c, { method: 'by_pigeon' }, [1]))
      expect(case_.contact).toEqual(friend)
      expect(case_.contactPlans).toHaveLength(3)
      expect(only(first, told(a, home, [1]), told(b, friend, [1]), told(c, ticket, [1])).contact).toEqual(ticket)
      // Whoever knew all of them has the last word.
      const last = only(first, told(a, home, [1]), told(b, friend, [1]), told(c, ticket, [1]), told(5, home, [a, b, c]))
      expect(last).toMatchObject({ contact: home, contactPlans: [home] })
    }
  })

  it('is one plan where the same was told twice', () => {
    expect(only(first, told(2, home, [1]), told(3, home, [1])).contactPlans).toEqual([home])
  })
})
