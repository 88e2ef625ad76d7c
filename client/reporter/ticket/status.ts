/** Which codes of a status this app has words for. */
import { CASE_STATUSES, type CaseStatus, type Code } from '../../../shared/case/codes.ts'

export const isStatus = (code: Code): code is CaseStatus => CASE_STATUSES.some((known) => known === code)
