/**
 * Giving the relay the newest documents that this desk has kept, in case it came back from an old copy. They carry their own
 * signatures, so anybody may; the relay keeps what is newer. Source: docs/protocol.md P9.29.
 */
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { Failure } from '../../relay/outcome.ts'
import type { DeskTools } from '../tools.ts'

/** Only silence counts as a failure: a relay that refuses them has its reasons. */
export async function putKeptDocuments(
  { store, relay }: Pick<DeskTools, 'store' | 'relay'>,
  id: string,
  agency: AgencyId,
): Promise<Failure | null> {
  const kept = await store.loadDocuments(id)
  if (kept === null) return null
  const { directory, memberSheet, intakeSheet } = kept
  const outcomes = [
    await relay.putDocument({ kind: 'directory', document: directory }),
    await relay.putDocument({ kind: 'member-sheet', agency, document: memberSheet }),
    ...(intakeSheet === null ? [] : [await relay.putDocument({ kind: 'intake-sheet', agency, document: intakeSheet })]),
  ]
  return outcomes.find((outcome) => outcome.kind === 'unreachable') ?? null
}
