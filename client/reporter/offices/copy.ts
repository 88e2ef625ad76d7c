/** The phone's copy of the documents: in memory while the page is open, on the disk where that works. */
import { type VerifiedArea, seenAfter, seenKey, withSeen } from '../../../shared/trust/area.ts'
import type { Directory } from '../../../shared/trust/directory.ts'
import type { SeenVersion } from '../../../shared/trust/document.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { AreaBundle, UnverifiedDocument } from '../../../shared/wire/documents.ts'
import { type Day, addDays, later } from '../../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS } from '../../../shared/protocol.ts'
import { StorageError } from '../../storage/connection.ts'
import type { DocumentStore, KeptSheets } from '../../storage/document-store.ts'

export interface Copy {
  readonly directory: UnverifiedDocument | null
  readonly sheets: ReadonlyMap<AgencyId, KeptSheets>
  readonly seen: ReadonlyMap<string, SeenVersion>
  readonly checkedDay: Day | null
  /** Today is not before it. */
  readonly provenDay: Day | null
}

/** An area that was verified, and the documents as they came. */
export interface Taken {
  readonly area: VerifiedArea
  readonly bundle: AreaBundle
}

const EMPTY: Copy = { directory: null, sheets: new Map(), seen: new Map(), checkedDay: null, provenDay: null }

/** What lies on the disk; empty where nothing does or storage does not work. */
export async function loadCopy(store: DocumentStore): Promise<Copy> {
  return (await withoutFault(store.load())) ?? EMPTY
}

/** Keeps it on the disk if that works. */
export async function saveCopy(store: DocumentStore, copy: Copy): Promise<void> {
  const { directory } = copy
  if (directory !== null) await withoutFault(store.save({ ...copy, directory }))
}

/** With a directory that has held. */
export function withDirectory(copy: Copy, document: UnverifiedDocument, directory: Directory): Copy {
  const seen = withSeen(copy.seen, seenKey('directory'), directory)
  return { ...copy, directory: document, seen, provenDay: provenBy(copy, directory.issuedDay, []) }
}

/** With an area that has held: of its doors those that did. */
export function withTaken(copy: Copy, { area, bundle }: Taken): Copy {
  const sheets = new Map(copy.sheets)
  const issued: Day[] = []
  for (const door of Object.values(area.doors)) {
    if (!door.ok) continue
    const { id } = door.value.agency
    issued.push(later(door.value.memberSheet.issuedDay, door.value.intakeSheet.issuedDay))
    const [memberSheet, intakeSheet] = [bundle.memberSheets.get(id), bundle.intakeSheets.get(id)]
    if (memberSheet !== undefined && intakeSheet !== undefined) sheets.set(id, { memberSheet, intakeSheet })
  }
  const seen = seenAfter(copy.seen, area)
  const provenDay = provenBy(copy, area.directory.issuedDay, issued)
  return { ...copy, directory: bundle.directory, sheets, seen, provenDay }
}

/**
 * What was signed on a day was not signed later; whose clock ran ahead, the relay has let run by so much at the most. Two of
 * the roots have signed the directory; of the agencies one alone proves nothing, the second newest does: else a stolen desk
 * and the relay could together date a sheet years ahead, and every letter on this phone would seem to have expired.
 */
function provenBy({ provenDay }: Copy, byRoots: Day, byAgencies: readonly Day[]): Day {
  const [, second = byRoots] = byAgencies.toSorted((a, b) => b - a)
  const day = addDays(later(byRoots, second), -CLOCK_TOLERANCE_DAYS)
  return provenDay === null ? day : later(provenDay, day)
}

/** The copy in the shape in which the relay answers for an area. */
export function bundleOf({ directory, sheets }: Copy): AreaBundle | null {
  if (directory === null) return null
  const pairs = [...sheets]
  return {
    directory,
    memberSheets: new Map(pairs.map(([agency, { memberSheet }]) => [agency, memberSheet])),
    intakeSheets: new Map(pairs.map(([agency, { intakeSheet }]) => [agency, intakeSheet])),
  }
}

/** What the relay would answer for one agency by itself, if nothing has changed; null: not of today, or not whole. */
export function ofAgency(copy: Copy, agency: AgencyId, today: Day): AreaBundle | null {
  const { directory, checkedDay } = copy
  const sheets = copy.sheets.get(agency)
  if (directory === null || sheets === undefined || checkedDay !== today) return null
  const { memberSheet, intakeSheet } = sheets
  return {
    directory,
    memberSheets: new Map([[agency, memberSheet]]),
    intakeSheets: new Map([[agency, intakeSheet]]),
  }
}

async function withoutFault<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof StorageError) return null
    throw error
  }
}
