/** One case out of its records. Source: docs/protocol.md P6.6, P6.8. */
import { equalBytes } from '../bytes/equal.ts'
import type { EmbeddedReply, ReplyTo } from './bodies.ts'
import type { Case, CaseReply, Erased, TimelineItem, Told } from './case.ts'
import { foldConsents, stops } from './consents.ts'
import { foldContact } from './contact.ts'
import { latestOf } from './latest.ts'
import { TRIAGES, type Code } from './codes.ts'
import { pickReplaced, type Replaced } from './details.ts'
import { replyOf, type LogRecord } from './log-record.ts'
import type { Author, EventHash } from './names.ts'
import { followedBy, following, orderCausally, type Gap, type Linked } from './order.ts'
import { postedOf, type PostedReplies } from './posted.ts'
import { isEnded } from './status.ts'
import { currentTicket, type Ticket } from './tickets.ts'
import { conversationOf, timelineOf, type CaseNode } from './timeline.ts'
import { decidedTooEarly, foldErasures, foldWithdrawals, standingWithdrawal } from './withdrawals.ts'

/** A record of an author who is on the member sheet; a reporter's event in it is signed by a key of the case. */
export interface Vouched {
  readonly record: LogRecord
  readonly standing: 'current' | 'former'
}

/** The records of the whole log that members vouch for, by hash. */
export type Known = ReadonlyMap<EventHash, LogRecord>

function headsOf({ event }: LogRecord): readonly EventHash[] {
  return 'heads' in event ? event.heads : []
}

/**
 * What a record comes after in its own case. A head that is kept aside, or stands in another case by now, passes on what it
 * comes after itself: else a stranger's letter that names the case would cut off what was taken in behind it.
 */
function headsWithin(record: LogRecord, own: ReadonlySet<EventHash>, known: Known): readonly EventHash[] {
  const found = new Set<EventHash>()
  const passed = new Set<EventHash>()
  const left = [...headsOf(record)]
  for (let head = left.pop(); head !== undefined; head = left.pop()) {
    const other = own.has(head) ? undefined : known.get(head)
    if (other === undefined) found.add(head)
    else if (!passed.has(head)) {
      passed.add(head)
      left.push(...headsOf(other))
    }
  }
  return [...found]
}

type StatusItem = TimelineItem & { readonly event: { readonly type: 'status' | 'closure' | 'reopening' | 'erasure' } }
/** Whoever holds a ticket that was replaced, or one of several that claim to be the person's, opens nothing again. */
const setsStatus = (item: TimelineItem): boolean => {
  const { type } = item.event
  if (item.by === 'reporter') return type === 'reopening' && item.ticket === 'current'
  return type === 'status' || type === 'closure' || type === 'reopening'
}

function statusOf({ event }: StatusItem): Code {
  if (event.type === 'status') return event.body.status
  return event.type === 'reopening' ? 'reopened' : 'closed'
}

function reasonOf({ event }: StatusItem): Code | null {
  if (event.type === 'erasure') return 'person_asked_to_stop'
  return event.type === 'closure' ? event.body.reason : null
}

type StatusParts = Pick<Case, 'status' | 'statusFrom' | 'closureReason'>
function foldStatus(
  timeline: readonly TimelineItem[],
  ordered: readonly Linked[],
  { tooEarly, erased }: Pick<Case, 'tooEarly' | 'erased'>,
): StatusParts {
  const early = new Set(tooEarly)
  const erasures = new Set(erased?.by)
  const counts = (item: TimelineItem): item is StatusItem =>
    erasures.has(item.hash) || (setsStatus(item) && !early.has(item.hash))
  const latest = latestOf(timeline, ordered, counts)
  // Nobody's case may vanish because two people pressed at the same time.
  const winner = latest.findLast((item) => !isEnded(statusOf(item))) ?? latest.at(-1)
  const statusFrom = latest.map(({ hash }) => hash)
  if (winner === undefined) return { status: 'received', statusFrom, closureReason: null }
  return { status: statusOf(winner), statusFrom, closureReason: reasonOf(winner) }
}

type TriageItem = TimelineItem & { readonly event: { readonly type: 'triage' } }
const setsTriage = (item: TimelineItem): item is TriageItem => item.event.type === 'triage'

function foldTriage(timeline: readonly TimelineItem[], ordered: readonly Linked[]): Code | null {
  const set = latestOf(timeline, ordered, setsTriage).map(({ event }) => event.body.triage)
  return TRIAGES.find((triage) => set.includes(triage)) ?? set.at(-1) ?? null
}

type FromReporter = Pick<Case, 'receivedDay' | 'told'>
function foldReport(timeline: readonly TimelineItem[]): FromReporter {
  let first: Omit<Told, 'notShowTo'> | null = null
  let later: Replaced = {}
  const notShowTo: string[] = []
  let receivedDay: Case['receivedDay'] = null
  for (const item of timeline) {
    if (item.by !== 'reporter') continue
    const { event, ticket } = item
    receivedDay ??= item.takenDay
    if (event.type === 'report' && first === null) {
      const { issues, needs, area, role, danger, language } = event.body
      first = { needs, area, danger, language, ...pickReplaced(event.body), issues, role }
    } else if (event.type === 'follow-up' && ticket === 'current') {
      later = { ...later, ...pickReplaced(event.body) }
    }
    // Whoever says it: it only makes people more careful, and once said it may be the person's life.
    const tells = event.type === 'report' || event.type === 'follow-up'
    if (tells && event.body.notShowTo !== undefined) notShowTo.push(event.body.notShowTo)
  }
  return { receivedDay, told: first === null ? null : { ...first, ...later, notShowTo } }
}

