/**
 * The keys of a case: the first ticket's, and those that code changes passed it on to. Source: docs/protocol.md P6.3.
 */
import type { ReplyTo } from './bodies.ts'
import { MAX_CODE_CHANGES } from './limits.ts'
import type { TakenIn } from './log-record.ts'
import { authorName, type Author, type EventHash, type Pseudonym } from './names.ts'

export interface Change {
  readonly hash: EventHash
  readonly by: Author
  readonly next: Author
  /** What the next key would name a case. */
  readonly pseudonym: Pseudonym
  readonly replyTo: ReplyTo
}

/** The code changes of each author, in the order of the events; of several that name one key the first. */
export type Changes = ReadonlyMap<Author, readonly Change[]>

/** The change that first led to each key. */
export type Led = ReadonlyMap<Author, Change>

export function changesOf(events: readonly TakenIn[]): Changes {
  const by = new Map<Author, Map<Author, Change>>()
  for (const { author, event, hash, successor } of events) {
    if (event.type !== 'code-change' || successor === null) continue
    const own = by.get(author) ?? new Map<Author, Change>()
    by.set(author, own)
    const next = authorName(event.body.followUp)
    if (!own.has(next)) own.set(next, { hash, by: author, next, pseudonym: successor, replyTo: event.body.reply })
  }
  return new Map([...by].map(([author, own]) => [author, [...own.values()]]))
}

/** The keys themselves, and all that at most MAX_CODE_CHANGES changes lead to. */
export function reach(from: Iterable<Author>, changes: Changes): ReadonlySet<Author> {
  const reached = new Set(from)
  let row: readonly Author[] = [...reached]
  for (let step = 0; step < MAX_CODE_CHANGES && row.length > 0; step++) {
    const next = row.flatMap((key) => changes.get(key) ?? []).map((change) => change.next)
    row = [...new Set(next)].filter((key) => !reached.has(key))
    for (const key of row) reached.add(key)
  }
  return reached
}

/** The key that the case is named after, if an event of it is there. */
export function firstKey(pseudonym: Pseudonym, events: readonly TakenIn[]): Author | null {
  return events.find((event) => event.pseudonym === pseudonym)?.author ?? null
}

/** Every key that may speak in the case. The order of the events plays no part. */
export function keysOf(pseudonym: Pseudonym, events: readonly TakenIn[]): ReadonlySet<Author> {
  const first = firstKey(pseudonym, events)
  return reach(first === null ? [] : [first], changesOf(events))
}
