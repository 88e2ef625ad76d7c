/** Every vector through one implementation. */
import type { Check } from './check.ts'
import { envelopeChecks } from './envelope-checks.ts'
import { formulaChecks } from './formula-checks.ts'
import { kemChecks } from './kem-checks.ts'
import { primitiveChecks } from './primitive-checks.ts'
import { signatureChecks } from './signature-checks.ts'

export const vectorChecks: readonly Check[] = [
  ...primitiveChecks,
  ...signatureChecks,
  ...kemChecks,
  ...envelopeChecks,
  ...formulaChecks,
]
