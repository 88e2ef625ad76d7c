/**
 * Whose word is the reporter's: which key is the ticket now, and which of the reporter's events were signed with the ticket of
 * their time. Every step is linear in the events, whatever a hostile ticket holder makes of the chain. Source: docs/protocol.md
 * P6.3.
 */
import type { ReplyTo } from './bodies.ts'
import type { TicketCandidate, TicketState } from './case.ts'
import type { Author, EventHash, Pseudonym } from './names.ts'
import { followedBy, following } from './order.ts'
import { candidatesFrom } from './ticket-candidates.ts'
import { changesOf, firstKey, reach, type Change, type Changes, type Led } from './ticket-keys.ts'
import type { CaseNode } from './timeline.ts'

export interface Ticket {
  /** The follow-up key now; null while no event of the first one has come, and while it is contested. */
  readonly key: Author | null
  readonly replyTo: ReplyTo | null
  /** What that key names the case: the only name that the digits of the ticket give. */
  readonly replyPseudonym: Pseudonym
  /** The code change that led to that key; null for the first ticket, and while it is contested. */
  readonly change: EventHash | null
  /** Several keys claim to be the person's: a member has to decide. */
  readonly contested: boolean
  /** Two at least where it is contested, or was until a member decided; else none. */
  readonly candidates: readonly TicketCandidate[]
  /** Of every event of the reporter. */
  readonly states: ReadonlyMap<EventHash, TicketState>
}

interface Walked {
  readonly key: Author
  /** The change that led to it; null when there was none. */
  readonly change: Change | null
  /** Every key on the way, with the last one. */
  readonly path: ReadonlySet<Author>
  /** The changes that the last key made, if it named several successors. */
  readonly fork: readonly Change[]
}

/** Follows code changes until a key has made none, or several; a ring of keys ends where it closes. */
function walk(from: Author, led: Change | null, changes: Changes, keys: ReadonlySet<Author>): Walked {
  const path = new Set<Author>()
  let key = from
  let change = led
  while (!path.has(key)) {
    path.add(key)
    const steps = (changes.get(key) ?? []).filter(({ next }) => keys.has(next))
    const [step] = steps
    if (step === undefined) break
    if (steps.length > 1) return { key, change, path, fork: steps }
    key = step.next
    change = step
  }
  return { key, change, path, fork: [] }
}

/** The keys that members have said are the person: those of the latest words, when several were given at the same time. */
function decidedKeys(ordered: readonly CaseNode[], keys: ReadonlySet<Author>): readonly Author[] {
  const decides = ({ record: { event } }: CaseNode): boolean => event.type === 'ticket' && keys.has(event.body.key)
  const followed = followedBy(ordered, decides)
  const latest = ordered.filter((node) => decides(node) && !followed.has(node.hash))
  return [...new Set(latest.flatMap(({ record: { event } }) => (event.type === 'ticket' ? [event.body.key] : [])))]
}

/** Every key that was named beside another by the same key. */
function forkedOf(changes: Changes, keys: ReadonlySet<Author>): readonly Change[] {
  return [...keys].flatMap((key) => {
    const steps = (changes.get(key) ?? []).filter(({ next }) => keys.has(next))
    return steps.length > 1 ? steps : []
  })
}

/** The change that first led to each key. */
function leadingTo(changes: Changes, keys: ReadonlySet<Author>): Led {
  const all = [...keys].flatMap((key) => changes.get(key) ?? [])
  const led = new Map<Author, Change>()
  for (const change of all) if (!led.has(change.next)) led.set(change.next, change)
  return led
}

type IsAfter = (author: Author, hash: EventHash) => boolean

/**
 * Whether a key said this after it had passed the ticket on: every device that took it in knew of the change. Letters that
 * two desks took in at the same time were there together, and no order of arrival tells which came first.
 */
function afterChanges(ordered: readonly CaseNode[], way: ReadonlySet<Author>): IsAfter {
  const passedOn = new Map<Author, ReadonlySet<EventHash>>()
  const carriers = new Map<EventHash, EventHash[]>()
  for (const { hash, record } of ordered) {
    const { taken } = record
    if (taken === null) continue
    const all = carriers.get(taken.hash) ?? []
    carriers.set(taken.hash, all)
    all.push(hash)
    const { author } = taken
    // There are at most so many keys on the way, whatever a hostile holder sends.
    if (taken.successor === null || !way.has(author) || passedOn.has(author)) continue
    const isChange = ({ record: { taken: one } }: CaseNode): boolean =>
      one !== null && one.author === author && one.successor !== null
    passedOn.set(author, following(ordered, isChange))
  }
  return (author, hash) => {
    const after = passedOn.get(author)
    return after !== undefined && (carriers.get(hash) ?? []).every((node) => after.has(node))
  }
}

/** The keys that passed the ticket on before it came to this one. */
function before(key: Author, first: Author, led: Led): ReadonlySet<Author> {
  const passed = new Set<Author>()
  let at = key
  while (at !== first && !passed.has(at)) {
    if (at !== key) passed.add(at)
    at = led.get(at)?.by ?? first
  }
  return key === first ? passed : passed.add(first)
}

/**
 * The ticket after all events, in their order. Where one key named two successors, whoever holds the old ticket may have made
 * one of them: nobody is the person until a member says who.
 */
export function currentTicket(pseudonym: Pseudonym, ordered: readonly CaseNode[]): Ticket {
  const spoken = ordered.map(({ record }) => record.taken).filter((taken) => taken !== null)
  const first = firstKey(pseudonym, spoken)
  const states = new Map<EventHash, TicketState>()
  if (first === null) {
    const none = { key: null, replyTo: null, change: null, contested: false, candidates: [] }
    return { ...none, replyPseudonym: pseudonym, states }
  }
  const changes = changesOf(spoken)
  const keys = reach([first], changes)
  const led = leadingTo(changes, keys)
  const decided = decidedKeys(ordered, keys)
  const start = decided.length === 1 ? (decided[0] ?? first) : first
  const walked = walk(start, start === first ? null : (led.get(start) ?? null), changes, keys)
  const { change, path, fork } = walked
  const contested = decided.length > 1 || fork.length > 0
  const open = decided.length === 1 && fork.length === 0 ? forkedOf(changes, keys) : fork
  const claims = decided.length > 1 ? decided : open.map(({ next }) => next)
  const claimants = contested ? reach(claims, changes) : new Set<Author>()
  const key = contested ? null : walked.key
  const way = new Set([...before(start, first, led), ...path])
  // Not of any change that names the last key: whoever holds an old ticket could name it too, with an address of their own.
  let replyTo = key === null ? null : (change?.replyTo ?? null)
  const isAfterChange = afterChanges(ordered, way)
  for (const { author, event, hash } of spoken) {
    const isOld = !way.has(author) || isAfterChange(author, hash)
    if (author === key || !isOld) states.set(hash, 'current')
    else states.set(hash, claimants.has(author) && !way.has(author) ? 'contested' : 'replaced')
    const names = author === key && (event.type === 'report' || event.type === 'follow-up')
    if (names) replyTo = event.body.reply ?? replyTo
  }
  return {
    key,
    replyTo,
    replyPseudonym: change?.pseudonym ?? pseudonym,
    change: key === null ? null : (change?.hash ?? null),
    contested,
    candidates: candidatesFrom([...new Set(claims)], keys, led, open),
    states,
  }
}
