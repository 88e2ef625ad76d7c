/**
 * Another intake chain and other team keys, published with the devices that are struck off: the administrator's side,
 * in the member sheet. Who wins when two do it at once is decided by the relay's compare-and-set: the number of a chain is
 * given once. Source: docs/protocol.md 9.30, 9.31.
 */
import { equalBytes } from '../../shared/bytes/equal.ts'
import { type Chain, createChain } from '../../shared/crypto/chain.ts'
import { expandXWing } from '../../shared/crypto/kem.ts'
import { markOf } from '../../shared/crypto/chain-mark.ts'
import { generateXWingSeed } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { addDays, epochOf } from '../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS } from '../../shared/protocol.ts'
import type { SeenVersions } from '../../shared/trust/area.ts'
import { withNewKeys, withoutMember } from '../../shared/trust/member-change.ts'
import { EVERYBODY, memberState, type MemberSheet, type MemberSheetContent } from '../../shared/trust/member-sheet.ts'
import type { AgencyContext, AgencyFailure } from './context.ts'
import type { AdministratorKeys, TeamKey } from './member-keys.ts'
import { changeMemberSheet, type PublishedMemberSheet } from './member-sheet.ts'

export interface NewKeys {
  readonly chain: Chain
  readonly teams: readonly TeamKey[]
}

/**
 * Keys one number above the sheet's. Store them before anything else: from the moment that the sheet names them they exist
 * nowhere else. RangeError when the clock lies before epoch zero.
 */
export function createNewKeys({ random, today }: Pick<AgencyContext, 'random' | 'today'>, sheet: MemberSheet): NewKeys {
  // A colleague's clock may be behind, and in the epoch before.
  const epoch = epochOf(addDays(today(), -CLOCK_TOLERANCE_DAYS))
  if (epoch === null) throw new RangeError('no epoch for this day')
  const everybodys = sheet.teams.filter(({ team }) => team === EVERYBODY)
  return {
    chain: createChain(random, sheet.chain + 1, epoch),
    teams: everybodys.map(({ team, version }) => {
      return { team, version: version + 1, seed: generateXWingSeed<'team'>(random) }
    }),
  }
}

/**
 * - `next`: they may follow this sheet
 * - `named`: this sheet names them: they were published, whether or not the relay's answer came
 * - `overtaken`: others have the number: these keys are nobody's and must be forgotten
 */
export type Place = 'next' | 'named' | 'overtaken'

export async function placeOf(p: Primitives, { chain, teams }: NewKeys, sheet: MemberSheet): Promise<Place> {
  const named = sheet.chains.find(({ number }) => number === chain.number)
  if (named !== undefined) return equalBytes((await markOf(p, chain)).check, named.check) ? 'named' : 'overtaken'
  const isNext = teams.every(({ team, version }) =>
    sheet.teams.some((entry) => entry.team === team && entry.version + 1 === version),
  )
  return chain.number === sheet.chain + 1 && isNext ? 'next' : 'overtaken'
}

export interface KeyChange extends NewKeys {
  /** Public keys of devices to strike off. */
  readonly remove: readonly Uint8Array[]
  /** Public keys of devices that were handed the new keys: none of them may have been removed meanwhile. */
  readonly handedTo: readonly Uint8Array[]
}

export type PublishKeysOutcome =
  | PublishedMemberSheet
  /** Make other keys on the newest sheet, if there is still a reason to. */
  | { readonly kind: 'overtaken' }
  /** Another administrator has removed this device. */
  | { readonly kind: 'not-a-member' }
  /** Others change the sheet all the time: again, with the same keys. */
  | { readonly kind: 'superseded' }
  | AgencyFailure

/** May be repeated with the same keys. */
export async function publishNewKeys(
  context: AgencyContext,
  keys: AdministratorKeys,
  change: KeyChange,
  seen: SeenVersions,
): Promise<PublishKeysOutcome> {
  const { p, today } = context
  const mark = await markOf(p, change.chain)
  const publics = change.teams.map(async ({ team, seed }) => ({ team, key: (await expandXWing(p, seed)).publicKey }))
  const made = { chain: mark, teams: await Promise.all(publics) }
  let refused: 'overtaken' | 'not-a-member' | null = null
  const next = async (sheet: MemberSheet): Promise<MemberSheetContent | null> => {
    const isCurrent = (device: Uint8Array): boolean => memberState(sheet, device) === 'current'
    const place = await placeOf(p, change, sheet)
    if (place === 'named') return null
    if (!isCurrent(keys.device.publicKey)) refused = 'not-a-member'
    else if (place === 'overtaken' || !change.handedTo.every(isCurrent)) refused = 'overtaken'
    if (refused !== null) return null
    return change.remove.reduce(withoutMember, await withNewKeys(p, sheet, made, today()))
  }
  const outcome = await changeMemberSheet(context, keys, next, seen)
  return refused === null || outcome.kind !== 'published' ? outcome : { kind: refused }
}
