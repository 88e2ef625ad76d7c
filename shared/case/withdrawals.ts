/**
 * What the person asked to stop, and what members may decide about it: not before WITHDRAWAL_DAYS after it was taken in, and
 * not once it was taken back: it may be coerced. What was decided sooner is kept, shown, and decides nothing. The days are
 * those that the devices wrote into their entries. Source: docs/protocol.md P6.8, P9.50.
 */
import { addDays, type Day } from '../day.ts'
import { WITHDRAWAL_DAYS } from '../protocol.ts'
import type { Erased, ReporterItem, StandingWithdrawal, TimelineItem, Withdrawal } from './case.ts'
import { compareTimes, dayOfTime } from './event.ts'
import type { EnvelopeName, EventHash } from './names.ts'
import { followedBy, following } from './order.ts'
import type { WithdrawalScope } from './reporter-event.ts'
import type { CaseNode } from './timeline.ts'

/** A withdrawal that cannot be read is one, and means everything. */
function scopeOf({ event }: ReporterItem): WithdrawalScope | null {
  if (event.type === 'withdrawal') return event.body.scope
  return event.type === 'unknown' && event.name === 'withdrawal' ? 'all' : null
}

const isByReporter = (item: TimelineItem): item is ReporterItem => item.by === 'reporter'
const isReopening = ({ record }: CaseNode): boolean => record.event.type === 'reopening'

export function foldWithdrawals(
  timeline: readonly TimelineItem[],
  ordered: readonly CaseNode[],
): readonly Withdrawal[] {
  const decided = followedBy(ordered, isReopening)
  return timeline.filter(isByReporter).flatMap((item) => {
    const scope = scopeOf(item)
    if (scope === null) return []
    return [{ hash: item.hash, scope, lifted: item.taken.some((node) => decided.has(node)) }]
  })
}

/** Whether the person asked to go on; what comes after `until` does not count. */
function takenBack(
  timeline: readonly TimelineItem[],
  ordered: readonly CaseNode[],
  withdrawal: ReporterItem,
  until: ReadonlySet<EventHash>,
): StandingWithdrawal['takenBack'] {
  const asked = timeline.filter(isByReporter).filter(({ event, ticket, taken }) => {
    return event.type === 'reopening' && ticket === 'current' && !taken.every((node) => until.has(node))
  })
  const before = followedBy(ordered, ({ hash }) => withdrawal.taken.includes(hash))
  const isBefore = ({ taken }: ReporterItem): boolean => taken.every((node) => before.has(node))
  /** A phone's clock can be set ahead by whoever makes its owner withdraw; the days are those of the desks. */
  const isTakenLater = (item: ReporterItem): boolean =>
    !isBefore(item) && (item.takenDay ?? 0) > (withdrawal.takenDay ?? Infinity)
  if (asked.some((item) => compareTimes(item.event.at, withdrawal.event.at) > 0 || isTakenLater(item))) return 'yes'
  return asked.every(isBefore) ? 'no' : 'unsure'
}

const NOTHING: ReadonlySet<EventHash> = new Set()

/** The last one that no member has lifted. */
export function standingWithdrawal(
  timeline: readonly TimelineItem[],
  ordered: readonly CaseNode[],
  withdrawals: readonly Withdrawal[],
): StandingWithdrawal | null {
  const standing = new Map(withdrawals.filter(({ lifted }) => !lifted).map((one) => [one.hash, one]))
  const last = timeline.filter(isByReporter).findLast(({ hash }) => standing.has(hash))
  const scope = last === undefined ? undefined : standing.get(last.hash)?.scope
  if (last === undefined || scope === undefined) return null
  const { hash, ticket, takenDay } = last
  return { hash, scope, ticket, takenDay, takenBack: takenBack(timeline, ordered, last, NOTHING) }
}

/** The first day on which members may decide. */
export const decideDay = (takenDay: Day): Day => addDays(takenDay, WITHDRAWAL_DAYS)

/** Closings because the person asked to stop, by somebody who knew of a withdrawal that stands and did not wait. */
export function decidedTooEarly(
  timeline: readonly TimelineItem[],
  ordered: readonly CaseNode[],
  withdrawals: readonly Withdrawal[],
): ReadonlySet<EventHash> {
  const standing = new Set(withdrawals.filter(({ lifted }) => !lifted).map(({ hash }) => hash))
  const days = new Map<EventHash, number>()
  for (const { hash, taken, takenDay } of timeline.filter(isByReporter)) {
    const day = takenDay === null ? Infinity : decideDay(takenDay)
    if (standing.has(hash)) for (const node of taken) days.set(node, day)
  }
  const early = new Set<EventHash>()
  if (days.size === 0) return early
  /** By node: the last of these days of what it comes after. */
  const waits = new Map<EventHash, number>()
  for (const { hash, heads, record } of ordered) {
    const until = heads.reduce((most, head) => Math.max(most, waits.get(head) ?? 0), days.get(hash) ?? 0)
    waits.set(hash, until)
    const { event } = record
    if (event.type !== 'closure' || event.body.reason !== 'person_asked_to_stop') continue
    if ((dayOfTime(event.at) ?? 0) < until) early.add(hash)
  }
  return early
}

/**
 * The entries that members have decided to erase, by the events that say so and hold: of a withdrawal of everything, readable
 * and signed with the ticket in use, that stands, was not taken back, and was waited for. What comes after an erasure changes
 * nothing about it: whoever reads it later has to come to the same.
 */
export function foldErasures(timeline: readonly TimelineItem[], ordered: readonly CaseNode[]): Erased | null {
  const by: EventHash[] = []
  const entries: EnvelopeName[] = []
  let withdrawal: EventHash | null = null
  for (const { event, hash } of timeline) {
    if (event.type !== 'erasure') continue
    const asked = timeline.filter(isByReporter).find((item) => item.hash === event.body.withdrawal)
    if (asked?.event.type !== 'withdrawal' || asked.event.body.scope !== 'all' || asked.ticket !== 'current') continue
    const { takenDay, taken } = asked
    if (takenDay === null || (dayOfTime(event.at) ?? 0) < decideDay(takenDay)) continue
    const after = following(ordered, (node) => node.hash === hash)
    const lifted = followedBy(ordered, (node) => isReopening(node) && !after.has(node.hash))
    if (taken.some((node) => lifted.has(node))) continue
    if (takenBack(timeline, ordered, asked, after) !== 'no') continue
    by.push(hash)
    entries.push(...event.body.entries)
    withdrawal ??= asked.hash
  }
  return withdrawal === null ? null : { withdrawal, by, entries }
}
