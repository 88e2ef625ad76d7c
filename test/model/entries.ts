/**
 * What can stand in the model's log. An entry is a number; what it says is kept here once, by its description, so that states
 * stay small. Its record is a real one: the model folds with the program's own fold.
 */
import type { LogRecord } from '../../shared/case/log-record.ts'
import { posted, replyTo, staff, taken } from '../shared/case/records.ts'
import { reportBody } from '../shared/case/samples.ts'

/** Two desks: 0 is the administrator's and stays, 1 may be removed. */
export type DeskNumber = 0 | 1
export const DESKS: readonly DeskNumber[] = [0, 1]

export interface Mail {
  readonly type: 'report' | 'follow-up' | 'withdrawal'
  /** Whose case. */
  readonly ticket: number
}

/** What phones may send; a scenario takes the first ones. */
export const MAIL: readonly Mail[] = [
  { type: 'report', ticket: 1 },
  { type: 'withdrawal', ticket: 1 },
  { type: 'report', ticket: 2 },
]

export type Kind =
  | { readonly kind: 'taken'; readonly mail: number }
  /** Desk 0 sets a status, desk 1 closes: at the same time, if it comes to that. */
  | { readonly kind: 'status'; readonly ticket: number }
  | { readonly kind: 'posted'; readonly reply: number; readonly incarnation: number }

export type Entry = Kind & {
  readonly id: number
  readonly by: DeskNumber
  readonly heads: readonly number[]
  /** Which version of the team key it is sealed to, and which one its author knew. */
  readonly teamKey: number
  readonly sheet: number
  readonly record: LogRecord
}

type New = Kind & Pick<Entry, 'by' | 'heads' | 'teamKey' | 'sheet'>

const entries: Entry[] = []
const byDescription = new Map<string, number[]>()

function recordOf(id: number, entry: New): LogRecord {
  const common = { by: entry.by + 1, heads: entry.heads, replyNumber: id }
  if (entry.kind === 'posted') return posted(id, [entry.reply], entry.by + 1, entry.incarnation)
  if (entry.kind === 'status') {
    const { replyNumber: _, ...silent } = common
    return entry.by === 0
      ? staff(id, 'status', { status: 'assessing' }, { ...common, ticket: entry.ticket })
      : staff(id, 'closure', { reason: 'lost_contact' }, { ...silent, ticket: entry.ticket })
  }
  const { type, ticket } = MAIL[entry.mail] ?? { type: 'report', ticket: 1 }
  const options = { ...common, ticket, inner: entry.mail }
  if (type === 'report') return taken(id, 'report', reportBody(replyTo(ticket)), options)
  const { replyNumber: _, ...quiet } = options
  return type === 'withdrawal' ? taken(id, type, { scope: 'all' }, quiet) : taken(id, type, { words: 'more' }, quiet)
}

/**
 * The entry that says this, sealed anew: one that `isInUse` says is not in the state yet (a second seal of the same event is
 * another entry).
 */
export function entryFor(entry: New, isInUse: (id: number) => boolean): number {
  const description = JSON.stringify(entry)
  const known = byDescription.get(description) ?? []
  byDescription.set(description, known)
  const free = known.find((id) => !isInUse(id))
  if (free !== undefined) return free
  const id = entries.length + 1
  entries.push({ ...entry, id, record: recordOf(id, entry) })
  known.push(id)
  return id
}

export function entryOf(id: number): Entry {
  const entry = entries[id - 1]
  if (entry === undefined) throw new Error('no such entry')
  return entry
}

/** The mail that the entry was made of; -1 for none. */
export function mailOf(id: number): number {
  const entry = entryOf(id)
  return entry.kind === 'taken' ? entry.mail : -1
}

export const carriesReply = (id: number): boolean => entryOf(id).record.replyId !== null
