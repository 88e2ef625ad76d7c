/**
 * What became of something that a member said to the person. Words for a ticket that was replaced before they went out are
 * never sent there (P9.19): they are said again, by a person, to the ticket in use. Pure.
 */
import type { Case, StaffItem } from '../../../shared/case/case.ts'
import type { EventHash } from '../../../shared/case/names.ts'
import type { WrittenAct } from '../drafts/draft.ts'

export type ReplyFate =
  | 'posted'
  | 'waits'
  /** For a ticket that is not in use, and not sent. */
  | 'replaced'
  /** The same; it was said again since. */
  | 'said-again'

const isByStaff = (item: Case['timeline'][number]): item is StaffItem => item.by === 'staff'

/** All entries of words that were cut into parts. */
function entriesOf({ timeline }: Case, item: StaffItem): ReadonlySet<EventHash> {
  const parts = timeline.filter(
    (one) => isByStaff(one) && one.author === item.author && one.event.type === item.event.type,
  )
  return new Set(parts.filter(({ event }) => event.id === item.event.id).map(({ hash }) => hash))
}

/** As it was written; what is set by a later word is not said again. Null: nothing that a person said. */
function actOf(of: Case, { hash, event }: StaffItem): WrittenAct | null {
  const isSet = of.statusFrom.includes(hash)
  switch (event.type) {
    case 'message': {
      const said = of.said.find((one) => one.hash === hash)
      return said === undefined ? null : { kind: 'message', words: said.words }
    }
    case 'status': {
      const { status, promisedDay } = event.body
      return isSet ? { kind: 'status', status, ...(promisedDay === undefined ? {} : { promisedDay }) } : null
    }
    case 'closure': {
      const { reason, words } = event.body
      return isSet ? { kind: 'closure', reason, ...(words === undefined ? {} : { words }) } : null
    }
    case 'reopening':
      return isSet
        ? { kind: 'reopening', ...(event.body.words === undefined ? {} : { words: event.body.words }) }
        : null
    default:
      return null
  }
}

function wasSaidAgain(of: Case, item: StaffItem, act: WrittenAct): boolean {
  const later = of.timeline.slice(of.timeline.indexOf(item) + 1).filter(isByStaff)
  const answers = new Set(of.replies.filter(({ inUse }) => inUse).map(({ by }) => by))
  return later.some((one) => answers.has(one.hash) && JSON.stringify(actOf(of, one)) === JSON.stringify(act))
}

/** Null: nothing in it was for the person. */
export function fateOf(of: Case, item: StaffItem): ReplyFate | null {
  const entries = entriesOf(of, item)
  const replies = of.replies.filter(({ by }) => entries.has(by))
  if (replies.length === 0) return null
  const open = replies.filter(({ posted }) => !posted)
  if (open.length === 0) return 'posted'
  if (open.every(({ inUse }) => inUse)) return 'waits'
  // What says itself does so again for the new ticket, too.
  if (item.event.type === 'received') return null
  const act = actOf(of, item)
  return act !== null && wasSaidAgain(of, item, act) ? 'said-again' : 'replaced'
}

/** What to say again; null: it was sent or said, nobody can be told, or a later word counts. */
export function sayAgain(of: Case, hash: EventHash): WrittenAct | null {
  const item = of.timeline.filter(isByStaff).find((one) => one.hash === hash)
  if (item === undefined || of.replyTo === null || fateOf(of, item) !== 'replaced') return null
  return actOf(of, item)
}
