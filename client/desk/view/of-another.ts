/**
 * Whether a case is about somebody who is not the one who tells. The phone has said to whoever tells that the office is asked
 * not to contact that person, unless they say how: this is where it is asked.
 */
import type { Code, ReporterRole } from '../../../shared/case/codes.ts'

const NOT_OF_ANOTHER: readonly Code[] = ['self', 'unsaid'] satisfies readonly ReporterRole[]

/** Of a code that this desk does not know too: better reached late than through those the person lives with. */
export const isOfAnother = (role: Code | undefined): boolean => role !== undefined && !NOT_OF_ANOTHER.includes(role)
