/**
 * Which entries go when a case is erased because the person asked for it: the deciding event names every one of them. What is
 * erased where follows from that event, at every desk alike (decided-cases.ts). Source: docs/protocol.md P9.50.
 */
import type { Case } from '../../../shared/case/case.ts'
import { MAX_ERASED } from '../../../shared/case/limits.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import type { EnvelopeName } from '../../../shared/case/names.ts'
import type { HeldEntry } from '../sync/log-copy.ts'

/** Whether a record is of the case, and of what goes: what asked for it and who decided stay, and the tickets' own names. */
export function goesWith({ names }: Pick<Case, 'names'>, withdrawal: string, { event, taken }: LogRecord): boolean {
  const name = taken === null ? event.case : taken.event.case
  if (name === null || !names.includes(name)) return false
  if (taken === null) return event.type !== 'erasure'
  return taken.hash !== withdrawal && taken.event.type !== 'code-change'
}

/** In pieces that one event may name each. */
export function entriesOf(
  of: Case,
  withdrawal: string,
  held: readonly HeldEntry[],
): readonly (readonly EnvelopeName[])[] {
  const names = held.flatMap(({ id, record }) => (record !== null && goesWith(of, withdrawal, record) ? [id] : []))
  return Array.from({ length: Math.ceil(names.length / MAX_ERASED) }, (_, at) =>
    names.slice(at * MAX_ERASED, (at + 1) * MAX_ERASED),
  )
}
