/**
 * What the agencies have told a reporter, ready to be shown: in their order, long messages joined, gaps marked. Pure.
 * Source: docs/protocol.md P6.7, P9.23.
 */
import type { SignedEvent } from '../../../shared/case/frame.ts'
import type { EventHash } from '../../../shared/case/names.ts'
import type { ReplyEvent } from '../../../shared/case/reply-event.ts'
import { orderReplies } from '../../../shared/case/reply-order.ts'
import { joinParts } from '../../../shared/case/words.ts'
import type { Day } from '../../../shared/day.ts'
import type { DirectoryAgency } from '../../../shared/trust/directory.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { Reply } from './read-mailbox.ts'
import { type Wrote, whoWrote } from './who-wrote.ts'

export interface Saying {
  readonly hash: EventHash
  readonly agency: DirectoryAgency
  /** Time by the desk's clock, RFC 3339. */
  readonly at: string
  /** Something of this agency before it is not here. */
  readonly gapBefore: boolean
  readonly wrote: Wrote
  readonly what: What
}

export type What =
  | { readonly kind: 'received' }
  | {
      readonly kind: 'status'
      readonly status: string
      readonly promisedDay: Day | null
      readonly words: string | null
    }
  | { readonly kind: 'words'; readonly words: string; readonly missingParts: number }
  | { readonly kind: 'unknown' }

export interface Told {
  readonly sayings: readonly Saying[]
  /** Of those: everything but that it has arrived. */
  readonly toRead: number
  /** Agencies that have it; what somebody wrote after leaving does not say so. */
  readonly arrivedAt: readonly DirectoryAgency[]
  /** The last event of each agency, likewise. */
  readonly lastOf: ReadonlyMap<AgencyId, EventHash>
}

export function toldBy(replies: readonly Reply[]): Told {
  const wrote = whoWrote(replies)
  const agencies = new Map(replies.map(({ event, agency }) => [event.agency, agency]))
  const conversations = orderReplies(replies)
  const lastOf = new Map(
    conversations.flatMap(({ agency, events }) => {
      const last = events.findLast(({ hash }) => wrote.get(hash) !== 'after')
      return last === undefined ? [] : [[agency, last.hash]]
    }),
  )
  const sayings = conversations.flatMap(({ agency: id, events, gaps }) => {
    const agency = agencies.get(id)
    if (agency === undefined) return []
    const broken = new Set(gaps.map(({ namedBy }) => namedBy))
    const joined = joinedWords(events, wrote)
    return events.flatMap(({ hash, event }): Saying[] => {
      const what = whatOf(hash, event, joined)
      const by = wrote.get(hash) ?? 'after'
      return what === null ? [] : [{ hash, agency, at: event.at, gapBefore: broken.has(hash), wrote: by, what }]
    })
  })
  const toRead = sayings.filter(({ what }) => what.kind !== 'received').length
  const arrivedAt = new Set(replies.filter(({ hash }) => wrote.get(hash) !== 'after').map(({ event }) => event.agency))
  return { sayings, toRead, arrivedAt: [...agencies.values()].filter(({ id }) => arrivedAt.has(id)), lastOf }
}

type Words = { readonly words: string; readonly missingParts: number }

/**
 * The words of each message, by the event in whose place they stand. Parts of before and after somebody left are not joined:
 * a late part would stand unmarked in words that were known.
 */
function joinedWords(
  events: readonly SignedEvent<ReplyEvent>[],
  wrote: ReadonlyMap<EventHash, Wrote>,
): ReadonlyMap<EventHash, Words> {
  const joined = (['theirs', 'left', 'after'] as const).flatMap((by) => {
    const pieces = events.flatMap(({ hash, author, event }) =>
      event.type === 'message' && wrote.get(hash) === by
        ? [{ item: hash, hash, author, id: event.id, words: event.body }]
        : [],
    )
    return joinParts(pieces)
  })
  return new Map(joined.map(({ item, words, missingParts }) => [item, { words, missingParts }]))
}

/** Null for a further part of a message: it stands where the first one does. */
function whatOf(hash: EventHash, event: ReplyEvent, joined: ReadonlyMap<EventHash, Words>): What | null {
  switch (event.type) {
    case 'received':
      return { kind: 'received' }
    case 'status':
      return { kind: 'status', status: event.body.status, promisedDay: event.body.promisedDay ?? null, words: null }
    case 'message': {
      const words = joined.get(hash)
      return words === undefined ? null : { kind: 'words', ...words }
    }
    case 'closure':
      return { kind: 'status', status: 'closed', promisedDay: null, words: event.body.words ?? null }
    case 'reopening':
      return { kind: 'status', status: 'reopened', promisedDay: null, words: event.body.words ?? null }
    case 'unknown':
      return { kind: 'unknown' }
  }
}
