/** Which plain sentence stands for which failure. */
import { Argon2Error } from '../argon2/cost.ts'
import type { NoOffices } from './offices/view.ts'
import { NoKeyError } from './letter/seal-event.ts'
import { NoCryptoError } from './start.ts'
import type { TroubleKind } from './trouble.tsx'

/** Why there is no directory, or none that may be used. */
export function troubleOfOffices(reason: NoOffices): TroubleKind {
  switch (reason) {
    case 'unreachable':
      return 'no-keys'
    case 'expired':
    case 'stale':
      return 'keys-expired'
    case 'not-yet':
      return 'clock'
    case 'rolled-back':
    case 'fork':
      return 'rolled-back'
    case 'malformed':
    case 'signature':
    case 'threshold':
    case 'foreign':
    case 'not-a-member':
      return 'tampered'
  }
}

/** What sealing or opening has thrown. */
export function troubleOf(error: unknown): TroubleKind {
  if (error instanceof NoCryptoError) return 'no-crypto'
  if (error instanceof NoKeyError) return 'keys-expired'
  if (error instanceof Argon2Error && error.code === 'no-memory') return 'no-memory'
  // what a failed import() is in every engine
  if (error instanceof TypeError && /import|module|fetch/i.test(error.message)) return 'part-missing'
  return 'failed'
}
