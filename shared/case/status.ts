/** What the code of a status says. A newer one is no mistake: it is none of today's, and ends nothing. */
import { CASE_STATUSES, type CaseStatus, type Code, ENDED_STATUSES } from './codes.ts'

const ENDED: ReadonlySet<Code> = new Set(ENDED_STATUSES)

/** One of those that have words today. */
export const isCaseStatus = (code: Code): code is CaseStatus => CASE_STATUSES.some((known) => known === code)

/** A case with it is no longer worked on here. */
export const isEnded = (status: Code): boolean => ENDED.has(status)
