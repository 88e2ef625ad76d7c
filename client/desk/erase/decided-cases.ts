/**
 * Cases that members have decided to erase: this device puts tombstones over its own copy of each entry, and over the relay's
 * where nobody has yet. It believes nobody's word for it but its own copy of the log: the entry is of that case, the person
 * asked with their ticket, and by its own calendar the days have passed. Source: docs/protocol.md P9.50.
 */
import type { Case } from '../../../shared/case/case.ts'
import { decideDay } from '../../../shared/case/withdrawals.ts'
import type { Day } from '../../../shared/day.ts'
import { replaceEntry } from '../../agency/erase-entry.ts'
import type { Failure } from '../../relay/outcome.ts'
import { goesWith } from './entries-of-case.ts'
import type { Keyring } from '../keyring.ts'
import { eraseHere } from './follow-erasures.ts'
import type { HeldEntry, LogCopy } from '../sync/log-copy.ts'
import type { LogLink } from '../sync/log-link.ts'

function entriesToErase({ erased, ...of }: Case, held: readonly HeldEntry[], today: Day): readonly HeldEntry[] {
  const asked = of.timeline.find(({ hash }) => hash === erased?.withdrawal)
  if (erased === null || asked?.by !== 'reporter' || asked.takenDay === null) return []
  if (today < decideDay(asked.takenDay)) return []
  // What says so has to be at the relay first: a crash in between must leave somebody who knows why.
  const inLog = new Set(held.map(({ record }) => record?.hash))
  if (!erased.by.every((hash) => inLog.has(hash))) return []
  const named = new Set(erased.entries)
  return held.filter(({ id, record }) => named.has(id) && record !== null && goesWith(of, erased.withdrawal, record))
}

export type ErasedCases = { readonly kind: 'erased'; readonly count: number } | Failure

export async function eraseCases(
  link: LogLink,
  keyring: Keyring,
  copy: LogCopy,
  cases: readonly Case[],
): Promise<ErasedCases> {
  let count = 0
  for (const of of cases.filter(({ erased }) => erased !== null)) {
    for (const { number, id } of entriesToErase(of, copy.entries(), link.today())) {
      const outcome = await replaceEntry(link.p, link.relay, keyring.keys, { number, entry: id })
      if (outcome.kind === 'unreachable' || outcome.kind === 'refused') return outcome
      await eraseHere(link, keyring, copy, id)
      count += 1
    }
  }
  return { kind: 'erased', count }
}
