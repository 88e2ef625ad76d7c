/**
 * Everything a phone needs of an area, from one answer of the relay (or from what it kept): the directory must hold, then
 * each door by itself, so that one silent office does not close the others. Source: docs/protocol.md section 7, 9.1.
 */
import type { Bytes } from '../bytes/cursor.ts'
import type { Primitives } from '../crypto/primitives.ts'
import type { Day } from '../day.ts'
import type { AgencyId } from '../wire/address.ts'
import type { AreaBundle, DocumentKind, UnverifiedSheets } from '../wire/documents.ts'
import { type Area, type Directory, type DirectoryAgency, verifyDirectory } from './directory.ts'
import { type Dated, type SeenVersion, refusalAfter } from './document.ts'
import { type IntakeSheet, verifyIntakeSheet } from './intake-sheet.ts'
import { type MemberSheet, verifyMemberSheet } from './member-sheet.ts'
import { type Outcome, accepted, refused } from './outcome.ts'

/** An agency that mail can be sealed to. */
export interface Door {
  readonly agency: DirectoryAgency
  readonly memberSheet: MemberSheet
  readonly intakeSheet: IntakeSheet
}

export interface VerifiedArea {
  readonly directory: Directory
  readonly area: Area
  readonly doors: {
    readonly frontDesk: Outcome<Door>
    readonly secondDoor: Outcome<Door>
    readonly overseer: Outcome<Door>
  }
}

/** Newest versions that a client verified, by `seenKey`. Keep them with the documents. */
export type SeenVersions = ReadonlyMap<string, SeenVersion>

/** Of a device that meets the agency for the first time, or that keeps nothing. */
export const NOTHING_SEEN: SeenVersions = new Map()

/** An agency's intake sheets are counted anew with each chain (P7.6): the chain is the verified member sheet's. */
export function seenKey(kind: 'directory'): string
export function seenKey(kind: 'member-sheet', agency: AgencyId): string
export function seenKey(kind: 'intake-sheet', agency: AgencyId, chain: number): string
export function seenKey(kind: DocumentKind, ...of: readonly (AgencyId | number)[]): string {
  return [kind, ...of].join('/')
}

export interface AreaOptions {
  readonly rootHash: Bytes
  readonly area: string
  readonly today: Dated['today']
  /** The bundle comes from the relay just now. */
  readonly online: boolean
  readonly seen: SeenVersions
}

/** Both sheets of one agency of a verified directory, whose last day is `directoryDay`. */
export async function verifyDoor(
  p: Primitives,
  sheets: { readonly memberSheets: UnverifiedSheets; readonly intakeSheets: UnverifiedSheets },
  agency: DirectoryAgency,
  { today, online, seen, directoryDay }: Omit<AreaOptions, 'rootHash' | 'area'> & { readonly directoryDay: Day },
): Promise<Outcome<Door>> {
  const { id, signingKey } = agency
  const [members, intake] = [sheets.memberSheets.get(id), sheets.intakeSheets.get(id)]
  if (members === undefined || intake === undefined) return refused('malformed')
  const dated = (key: string): Dated => ({ today, mayBeSlow: true, directoryDay, lastVersion: seen.get(key) })
  const memberDated = dated(seenKey('member-sheet', id))
  const memberSheet = await verifyMemberSheet(p, members, { ...memberDated, agency: id, signingKey })
  if (!memberSheet.ok) return memberSheet
  const intakeDated = dated(seenKey('intake-sheet', id, memberSheet.value.chain))
  const options = { ...intakeDated, agency: id, memberSheet: memberSheet.value, online }
  const intakeSheet = await verifyIntakeSheet(p, intake, options)
  if (!intakeSheet.ok) return intakeSheet
  return accepted({ agency, memberSheet: memberSheet.value, intakeSheet: intakeSheet.value })
}

/** `malformed` also when the directory does not name the area. */
export async function verifyArea(
  p: Primitives,
  bundle: AreaBundle,
  options: AreaOptions,
): Promise<Outcome<VerifiedArea>> {
  const { seen, today, rootHash } = options
  const lastVersion = seen.get(seenKey('directory'))
  const directory = await verifyDirectory(p, bundle.directory, { rootHash, today, lastVersion, mayBeSlow: true })
  if (!directory.ok) return directory
  const area = directory.value.areas.find(({ id }) => id === options.area)
  if (area === undefined) return refused('malformed')
  const door = async (id: AgencyId): Promise<Outcome<Door>> => {
    const agency = directory.value.agencies.get(id)
    const { expiresDay: directoryDay } = directory.value
    return agency === undefined
      ? refused('malformed')
      : await verifyDoor(p, bundle, agency, { ...options, directoryDay })
  }
  const [frontDesk, secondDoor, overseer] = await Promise.all([
    door(area.frontDesk),
    door(area.secondDoor),
    door(area.overseer),
  ])
  return accepted({ directory: directory.value, area, doors: { frontDesk, secondDoor, overseer } })
}

/**
 * Whether something newer was seen while this was verified: checking many signatures takes seconds on an old phone, and
 * what was verified by the knowledge of before must not take the place of it.
 */
export function isOvertaken({ directory, doors }: VerifiedArea, seen: SeenVersions): boolean {
  const behind = (key: string, document: Parameters<typeof refusalAfter>[0]): boolean => {
    const last = seen.get(key)
    return last !== undefined && refusalAfter(document, last) !== null
  }
  if (behind(seenKey('directory'), directory)) return true
  return Object.values(doors).some((door) => {
    if (!door.ok) return false
    const { agency, memberSheet, intakeSheet } = door.value
    return (
      behind(seenKey('member-sheet', agency.id), memberSheet) ||
      behind(seenKey('intake-sheet', agency.id, intakeSheet.chain), intakeSheet)
    )
  })
}

/** The versions of before, with this one over them, unless a higher one is there. */
export function withSeen(seen: SeenVersions, key: string, { version, hash }: SeenVersion): SeenVersions {
  const before = seen.get(key)
  return before !== undefined && before.version > version ? seen : new Map([...seen, [key, { version, hash }]])
}

/** What to remember after a verification: the versions of everything that held, over those of before. */
export function seenAfter(seen: SeenVersions, { directory, doors }: VerifiedArea): SeenVersions {
  let next = withSeen(seen, seenKey('directory'), directory)
  for (const door of Object.values(doors)) {
    if (!door.ok) continue
    const { agency, memberSheet, intakeSheet } = door.value
    next = withSeen(next, seenKey('member-sheet', agency.id), memberSheet)
    next = withSeen(next, seenKey('intake-sheet', agency.id, intakeSheet.chain), intakeSheet)
  }
  return next
}
