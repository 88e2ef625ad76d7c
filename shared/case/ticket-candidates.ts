/**
 * The keys that claim to be the person's, and what each of them has to show for itself: the change that named it, and the
 * letters that are its own. Linear in the keys, whatever a hostile ticket holder makes of them. Source: docs/protocol.md P6.3.
 */
import type { TicketCandidate } from './case.ts'
import type { Author } from './names.ts'
import type { Change, Led } from './ticket-keys.ts'

/** Each of the keys counts to the nearest of the claims that it came from, or to none. */
function claimedBy(claims: ReadonlySet<Author>, keys: ReadonlySet<Author>, led: Led): ReadonlyMap<Author, Author[]> {
  const found = new Map<Author, Author | null>([...claims].map((claim) => [claim, claim]))
  const own = new Map<Author, Author[]>([...claims].map((claim) => [claim, []]))
  for (const key of keys) {
    const path = new Set<Author>()
    let at: Author | undefined = key
    while (at !== undefined && !found.has(at) && !path.has(at)) {
      path.add(at)
      at = led.get(at)?.by
    }
    const claim = at === undefined ? null : (found.get(at) ?? null)
    for (const passed of path) found.set(passed, claim)
    if (claim !== null) own.get(claim)?.push(key)
  }
  return own
}

/** In the order given; the first key of a case was named by none. */
export function candidatesFrom(
  claims: readonly Author[],
  keys: ReadonlySet<Author>,
  led: Led,
  changes: readonly Change[],
): readonly TicketCandidate[] {
  const own = claimedBy(new Set(claims), keys, led)
  const named = new Map(changes.map((change) => [change.next, change]))
  return claims.map((key) => {
    const change = named.get(key) ?? led.get(key)
    const after = change === undefined ? null : (led.get(change.by)?.hash ?? null)
    return { key, change: change?.hash ?? null, after, keys: own.get(key) ?? [key] }
  })
}
