/** What a member's device holds, and so what its vault keeps. Source: docs/protocol.md section 3. */
import { EVERYBODY } from '../../shared/trust/member-sheet.ts'
import { createChain, type Chain } from '../../shared/crypto/chain.ts'
import { generateSigningKey, generateXWingSeed, type SigningKey, type XWingSeed } from '../../shared/crypto/keys.ts'
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import { type Day, epochOf } from '../../shared/day.ts'
import { ADDRESS_BYTES } from '../../shared/protocol.ts'
import { type AgencyId, agencyIdOf, parseInboxAddress } from '../../shared/wire/address.ts'

export interface TeamKey {
  readonly team: number
  /** The hint of the log's envelopes. */
  readonly version: number
  readonly seed: XWingSeed<'team'>
}

export interface MemberKeys {
  /** Also the inbox address. */
  readonly agency: AgencyId
  readonly device: SigningKey<'device'>
  /** Each from the earliest epoch that this device may still open. */
  readonly chains: readonly Chain[]
  readonly teams: readonly TeamKey[]
  /** The agency's signing key, on administrators' devices only. */
  readonly signing: SigningKey<'agency'> | null
}

/** With those that it does not have yet: what a device has erased of a chain does not come back. */
export function withKeys<K extends Pick<MemberKeys, 'chains' | 'teams'>>(
  keys: K,
  { chains, teams }: Pick<MemberKeys, 'chains' | 'teams'>,
): K {
  const newChains = chains.filter(({ number }) => keys.chains.every((own) => own.number !== number))
  const isNew = ({ team, version }: TeamKey): boolean =>
    keys.teams.every((own) => own.team !== team || own.version !== version)
  return { ...keys, chains: [...keys.chains, ...newChains], teams: [...keys.teams, ...teams.filter(isNew)] }
}

/** Keys of an administrator. */
export type AdministratorKeys = MemberKeys & { readonly signing: SigningKey<'agency'> }

/** The role whose devices hold the agency's signing key. */
export const ADMINISTRATOR = 'administrator'

/**
 * The keys of a new agency on its first device. Store them before anything else: from the moment that the relay knows the
 * agency, they exist nowhere else. RangeError when the clock lies before epoch zero.
 */
export async function createAgencyKeys(p: Primitives, random: Random, today: Day): Promise<AdministratorKeys> {
  const epoch = epochOf(today)
  const inbox = parseInboxAddress(random(ADDRESS_BYTES))
  if (epoch === null || inbox === null) throw new RangeError('no epoch for this day')
  return {
    agency: agencyIdOf(inbox),
    device: await generateSigningKey<'device'>(p, random),
    chains: [createChain(random, 1, epoch)],
    teams: [{ team: EVERYBODY, version: 1, seed: generateXWingSeed<'team'>(random) }],
    signing: await generateSigningKey<'agency'>(p, random),
  }
}
