/**
 * The names of a case: each ticket's digits give one, and code changes say that they mean the same case. Named after the
 * first ticket; the order of the events plays no part. Source: docs/protocol.md P6.3.
 */
import type { TakenIn } from './log-record.ts'
import type { Pseudonym } from './names.ts'
import { compareNames } from './order.ts'

export interface CaseNames {
  /** The case that the name stands for; a name that no code change mentions stands for itself. */
  caseOf(name: Pseudonym): Pseudonym
  /** All names of that case: its pseudonym, then the others, ascending. */
  namesOf(pseudonym: Pseudonym): readonly Pseudonym[]
}

/** Where each name comes from. Of two tickets that one new key signed for, the change whose hash is first. */
function predecessors(events: readonly TakenIn[]): ReadonlyMap<Pseudonym, Pseudonym> {
  const chosen = new Map<Pseudonym, TakenIn>()
  for (const event of events) {
    if (event.successor === null) continue
    const other = chosen.get(event.successor)
    if (other === undefined || event.hash < other.hash) chosen.set(event.successor, event)
  }
  return new Map([...chosen].map(([name, { pseudonym }]) => [name, pseudonym]))
}

export function caseNames(events: readonly TakenIn[]): CaseNames {
  const before = predecessors(events)
  const cases = new Map<Pseudonym, Pseudonym>()
  const caseOf = (name: Pseudonym): Pseudonym => {
    const path = new Set<Pseudonym>()
    let at = name
    for (let previous = before.get(at); previous !== undefined && !cases.has(at); previous = before.get(at)) {
      if (path.has(at)) {
        // A ring has no first ticket: its lowest name.
        const ring = [...path]
        at = ring.slice(ring.indexOf(at)).sort(compareNames)[0] ?? at
        break
      }
      path.add(at)
      at = previous
    }
    const found = cases.get(at) ?? at
    for (const passed of path) cases.set(passed, found)
    return found
  }
  const names = new Map<Pseudonym, Pseudonym[]>()
  for (const name of [...before.keys()].sort(compareNames)) {
    const pseudonym = caseOf(name)
    const list = names.get(pseudonym) ?? [pseudonym]
    names.set(pseudonym, list)
    if (name !== pseudonym) list.push(name)
  }
  return { caseOf, namesOf: (pseudonym) => names.get(pseudonym) ?? [pseudonym] }
}
