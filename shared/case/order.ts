/**
 * The order of events: each after all that it names, and among those that are free to come next the one whose hash is first
 * (base64url text, ASCII order). No clock and no log number takes part, so every device that knows the same events puts them
 * in the same order. Total: cycles, which only forged hashes could make, are put last. Source: docs/protocol.md P6.6.
 */
import type { EventHash } from './names.ts'

export interface Linked {
  readonly hash: EventHash
  /** What it comes after; for an event to a reporter, the one before it. */
  readonly heads: readonly EventHash[]
}

/** An event that is named and not there. */
export interface Gap {
  readonly missing: EventHash
  readonly namedBy: EventHash
}

export interface Order<N extends Linked> {
  readonly ordered: readonly N[]
  readonly gaps: readonly Gap[]
  /** The events that no other names, ascending: the heads of the next one. */
  readonly heads: readonly EventHash[]
}

export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Where the hash belongs in the ascending list. */
function placeOf(list: readonly Linked[], hash: EventHash): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const at = list[middle]
    if (at !== undefined && at.hash < hash) low = middle + 1
    else high = middle
  }
  return low
}

/** Several nodes of one hash are one event: any of them is taken. */
export function orderCausally<N extends Linked>(nodes: readonly N[]): Order<N> {
  const known = new Map(nodes.map((node) => [node.hash, node]))
  const after = new Map<EventHash, N[]>()
  const waitsFor = new Map<EventHash, number>()
  const gaps: Gap[] = []
  const free: N[] = []
  const sorted = [...known.values()].sort((a, b) => compareNames(a.hash, b.hash))
  for (const node of sorted) {
    const heads = [...new Set(node.heads)]
    const present = heads.filter((head) => known.has(head))
    for (const head of heads.sort()) if (!known.has(head)) gaps.push({ missing: head, namedBy: node.hash })
    for (const head of present) {
      const others = after.get(head)
      if (others === undefined) after.set(head, [node])
      else others.push(node)
    }
    waitsFor.set(node.hash, present.length)
    if (present.length === 0) free.push(node)
  }
  const ordered: N[] = []
  for (let next = free.shift(); next !== undefined; next = free.shift()) {
    ordered.push(next)
    for (const node of after.get(next.hash) ?? []) {
      const left = (waitsFor.get(node.hash) ?? 0) - 1
      waitsFor.set(node.hash, left)
      if (left === 0) free.splice(placeOf(free, node.hash), 0, node)
    }
  }
  if (ordered.length < sorted.length) {
    const placed = new Set(ordered.map(({ hash }) => hash))
    ordered.push(...sorted.filter(({ hash }) => !placed.has(hash)))
  }
  return { ordered, gaps, heads: sorted.map(({ hash }) => hash).filter((hash) => !after.has(hash)) }
}

/** The events that some chosen one comes after. `ordered` as orderCausally gives it. */
export function followedBy<N extends Linked>(
  ordered: readonly N[],
  chosen: (node: N) => boolean,
): ReadonlySet<EventHash> {
  const followed = new Set<EventHash>()
  for (const node of ordered.toReversed()) {
    if (chosen(node) || followed.has(node.hash)) for (const head of node.heads) followed.add(head)
  }
  return followed
}

/** The events that come after some chosen one. `ordered` as orderCausally gives it. */
export function following<N extends Linked>(
  ordered: readonly N[],
  chosen: (node: N) => boolean,
): ReadonlySet<EventHash> {
  const named = new Set<EventHash>()
  const after = new Set<EventHash>()
  for (const node of ordered) {
    if (node.heads.some((head) => named.has(head) || after.has(head))) after.add(node.hash)
    if (chosen(node)) named.add(node.hash)
  }
  return after
}
