/**
 * What a holder of root keys confirms of a new agency: the key, whose fingerprint was compared by voice, and beside it all that
 * the directory is going to say of it. Both are the relay's word until then, and only the key can be heard. So the digits bind
 * what was read in `directory show`: a relay that gives a key another name, area or kind when it is signed gets no signature.
 * Source: docs/protocol.md P3.4, P8.9.
 */
import { digitsOf } from '../../shared/crypto/addresses.ts'
import { H } from '../../shared/crypto/hash.ts'
import type { SigningPrimitives } from '../../shared/crypto/primitives.ts'
import { LABEL } from '../../shared/protocol.ts'
import type { DirectoryAgency } from '../../shared/trust/directory.ts'

/** 30 digits, as a fingerprint is written, and another number. */
export async function confirmationOf(p: SigningPrimitives, agency: DirectoryAgency): Promise<string> {
  const { signingKey, id, area, kind, type, names } = agency
  const called = Object.entries(names)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat()
  return digitsOf(p, await H(p, `${LABEL}/confirmation`, signingKey, id, area, kind, type, ...called))
}
