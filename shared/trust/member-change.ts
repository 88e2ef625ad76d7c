/**
 * The next version of a member sheet: the same for another term, or with new keys; then a device more, or one less. Former
 * members stay listed. Source: docs/protocol.md P7.4, 9.25, 9.30.
 */
import { equalBytes } from '../bytes/equal.ts'
import { type ChainMark, teamCheckOf } from '../crypto/key-check.ts'
import type { TeamPublicKey } from '../crypto/keys.ts'
import type { SigningPrimitives } from '../crypto/primitives.ts'
import type { Day } from '../day.ts'
import { MEMBER_SHEET_DAYS } from '../protocol.ts'
import { nextHead } from './document.ts'
import { hasRunOut } from './member-sheet.ts'
import type { ChainEntry, Member, MemberSheet, MemberSheetContent, TeamEntry } from './member-sheet.ts'

/** The same members for another term; chains that have run out are named no more. */
export function renewedSheet(sheet: MemberSheet, today: Day): MemberSheetContent {
  const { agency, chain, teams, members } = sheet
  const chains = sheet.chains.filter((entry) => !hasRunOut(entry, today))
  return { ...nextHead(sheet, today, MEMBER_SHEET_DAYS), agency, chain, chains, teams, members }
}

export function withMember(next: MemberSheetContent, member: Omit<Member, 'from' | 'to'>): MemberSheetContent {
  return { ...next, members: [...next.members, { ...member, from: next.version, to: null }] }
}

/** Strikes a device off. Its keys are another matter: what it knows stays known until chain and team keys are replaced. */
export function withoutMember(next: MemberSheetContent, device: Uint8Array): MemberSheetContent {
  const members = next.members.map((member) =>
    member.to === null && equalBytes(member.device, device)
      ? { ...member, to: next.version, leftDay: next.issuedDay }
      : member,
  )
  return { ...next, members }
}

/** Says of replaced chains that nobody has them any more. */
export function withLostChains(next: MemberSheetContent, numbers: readonly number[]): MemberSheetContent {
  const isLost = ({ number, replacedDay }: ChainEntry): boolean => replacedDay !== null && numbers.includes(number)
  return { ...next, chains: next.chains.map((entry) => (isLost(entry) ? { ...entry, lost: true } : entry)) }
}

/** Public halves of keys that were made anew. */
export interface NewPublicKeys {
  readonly chain: ChainMark
  /** One version above the sheet's. */
  readonly teams: readonly { readonly team: number; readonly key: TeamPublicKey }[]
}

/** Another chain, and another key of each team that is named. */
export async function withNewKeys(
  p: SigningPrimitives,
  sheet: MemberSheet,
  { chain, teams }: NewPublicKeys,
  today: Day,
): Promise<MemberSheetContent> {
  const next = renewedSheet(sheet, today)
  const chains = next.chains.map((entry) => ({ ...entry, replacedDay: entry.replacedDay ?? today }))
  const renewed = next.teams.map(async (entry): Promise<TeamEntry> => {
    const key = teams.find(({ team }) => team === entry.team)?.key
    if (key === undefined) return entry
    const { team, version, past } = entry
    return { team, version: version + 1, key, past: [...past, await teamCheckOf(p, entry)] }
  })
  return {
    ...next,
    chain: chain.number,
    chains: [...chains, { ...chain, replacedDay: null }],
    teams: await Promise.all(renewed),
  }
}
