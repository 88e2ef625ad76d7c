/**
 * A case as a line of the list. Pure. "New" and "waiting" hang on what the team has done, not on who looked: all desks of an
 * agency show the same.
 */
import type { Case, TimelineItem } from '../../../shared/case/case.ts'
import { ENDED_STATUSES, TRIAGES, type Code } from '../../../shared/case/codes.ts'
import type { Pseudonym } from '../../../shared/case/names.ts'
import { compareNames } from '../../../shared/case/order.ts'
import type { Day } from '../../../shared/day.ts'

export interface CaseRow {
  readonly pseudonym: Pseudonym
  readonly status: Code
  readonly receivedDay: Day | null
  /** What the person writes in; foreign. Null: the report has not come. */
  readonly language: Code | null
  readonly danger: boolean
  /** Of TRIAGES, or a newer one; null: nobody has said. */
  readonly triage: Code | null
  /** The person said something and nobody here has done anything since. */
  readonly isNew: boolean
  /** The day of the first words that have no answer yet; null: answered. */
  readonly waitingSince: Day | null
  readonly ended: boolean
  readonly stopped: boolean
  /** Erased because the person asked for it. */
  readonly erased: boolean
  readonly needs: readonly Code[]
  readonly area: Code | null
  /** How the last words of the person begin; foreign. */
  readonly words: string | null
}

/** More than a line shows: a list of thousands does not carry whole letters. */
const ROW_CHARACTERS = 400

export type Filter = 'open' | 'waiting' | 'ended'

const TELLING: ReadonlySet<string> = new Set(['message', 'status', 'closure', 'reopening'])
const ENDED: ReadonlySet<Code> = new Set(ENDED_STATUSES)

/** `received` is written by a device by itself; what is not known may be too. */
const isByPerson = ({ by, event }: TimelineItem): boolean =>
  by === 'staff' && event.type !== 'received' && event.type !== 'unknown'
const tellsReporter = ({ by, event }: TimelineItem): boolean => by === 'staff' && TELLING.has(event.type)

function since(timeline: readonly TimelineItem[], receivedDay: Day | null): Day | null {
  const answered = timeline.findLastIndex(tellsReporter)
  const first = timeline.find((item, at) => at > answered && item.by === 'reporter')
  return first?.by === 'reporter' ? (first.takenDay ?? receivedDay) : null
}

export function rowOf(of: Case): CaseRow {
  const { pseudonym, status, receivedDay, timeline, told } = of
  const heard = timeline.findLastIndex(({ by }) => by === 'reporter')
  return {
    pseudonym,
    status,
    receivedDay,
    language: told?.language ?? null,
    danger: told?.danger === true,
    triage: of.triage,
    isNew: heard > timeline.findLastIndex(isByPerson),
    waitingSince: since(timeline, receivedDay),
    ended: ENDED.has(status),
    stopped: of.contactStopped || of.sharingStopped,
    erased: of.erased !== null,
    needs: told?.needs ?? [],
    area: told?.area ?? null,
    words: of.said.findLast(({ by }) => by === 'reporter')?.words.slice(0, ROW_CHARACTERS) ?? null,
  }
}

export const ORDERS = ['urgent', 'oldest', 'newest'] as const
export type Order = (typeof ORDERS)[number]

/** What a member said is urgent; nobody said anything: in the middle. */
function rankOf({ triage, ended }: CaseRow): number {
  const rank = TRIAGES.findIndex((one) => one === triage)
  return ended || rank === -1 ? TRIAGES.indexOf('medium') : rank
}

/** Danger first, then what a member called urgent, then what nobody has touched, then who waits longest. */
function byUrgency(a: CaseRow, b: CaseRow): number {
  const flag = (row: CaseRow, is: boolean): number => (is && row.waitingSince !== null ? 0 : 1)
  return (
    flag(a, a.danger) - flag(b, b.danger) ||
    rankOf(a) - rankOf(b) ||
    Number(b.isNew) - Number(a.isNew) ||
    (a.waitingSince ?? Infinity) - (b.waitingSince ?? Infinity) ||
    byAge(b, a)
  )
}

/** The first that came comes first. */
const byAge = (a: CaseRow, b: CaseRow): number =>
  (a.receivedDay ?? 0) - (b.receivedDay ?? 0) || compareNames(a.pseudonym, b.pseudonym)

const COMPARE: Readonly<Record<Order, (a: CaseRow, b: CaseRow) => number>> = {
  urgent: byUrgency,
  oldest: byAge,
  newest: (a, b) => byAge(b, a),
}

export const sortRows = (rows: readonly CaseRow[], order: Order = 'urgent'): readonly CaseRow[] =>
  rows.toSorted(COMPARE[order])

export function fits(row: CaseRow, filter: Filter): boolean {
  switch (filter) {
    case 'open':
      return !row.ended
    case 'waiting':
      return row.waitingSince !== null
    case 'ended':
      return row.ended
  }
}
