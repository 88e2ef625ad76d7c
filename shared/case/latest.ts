/** What counts of several words on one matter: those that no other comes after. Source: docs/protocol.md P6.8. */
import type { TimelineItem } from './case.ts'
import type { EventHash } from './names.ts'
import { followedBy, type Linked } from './order.ts'

/** The nodes of the graph that an item stands for. */
function nodesOf(item: TimelineItem): readonly EventHash[] {
  return item.by === 'reporter' ? item.taken : [item.hash]
}

/** Of the chosen items those that no other chosen one comes after, in order. */
export function latestOf<T extends TimelineItem>(
  timeline: readonly TimelineItem[],
  ordered: readonly Linked[],
  chosen: (item: TimelineItem) => item is T,
): readonly T[] {
  const items = timeline.filter(chosen)
  // Where it was taken in first: taken in once more, it does not come after itself.
  const nodes = new Set(items.flatMap((item) => nodesOf(item).slice(0, 1)))
  const followed = followedBy(ordered, ({ hash }) => nodes.has(hash))
  return items.filter((item) => !nodesOf(item).some((node) => followed.has(node)))
}
