/** Cases out of a few records, for what a desk shows of them. */
import type { Case } from '../../../shared/case/case.ts'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import { foldCases } from '../../../shared/case/fold.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { caseOf, replyTo, standingOf, taken } from '../../shared/case/records.ts'

export const body = {
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

export function fold(records: readonly LogRecord[], ticket = 1): Case {
  const found = foldCases(records, standingOf).cases.get(caseOf(ticket))
  if (found === undefined) throw new Error('no case')
  return found
}

export const report = (ticket = 1, changes: Partial<typeof body> = {}, at = '2026-11-03T09:30:00Z'): LogRecord =>
  taken(ticket * 10, 'report', { ...body, ...changes }, { inner: ticket, ticket, replyNumber: ticket, at })
