/**
 * Whether a case is about somebody who is not the one who tells. The phone has said to whoever tells that the office is asked
 * not to contact that person, unless they say how: this is where it is asked.
 */
import type { Case, GivenConsent } from '../../../shared/case/case.ts'
import type { Code, ReporterRole } from '../../../shared/case/codes.ts'

const NOT_OF_ANOTHER: readonly Code[] = ['self', 'unsaid'] satisfies readonly ReporterRole[]

/** Of a code that this desk does not know too: better reached late than through those the person lives with. */
export const isOfAnother = (role: Code | undefined): boolean => role !== undefined && !NOT_OF_ANOTHER.includes(role)

interface Agreed {
  readonly given: readonly GivenConsent[]
  readonly unsure: readonly GivenConsent[]
}

const NOTHING: Agreed = { given: [], unsure: [] }

/**
 * Whose yes each consent is. Whoever tells of somebody else agrees for themselves: nothing is shared or counted because of it
 * as if the person whom it is about had said so.
 */
export function consentsBy({ told, consents, consentsUnsure }: Case): Readonly<Record<'person' | 'sender', Agreed>> {
  const agreed: Agreed = { given: consents, unsure: consentsUnsure }
  return isOfAnother(told?.role) ? { person: NOTHING, sender: agreed } : { person: agreed, sender: NOTHING }
}
