/**
 * What the next directory says: a pure step from what the relay introduces and what people confirmed. Nobody enters unseen:
 * an agency that the last directory did not name must be confirmed, its fingerprint compared by voice, under the very name,
 * area, kind and type that enter. Source: docs/protocol.md P3.4, P7.3, P8.9, section 10 (MIN_MEMBERS).
 */
import { equalBytes } from '../../shared/bytes/equal.ts'
import { MIN_MEMBERS } from '../../shared/protocol.ts'
import type { Area, Directory, DirectoryAgency } from '../../shared/trust/directory.ts'
import type { AgencyId } from '../../shared/wire/address.ts'
import type { Names } from '../../shared/wire/introduction.ts'
import { findArea } from './areas.ts'

/** An agency that the relay introduces, with what was found about it. */
export interface Candidate {
  readonly agency: DirectoryAgency
  /** 30 digits in six groups. */
  readonly fingerprint: string
  /** Digits that stand for its key and all that is said of it (confirmation.ts). */
  readonly confirmation: string
  /** Current devices on its verified member sheet; null when it has none that holds. */
  readonly members: number | null
}

/** Which agency has which part in an area, and what the area is called, where somebody says so. */
export interface Choices {
  readonly frontDesk: ReadonlyMap<string, AgencyId>
  readonly secondDoor: ReadonlyMap<string, AgencyId>
  readonly overseer: ReadonlyMap<string, AgencyId>
  readonly areaNames: ReadonlyMap<string, Names>
}

export type LeftOut =
  | { readonly why: 'too-few-members' | 'not-confirmed' | 'other-key'; readonly candidate: Candidate }
  | { readonly why: 'no-front-desk' | 'no-second-door' | 'no-overseer' | 'unknown-area'; readonly area: string }

export interface DirectoryPlan {
  readonly areas: readonly Area[]
  readonly agencies: ReadonlyMap<AgencyId, DirectoryAgency>
  readonly leftOut: readonly LeftOut[]
}

function reasonAgainst(
  { agency, confirmation, members }: Candidate,
  previous: Directory | null,
  isConfirmed: (confirmation: string) => boolean,
): 'too-few-members' | 'not-confirmed' | 'other-key' | null {
  const listed = previous?.agencies.get(agency.id)
  if (listed !== undefined) return equalBytes(listed.signingKey, agency.signingKey) ? null : 'other-key'
  if (members === null || members < MIN_MEMBERS) return 'too-few-members'
  return isConfirmed(confirmation) ? null : 'not-confirmed'
}

/** The chosen one, else the one of before, else the first that fits; null when none does. */
function pick(
  fitting: readonly DirectoryAgency[],
  chosen: AgencyId | undefined,
  before: AgencyId | undefined,
  isUsual: (agency: DirectoryAgency) => boolean,
): DirectoryAgency | null {
  const named = (id: AgencyId | undefined): DirectoryAgency | undefined => fitting.find((agency) => agency.id === id)
  if (chosen !== undefined) return named(chosen) ?? null
  return named(before) ?? fitting.find(isUsual) ?? fitting[0] ?? null
}

function planArea(
  id: string,
  here: readonly DirectoryAgency[],
  previous: Directory | null,
  choices: Choices,
): Area | Extract<LeftOut, { area: string }> {
  const before = previous?.areas.find((area) => area.id === id)
  const known = findArea(id)
  const names = choices.areaNames.get(id) ?? before?.names ?? known?.names
  if (names === undefined) return { why: 'unknown-area', area: id }
  const agencies = here.filter(({ kind }) => kind === 'agency')
  const overseers = here.filter(({ kind }) => kind === 'overseer')
  const usual = (agency: DirectoryAgency): boolean => agency.type === known?.frontDeskType
  const frontDesk = pick(agencies, choices.frontDesk.get(id), before?.frontDesk, usual)
  if (frontDesk === null) return { why: 'no-front-desk', area: id }
  // Another institution: somebody who fears the first office must not meet it again behind the second door. What stood in
  // the last directory stays, so that no area vanishes.
  const others = agencies.filter(
    (agency) => agency.id !== frontDesk.id && (agency.type !== frontDesk.type || agency.id === before?.secondDoor),
  )
  const secondDoor = pick(others, choices.secondDoor.get(id), before?.secondDoor, () => true)
  if (secondDoor === null) return { why: 'no-second-door', area: id }
  const overseer = pick(overseers, choices.overseer.get(id), before?.overseer, () => true)
  if (overseer === null) return { why: 'no-overseer', area: id }
  const doors = { frontDesk: frontDesk.id, secondDoor: secondDoor.id, overseer: overseer.id }
  return { id, names, ...doors, agencies: agencies.map((agency) => agency.id) }
}

/** Areas without a front desk, a second door of another type and an overseer stay out, with their agencies. */
export function planDirectory(
  candidates: readonly Candidate[],
  previous: Directory | null,
  choices: Choices,
  isConfirmed: (confirmation: string) => boolean,
): DirectoryPlan {
  const leftOut: LeftOut[] = []
  // Whom the last directory names stays, even if the relay no longer introduces it.
  const accepted = new Map<AgencyId, DirectoryAgency>(previous?.agencies ?? [])
  for (const candidate of candidates) {
    const why = reasonAgainst(candidate, previous, isConfirmed)
    if (why !== null) leftOut.push({ why, candidate })
    else if (!accepted.has(candidate.agency.id)) accepted.set(candidate.agency.id, candidate.agency)
  }
  const areas: Area[] = []
  const agencies = new Map<AgencyId, DirectoryAgency>()
  const byId = [...accepted.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const id of [...new Set(byId.map(({ area }) => area))].toSorted()) {
    const here = byId.filter(({ area }) => area === id)
    const area = planArea(id, here, previous, choices)
    if ('why' in area) {
      leftOut.push(area)
      continue
    }
    areas.push(area)
    for (const agency of here) agencies.set(agency.id, agency)
  }
  return { areas, agencies, leftOut }
}
