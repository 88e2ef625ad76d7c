/**
 * What a reporter reads: the events of each agency in their order, each after the one that it names. A break in the chain is a
 * gap, never hidden. Source: docs/protocol.md P6.2, P9.23.
 */
import type { AgencyId } from '../wire/address.ts'
import type { SignedEvent } from './frame.ts'
import { compareNames, orderCausally, type Gap } from './order.ts'
import type { ReplyEvent } from './reply-event.ts'

export interface Conversation {
  readonly agency: AgencyId
  readonly events: readonly SignedEvent<ReplyEvent>[]
  /** Events that a later one names and that are not in the mailbox: expired, erased or withheld. */
  readonly gaps: readonly Gap[]
}

/** The same event twice counts once. Agencies by id, so that the answer is the same for any order of arrival. */
export function orderReplies(replies: readonly SignedEvent<ReplyEvent>[]): readonly Conversation[] {
  const agencies = [...new Set(replies.map(({ event }) => event.agency))].sort(compareNames)
  return agencies.map((agency) => {
    const own = replies.filter(({ event }) => event.agency === agency)
    const nodes = own.map((signed) => {
      const { previous } = signed.event
      return { hash: signed.hash, heads: previous === null ? [] : [previous], signed }
    })
    const { ordered, gaps } = orderCausally(nodes)
    return { agency, events: ordered.map(({ signed }) => signed), gaps }
  })
}
