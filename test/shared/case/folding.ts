/** Folding the records of tests: the first report of case 1, and short words for what comes of it. */
import type { Case, Fold, GivenConsent } from '../../../shared/case/case.ts'
import { foldCases } from '../../../shared/case/fold.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import type { ReportBody } from '../../../shared/case/reporter-event.ts'
import { caseOf, replyTo, standingOf, taken } from './records.ts'
import { reportBody } from './samples.ts'
import { present } from '../../present.ts'

export const report: ReportBody = reportBody(replyTo(1))
export const first: LogRecord = taken(1, 'report', report, { inner: 1, replyNumber: 1 })
export const fold = (...records: LogRecord[]): Fold => foldCases(records, standingOf)
/** The case that the records make of ticket 1. */
export const only = (...records: LogRecord[]): Case => present(fold(...records).cases.get(caseOf(1)))
/** A consent that names no agency. */
export const general = (consent: string): GivenConsent => ({ consent, agency: null })
