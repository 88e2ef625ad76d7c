/**
 * What of a hand-over may be taken: nothing but keys that the signed member sheet vouches for, so that no member can hand a
 * colleague keys that only they know. Source: docs/protocol.md 9.27, 9.33.
 */
import { parseBase64url } from '../../shared/bytes/base64url.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { HandoverBody } from '../../shared/case/log-event.ts'
import type { Chain } from '../../shared/crypto/chain.ts'
import { expandXWing } from '../../shared/crypto/kem.ts'
import { isMarked } from '../../shared/crypto/chain-mark.ts'
import { teamCheckOf } from '../../shared/crypto/key-check.ts'
import { type SigningKey, signingKeyOf, type VerifyKey } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { findMember, type MemberSheet } from '../../shared/trust/member-sheet.ts'
import type { OpenedHandover } from './handover.ts'
import type { TeamKey } from './member-keys.ts'

/**
 * Why a hand-over is not taken:
 * - `author`: signed by a device that the member sheet does not list; an invitation's, by one that is no administrator now
 * - `chain`: another chain than the member sheet's of this number, or one twice
 * - `team-key`: another key than the member sheet's of this version, or one twice, or of a team that is not there
 * - `signing-key`: another key than the one that signed the member sheet
 */
export type WrongHandover = 'author' | 'chain' | 'team-key' | 'signing-key'

export type CheckedHandover =
  | {
      readonly kind: 'genuine'
      readonly chains: readonly Chain[]
      readonly teams: readonly TeamKey[]
      readonly signing: SigningKey<'agency'> | null
    }
  /** Names keys that this member sheet does not know yet: to be looked at again under the next. */
  | { readonly kind: 'early'; readonly what: 'chain' | 'team-key' }
  | { readonly kind: 'wrong-handover'; readonly reason: WrongHandover }

const wrong = (reason: WrongHandover): CheckedHandover => ({ kind: 'wrong-handover', reason })
const isUnique = (names: readonly (string | number)[]): boolean => new Set(names).size === names.length

/** A chain that has run out is named no more: nothing vouches for it, and nobody needs it. Null: one is wrong. */
async function vouchedChains(
  p: Primitives,
  sheet: MemberSheet,
  chains: readonly Chain[],
): Promise<readonly Chain[] | null> {
  if (!isUnique(chains.map(({ number }) => number))) return null
  const vouched: Chain[] = []
  for (const chain of chains) {
    const mark = sheet.chains.find(({ number }) => number === chain.number)
    if (mark === undefined) continue
    if (!(await isMarked(p, chain, mark))) return null
    vouched.push(chain)
  }
  return vouched
}

async function areTeamsOf(p: Primitives, sheet: MemberSheet, teams: readonly TeamKey[]): Promise<boolean> {
  if (!isUnique(teams.map(({ team, version }) => `${team}/${version}`))) return false
  for (const { team, version, seed } of teams) {
    const entry = sheet.teams.find((one) => one.team === team)
    if (entry === undefined) return false
    const { publicKey: key } = await expandXWing(p, seed)
    const past = entry.past[version - 1]
    const isKnown = version === entry.version && equalBytes(key, entry.key)
    const wasKnown = past !== undefined && equalBytes(past, await teamCheckOf(p, { team, version, key }))
    if (!isKnown && !wasKnown) return false
  }
  return true
}

/** What it asks for by number that the sheet does not have yet. */
function aheadOf(sheet: MemberSheet, { chains, teams }: HandoverBody): 'chain' | 'team-key' | null {
  if (chains.some(({ number }) => number > sheet.chain)) return 'chain'
  const isAhead = teams.some(({ team, version }) => {
    const entry = sheet.teams.find((one) => one.team === team)
    return entry !== undefined && version > entry.version
  })
  return isAhead ? 'team-key' : null
}

/** `agencyKey`: what has signed the member sheet. */
export async function checkHandover(
  p: Primitives,
  sheet: MemberSheet,
  agencyKey: VerifyKey<'agency'>,
  { author, body }: OpenedHandover,
): Promise<CheckedHandover> {
  if (findMember(sheet, parseBase64url(author) ?? new Uint8Array()) === null) return wrong('author')
  const what = aheadOf(sheet, body)
  if (what !== null) return { kind: 'early', what }
  const chains = await vouchedChains(p, sheet, body.chains)
  if (chains === null) return wrong('chain')
  if (!(await areTeamsOf(p, sheet, body.teams))) return wrong('team-key')
  const signing = body.signing === undefined ? null : await signingKeyOf(p, body.signing)
  // It has signed the member sheet: whoever has swapped one of the two is found out.
  if (signing !== null && !equalBytes(signing.publicKey, agencyKey)) return wrong('signing-key')
  return { kind: 'genuine', chains, teams: body.teams, signing }
}
