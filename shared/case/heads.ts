/**
 * The heads that an event names: the lowest few by hash, so that every event fits its envelope. Those left over stay heads
 * for the next event. Source: docs/protocol.md P6.2, P6.7.
 */
import { MAX_HEADS } from './limits.ts'
import type { EventHash } from './names.ts'

const ascending = (heads: Iterable<EventHash>): readonly EventHash[] => [...new Set(heads)].sort()

/** What an event names of the heads that its case has, ascending. */
export function headsToName(heads: readonly EventHash[]): readonly EventHash[] {
  return ascending(heads).slice(0, MAX_HEADS)
}

/** The heads of a case after an event that was written with `heads` before it: so that a batch of events chains. */
export function headsAfter(heads: readonly EventHash[], newEventHash: EventHash): readonly EventHash[] {
  return ascending([...ascending(heads).slice(MAX_HEADS), newEventHash])
}
