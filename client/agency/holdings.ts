/** Which keys a device has, what the member sheet asks for, and what one can give another. Source: docs/protocol.md 9.32. */
import { MAX_KEYS, MAX_LIST } from '../../shared/case/limits.ts'
import type { HandoverBody, Holdings } from '../../shared/case/log-event.ts'
import type { Day } from '../../shared/day.ts'
import { EVERYBODY, hasRunOut, type MemberSheetContent } from '../../shared/trust/member-sheet.ts'
import type { MemberKeys } from './member-keys.ts'

type Keys = Pick<MemberKeys, 'chains' | 'teams'>

/** The newest first: of more than a list takes, the oldest stay out. */
export function holdingsOf({ chains, teams }: Keys): Holdings {
  const numbers = chains.map(({ number }) => number).toSorted((a, b) => b - a)
  const versions = teams.map(({ team, version }) => ({ team, version })).toSorted((a, b) => b.version - a.version)
  return { chains: numbers.slice(0, MAX_LIST), teams: versions.slice(0, MAX_KEYS) }
}

const hasTeam = ({ teams }: Holdings, team: number, version: number): boolean =>
  teams.some((one) => one.team === team && one.version === version)

/** Whether mail that comes now can be opened with them, and what is written now. */
export function holdsNewest({ chain, teams }: MemberSheetContent, holds: Holdings): boolean {
  const own = teams.filter(({ team }) => team === EVERYBODY)
  return holds.chains.includes(chain) && own.every(({ team, version }) => hasTeam(holds, team, version))
}

/** Numbers of chains that are not among them, that mail may still be sealed to, and that somebody may have. */
export const lackedChains = ({ chains }: MemberSheetContent, holds: Holdings, today: Day): readonly number[] =>
  chains.flatMap((entry) => {
    const isNeeded = !hasRunOut(entry, today) && entry.lost === undefined
    return isNeeded && !holds.chains.includes(entry.number) ? [entry.number] : []
  })

/** What these keys have for a device of the agency that holds `holds`. */
export function giftFor({ chains, teams }: Keys, holds: Holdings): Pick<HandoverBody, 'chains' | 'teams'> {
  const newest = teams
    .filter(({ team, version }) => team === EVERYBODY && !hasTeam(holds, team, version))
    .toSorted((a, b) => b.version - a.version)
  const missing = chains.filter(({ number }) => !holds.chains.includes(number)).toSorted((a, b) => b.number - a.number)
  return { chains: missing.slice(0, MAX_LIST), teams: newest.slice(0, MAX_KEYS) }
}

export const NOTHING_HELD: Holdings = { chains: [], teams: [] }
