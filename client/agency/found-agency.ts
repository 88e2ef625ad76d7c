/**
 * Founding an agency: its keys are made at its own desk, the relay learns their public halves. Every step may be repeated
 * with the same keys after an interruption. Source: docs/protocol.md P8.9, design of the agency in section 3.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { expandXWing } from '../../shared/crypto/kem.ts'
import { markOf } from '../../shared/crypto/chain-mark.ts'
import { MEMBER_SHEET_DAYS } from '../../shared/protocol.ts'
import { NOTHING_SEEN, type SeenVersions } from '../../shared/trust/area.ts'
import { nextHead } from '../../shared/trust/document.ts'
import type { IntakeSheet } from '../../shared/trust/intake-sheet.ts'
import type { MemberSheet, MemberSheetContent } from '../../shared/trust/member-sheet.ts'
import type { AgencyDescription } from '../../shared/wire/introduction.ts'
import type { Failure } from '../relay/outcome.ts'
import type { AgencyContext, AgencyFailure } from './context.ts'
import { publishIntakeSheet } from './intake-sheet.ts'
import type { AdministratorKeys } from './member-keys.ts'
import { fetchSheets, putMemberSheet } from './member-sheet.ts'

export type FoundOutcome =
  | {
      readonly kind: 'founded'
      readonly description: AgencyDescription
      readonly memberSheet: MemberSheet
      readonly intakeSheet: IntakeSheet
      /** With both sheets. */
      readonly seen: SeenVersions
    }
  /** The link was used for another agency, or never made. */
  | { readonly kind: 'token' }
  | AgencyFailure

export interface FoundInput {
  /** Of the one-time administrator link. */
  readonly token: Bytes
  /** What this device is called on the member sheet. */
  readonly label: string
  /** Of the founding device. */
  readonly roles: readonly string[]
}

async function introduce(
  { relay }: AgencyContext,
  { agency, signing }: AdministratorKeys,
  token: Bytes,
): Promise<
  { readonly kind: 'introduced'; readonly description: AgencyDescription } | { readonly kind: 'token' } | Failure
> {
  const answer = await relay.introduce({ token, agency, signingKey: signing.publicKey })
  if (answer.kind !== 'refused' || answer.code !== 'token') return answer
  // The answer to an earlier try may have been lost: then the relay knows this agency under this key already.
  const known = await relay.introduced()
  if (known.kind !== 'list') return known
  const own = known.agencies.find(({ id, signingKey }) => id === agency && equalBytes(signingKey, signing.publicKey))
  return own === undefined ? { kind: 'token' } : { kind: 'introduced', description: own }
}

async function firstMemberSheet(
  { p, today }: AgencyContext,
  { agency, device, chains, teams }: AdministratorKeys,
  { label, roles }: FoundInput,
): Promise<MemberSheetContent> {
  const [chain] = chains
  if (chain === undefined) throw new TypeError('a founder has made the first chain')
  const entries = teams.map(async ({ team, version, seed }) => {
    const { publicKey } = await expandXWing(p, seed)
    return { team, version, key: publicKey, past: [] }
  })
  return {
    ...nextHead(null, today(), MEMBER_SHEET_DAYS),
    agency,
    chain: chain.number,
    chains: [{ ...(await markOf(p, chain)), replacedDay: null }],
    teams: await Promise.all(entries),
    members: [{ device: device.publicKey, roles, label, from: 1, to: null }],
  }
}

/** Introduces the agency, then publishes its first sheets. `keys` from `createAgencyKeys`, stored before. */
export async function foundAgency(
  context: AgencyContext,
  keys: AdministratorKeys,
  input: FoundInput,
): Promise<FoundOutcome> {
  const introduced = await introduce(context, keys, input.token)
  if (introduced.kind !== 'introduced') return introduced
  const content = await firstMemberSheet(context, keys, input)
  const signingKey = keys.signing.publicKey
  const stored = await putMemberSheet(context, keys, content, NOTHING_SEEN)
  // Superseded: this very device was here before and got no answer.
  const sheets =
    stored.kind === 'superseded' ? await fetchSheets(context, keys.agency, signingKey, NOTHING_SEEN) : stored
  if (sheets.kind !== 'published' && sheets.kind !== 'sheets') return sheets
  const fresh = await publishIntakeSheet(context, keys, signingKey, sheets.seen)
  switch (fresh.kind) {
    case 'fresh': {
      const { memberSheet, intakeSheet, seen } = fresh
      return { kind: 'founded', description: introduced.description, memberSheet, intakeSheet, seen }
    }
    case 'superseded':
    case 'no-chain':
      throw new Error('the founder is alone and holds the first chain')
    default:
      return fresh
  }
}
