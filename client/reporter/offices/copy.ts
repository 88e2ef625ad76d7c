/** The phone's copy of the documents: in memory while the page is open, on the disk where that works. */
import type { SeenVersion } from '../../../shared/trust/document.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { AreaBundle, UnverifiedDocument } from '../../../shared/wire/documents.ts'
import type { Day } from '../../../shared/day.ts'
import { StorageError } from '../../storage/connection.ts'
import type { DocumentStore, KeptDocuments, KeptSheets } from '../../storage/document-store.ts'

export interface Copy {
  readonly directory: UnverifiedDocument | null
  readonly sheets: ReadonlyMap<AgencyId, KeptSheets>
  readonly seen: ReadonlyMap<string, SeenVersion>
  readonly checkedDay: Day | null
}

const EMPTY: Copy = { directory: null, sheets: new Map(), seen: new Map(), checkedDay: null }

/** What lies on the disk; empty where nothing does or storage does not work. */
export async function loadCopy(store: DocumentStore): Promise<Copy> {
  return (await withoutFault(store.load())) ?? EMPTY
}

/** Keeps the changed sheets on the disk if that works. */
export async function saveCopy(store: DocumentStore, copy: Copy, changed: Copy['sheets']): Promise<void> {
  if (copy.directory === null) return
  const kept: KeptDocuments = { ...copy, directory: copy.directory, sheets: changed }
  await withoutFault(store.save(kept))
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

async function withoutFault<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof StorageError) return null
    throw error
  }
}
