/** The events of a case in their order, each once, and what was said in them. Source: docs/protocol.md P6.6, P6.7. */
import type { LongWords } from './bodies.ts'
import type { ReporterItem, Said, StaffItem, TicketState, TimelineItem } from './case.ts'
import { dayOfTime, type UnknownEvent } from './event.ts'
import type { LogRecord } from './log-record.ts'
import type { EventHash } from './names.ts'
import type { Linked } from './order.ts'
import { joinParts, type Piece } from './words.ts'

/** A record in the graph of its case. */
export interface CaseNode extends Linked {
  readonly record: LogRecord
  readonly standing: 'current' | 'former'
}

/** A reporter's event that several `taken` carry stands where the first of them does. `tickets`: whose word each of them is. */
export function timelineOf(
  ordered: readonly CaseNode[],
  tickets: ReadonlyMap<EventHash, TicketState>,
): readonly TimelineItem[] {
  const carriers = new Map<EventHash, EventHash[]>()
  for (const { record } of ordered) {
    if (record.taken === null) continue
    const list = carriers.get(record.taken.hash)
    if (list === undefined) carriers.set(record.taken.hash, [record.hash])
    else list.push(record.hash)
  }
  return ordered.flatMap(({ record, standing }): (ReporterItem | StaffItem)[] => {
    const { hash, author, event, taken } = record
    if (taken !== null) {
      const all = carriers.get(taken.hash) ?? []
      if (all[0] !== hash) return []
      const ticket = tickets.get(taken.hash) ?? 'replaced'
      const day = { takenDay: dayOfTime(event.at), takenBy: author }
      return [
        { by: 'reporter', hash: taken.hash, author: taken.author, ticket, event: taken.event, ...day, taken: all },
      ]
    }
    // The fold puts these nowhere near a case.
    if (event.type === 'taken' || event.type === 'posted' || event.type === 'unopenable') return []
    if (event.type === 'handover' || event.type === 'one-time-key' || event.type === 'tombstone') return []
    return [{ by: 'staff', hash, author, standing, event }]
  })
}

type Speaking = Exclude<TimelineItem['event'], UnknownEvent>

/** The words of an event, if it is of those that somebody says to somebody. Notes are not. */
function wordsOf(event: Speaking): LongWords | null {
  switch (event.type) {
    case 'report':
    case 'follow-up':
    case 'message':
      return event.body
    case 'withdrawal':
    case 'reopening':
    case 'closure':
      return event.body.words === undefined ? null : { words: event.body.words }
    default:
      return null
  }
}

/** A member's record of feedback is the desk's own matter, that of the reporter was said to somebody. */
function saidIn(item: TimelineItem): LongWords | null {
  if (item.event.type === 'unknown') return null
  if (item.by === 'reporter' && item.event.type === 'feedback') {
    const { words } = item.event.body
    return words === undefined ? null : { words }
  }
  return wordsOf(item.event)
}

export function conversationOf(timeline: readonly TimelineItem[]): readonly Said[] {
  const pieces = timeline.flatMap((item): Piece<TimelineItem>[] => {
    const words = saidIn(item)
    return words === null ? [] : [{ item, hash: item.hash, author: item.author, id: item.event.id, words }]
  })
  return joinParts(pieces).map(({ item, ...text }) => ({
    by: item.by,
    type: item.event.type,
    hash: item.hash,
    author: item.author,
    at: item.event.at,
    ...text,
    ticket: item.by === 'reporter' ? item.ticket : null,
  }))
}
