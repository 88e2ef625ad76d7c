/**
 * Whether those who wrote still speak for their agency. Their own clock proves nothing: whoever was removed can give any day.
 * What does prove something is the chain: an answer that a member of today names as the one before was there when they wrote,
 * and so were those before it. Pure. Source: docs/protocol.md P9.22.
 */
import { dayOfTime } from '../../../shared/case/event.ts'
import type { EventHash } from '../../../shared/case/names.ts'
import type { Reply } from './read-mailbox.ts'

/**
 * - `theirs`: by a member of today, or one of them has known it
 * - `left`: by a former member, and of before they left, if their clock can be believed
 * - `after`: by a former member, and not even said to be of before
 */
export type Wrote = 'theirs' | 'left' | 'after'

export function whoWrote(replies: readonly Reply[]): ReadonlyMap<EventHash, Wrote> {
  const known = knownToMembers(replies)
  const wrote = ({ hash, event, formerSince }: Reply): Wrote => {
    if (formerSince === null || known.has(hash)) return 'theirs'
    const day = dayOfTime(event.at)
    return day !== null && day < formerSince ? 'left' : 'after'
  }
  return new Map(replies.map((reply) => [reply.hash, wrote(reply)]))
}

/** What members of today name as said before, and all that was said before that, each at the own agency. */
function knownToMembers(replies: readonly Reply[]): ReadonlySet<EventHash> {
  const byHash = new Map(replies.map((reply) => [reply.hash, reply]))
  const known = new Set<EventHash>()
  for (const { event, formerSince } of replies) {
    if (formerSince !== null) continue
    let before = event.previous
    while (before !== null && !known.has(before)) {
      const named = byHash.get(before)
      if (named?.event.agency !== event.agency) break
      known.add(before)
      before = named.event.previous
    }
  }
  return known
}