function foldReplies(
  ordered: readonly CaseNode[],
  posted: PostedReplies,
  { replyTo, contested }: Ticket,
  erased: Erased | null,
): readonly CaseReply[] {
  /** Where the report is erased nothing else names the address; the words that say so were sealed to it. */
  const isLast = (hash: EventHash): boolean => replyTo === null && !contested && erased?.by.includes(hash) === true
  return ordered.flatMap(({ hash, record }) => {
    const reply = replyOf(record.event)
    if (reply === null || record.replyId === null) return []
    const { address, envelope } = reply
    const inUse = (replyTo !== null && equalBytes(address, replyTo.address)) || isLast(hash)
    return [{ id: record.replyId, address, envelope, by: hash, inUse, ...postedOf(posted, record.replyId) }]
  })
}

/** Of those to this address: another ticket's mailbox begins its own chain. */
function lastReply(ordered: readonly CaseNode[], to: ReplyTo | null): EmbeddedReply | null {
  const carries = ({ record }: CaseNode): boolean => {
    const reply = replyOf(record.event)
    return reply !== null && to !== null && equalBytes(reply.address, to.address)
  }
  const followed = followedBy(ordered, carries)
  const last = ordered.findLast((node) => carries(node) && !followed.has(node.hash))
  return last === undefined ? null : replyOf(last.record.event)
}

/** Reports without an answer, or the code change to a ticket whose mailbox is empty: its digits would say that nobody has it. */
function unanswered(
  timeline: readonly TimelineItem[],
  ordered: readonly CaseNode[],
  { change, replyTo }: Ticket,
): readonly EventHash[] {
  const answered = new Set<EventHash>()
  for (const { record } of ordered) {
    if (record.event.type === 'received') answered.add(record.event.body.report)
    if (record.taken !== null && replyOf(record.event) !== null) answered.add(record.taken.hash)
  }
  const reports = timeline.filter(({ event, hash }) => event.type === 'report' && !answered.has(hash))
  if (reports.length > 0 || change === null || lastReply(ordered, replyTo) !== null)
    return reports.map(({ hash }) => hash)
  return [change]
}

function assignedTo(timeline: readonly TimelineItem[]): Author | null {
  const last = timeline.findLast((item) => item.event.type === 'assignment')
  return last?.event.type === 'assignment' ? last.event.body.to : null
}

/** What was erased is named by what is left of the case, and is no gap. */
function gapsAfter(ordered: readonly CaseNode[], { by }: Erased, gaps: readonly Gap[]): readonly Gap[] {
  const erasures = new Set(by)
  const after = following(ordered, ({ hash }) => erasures.has(hash))
  return gaps.filter(({ namedBy }) => after.has(namedBy) && !erasures.has(namedBy))
}

export type Named = Pick<Case, 'pseudonym' | 'names'>

export function foldCase(named: Named, records: readonly Vouched[], posted: PostedReplies, known: Known): Case {
  const own = new Set(records.map(({ record }) => record.hash))
  const nodes = records.map(({ record, standing }) => {
    return { hash: record.hash, heads: headsWithin(record, own, known), record, standing }
  })
  const { ordered, heads, gaps } = orderCausally<CaseNode>(nodes)
  const ticket = currentTicket(named.pseudonym, ordered)
  const { contested } = ticket
  const timeline = timelineOf(ordered, ticket.states)
  const withdrawals = foldWithdrawals(timeline, ordered)
  const standing = withdrawals.filter(({ lifted }) => !lifted)
  const tooEarly = [...decidedTooEarly(timeline, ordered, withdrawals)]
  const erased = foldErasures(timeline, ordered)
  return {
    ...named,
    ...foldStatus(timeline, ordered, { tooEarly, erased }),
    ...foldReport(timeline),
    ...foldContact(timeline, ordered),
    ...foldConsents(timeline, ordered, withdrawals),
    withdrawals,
    withdrawal: standingWithdrawal(timeline, ordered, withdrawals),
    tooEarly,
    erased,
    contactStopped: standing.some(({ scope }) => stops(scope, 'contact_me')),
    sharingStopped: standing.some(({ scope }) => stops(scope, 'share_with')),
    triage: foldTriage(timeline, ordered),
    assigned: assignedTo(timeline),
    timeline,
    said: conversationOf(timeline),
    unanswered: contested ? [] : unanswered(timeline, ordered, ticket),
    replies: foldReplies(ordered, posted, ticket, erased),
    replyTo: ticket.replyTo,
    replyPseudonym: ticket.replyPseudonym,
    ticketKey: ticket.key,
    ticketContested: contested,
    ticketCandidates: ticket.candidates,
    previous: lastReply(ordered, ticket.replyTo)?.event ?? null,
    heads,
    gaps: erased === null ? gaps : gapsAfter(ordered, erased, gaps),
  }
}
