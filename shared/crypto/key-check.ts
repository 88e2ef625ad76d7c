/**
 * Checks of keys that members hand over to each other: a hash that the signed member sheet names, so that whoever is given a
 * key can tell whether it is the agency's. From a check nobody learns the key. (A chain's check: chain-mark.ts.)
 * Source: docs/protocol.md P3.5, P3.6.
 */
import { u16, type Bytes } from '../bytes/cursor.ts'
import { LABEL } from '../protocol.ts'
import { H } from './hash.ts'
import type { TeamPublicKey } from './keys.ts'
import type { SigningPrimitives } from './primitives.ts'

/** What the member sheet says of a chain. */
export interface ChainMark {
  readonly number: number
  /** The chain's first epoch. */
  readonly epoch: number
  /** Of the seed of its last one, CHAIN_EPOCHS later: whoever holds any seed of the chain can step to it. */
  readonly check: Bytes
}

/** Of one version of a team's key, by its public half. */
export function teamCheckOf(
  p: SigningPrimitives,
  { team, version, key }: { readonly team: number; readonly version: number; readonly key: TeamPublicKey },
): Promise<Bytes> {
  return H(p, `${LABEL}/team-check`, u16(team), u16(version), key)
}
