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

export interface Saying {
  readonly hash: EventHash
  readonly agency: DirectoryAgency
  /** Time by the desk's clock, RFC 3339. */
  readonly at: string
  /** Something of this agency before it is not here. */
  readonly gapBefore: boolean
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
  /** Agencies that have it. */
  readonly arrivedAt: readonly DirectoryAgency[]
  /** The last event of each agency. */
  readonly lastOf: ReadonlyMap<AgencyId, EventHash>
}

export function toldBy(replies: readonly Reply[]): Told {
  const agencies = new Map(replies.map(({ event, agency }) => [event.agency, agency]))
  const conversations = orderReplies(replies)
  const lastOf = new Map(
    conversations.flatMap(({ agency, events }) => events.slice(-1).map(({ hash }) => [agency, hash])),
  )
  const sayings = conversations.flatMap(({ agency: id, events, gaps }) => {
    const agency = agencies.get(id)
    if (agency === undefined) return []
    const broken = new Set(gaps.map(({ namedBy }) => namedBy))
    const joined = joinedWords(events)
    return events.flatMap(({ hash, event }): Saying[] => {
      const what = whatOf(hash, event, joined)
      return what === null ? [] : [{ hash, agency, at: event.at, gapBefore: broken.has(hash), what }]
    })
  })
  const toRead = sayings.filter(({ what }) => what.kind !== 'received').length
  return { sayings, toRead, arrivedAt: [...agencies.values()], lastOf }
}

type Words = { readonly words: string; readonly missingParts: number }

/** The words of each message, by the event in whose place they stand. */
function joinedWords(events: readonly SignedEvent<ReplyEvent>[]): ReadonlyMap<EventHash, Words> {
  const pieces = events.flatMap(({ hash, author, event }) =>
    event.type === 'message' ? [{ item: hash, hash, author, id: event.id, words: event.body }] : [],
  )
  return new Map(joinParts(pieces).map(({ item, words, missingParts }) => [item, { words, missingParts }]))
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
