/**
 * A case as a line of the list. Pure. "New" and "waiting" hang on what the team has done, not on who looked: all desks of an
 * agency show the same.
 */
import type { Case, TimelineItem } from '../../../shared/case/case.ts'
import { TRIAGES, type CaseStatus, type Code } from '../../../shared/case/codes.ts'
import { dayOfTime } from '../../../shared/case/event.ts'
import type { Pseudonym } from '../../../shared/case/names.ts'
import { compareNames } from '../../../shared/case/order.ts'
import { isEnded } from '../../../shared/case/status.ts'
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
  /** Nothing was heard from the person since they made a plan for that: what it says is due on this day. Null: no such plan. */
  readonly silentDay: Day | null
  /** What was promised for this day has not been spoken of on it or since; null: nothing. */
  readonly promisedDay: Day | null
  readonly ended: boolean
  readonly stopped: boolean
  /** Erased because the person asked for it. */
  readonly erased: boolean
  readonly needs: readonly Code[]
  readonly area: Code | null
  /** The person named somebody here who must not see it: a list that others pass by shows no words. */
  readonly guarded: boolean
  /** How the last words of the person begin; foreign. Null: none, or guarded. */
  readonly words: string | null
  /** The person has spoken since. */
  readonly voice: boolean
}

/** More than a line shows: a list of thousands does not carry whole letters. */
const ROW_CHARACTERS = 400

export type Filter = 'open' | 'waiting' | 'ended'

const TELLING: ReadonlySet<string> = new Set(['message', 'status', 'closure', 'reopening', 'erasure'])

/** What says no more than that the letter has arrived, or that somebody has read it: the person still waits. */
const NO_ANSWER: ReadonlySet<Code> = new Set<CaseStatus>(['received', 'acknowledged'])
/** In these nobody has said yet what becomes of the case, or not since it was opened again. */
const UNDECIDED: ReadonlySet<Code> = new Set<CaseStatus>(['received', 'acknowledged', 'reopened'])

/** `received` is written by a device by itself; what is not known may be too. */
const isByPerson = ({ by, event }: TimelineItem): boolean =>
  by === 'staff' && event.type !== 'received' && event.type !== 'unknown'
const tellsReporter = ({ by, event }: TimelineItem): boolean => by === 'staff' && TELLING.has(event.type)
const answersReporter = (item: TimelineItem): boolean =>
  tellsReporter(item) && !(item.event.type === 'status' && NO_ANSWER.has(item.event.body.status))

function since(timeline: readonly TimelineItem[], receivedDay: Day | null): Day | null {
  const answered = timeline.findLastIndex(answersReporter)
  const first = timeline.find((item, at) => at > answered && item.by === 'reporter')
  return first?.by === 'reporter' ? (first.takenDay ?? receivedDay) : null
}

/**
 * The person speaks by anything that they write on a later day: then their plan for silence has been overtaken. What they add
 * on the day itself, as a phone asks after the report, was said beside it.
 */
function silentDayOf({ timeline, contact }: Case): Day | null {
  const plan = contact?.ifSilent
  if (plan === undefined || plan.action === 'nothing') return null
  const told = timeline.filter(({ by }) => by === 'reporter')
  const at = told.findLastIndex(
    ({ event }) => (event.type === 'report' || event.type === 'follow-up') && event.body.contact === contact,
  )
  const dayOfPlan = dayOfTime(told[at]?.event.at ?? '')
  const since = told.slice(at + 1).map(({ event }) => dayOfTime(event.at))
  const isOvertaken = since.some((day) => dayOfPlan === null || day === null || day > dayOfPlan)
  return isOvertaken ? null : plan.day
}

/** As the person's app counts it: the last status, and whether anybody has spoken on that day or since. */
function promisedDayOf({ timeline }: Case): Day | null {
  const told = timeline.filter(tellsReporter)
  const last = told.findLast(({ event }) => event.type !== 'message')?.event
  const day = last?.type === 'status' ? (last.body.promisedDay ?? null) : null
  return day === null || told.some(({ event }) => (dayOfTime(event.at) ?? day) >= day) ? null : day
}

export function rowOf(of: Case): CaseRow {
  const { pseudonym, status, receivedDay, timeline, told } = of
  const heard = timeline.findLastIndex(({ by }) => by === 'reporter')
  const guarded = told !== null && told.notShowTo.length > 0
  const said = guarded ? [] : of.said.filter(({ by }) => by === 'reporter')
  const last = said.at(-1)
  return {
    pseudonym,
    status,
    receivedDay,
    language: told?.answerLanguage ?? told?.language ?? null,
    danger: told?.danger === true,
    triage: of.triage,
    isNew: heard > timeline.findLastIndex(isByPerson),
    waitingSince: since(timeline, receivedDay),
    silentDay: silentDayOf(of),
    promisedDay: promisedDayOf(of),
    ended: isEnded(status),
    stopped: of.contactStopped || of.sharingStopped,
    erased: of.erased !== null,
    needs: told?.needs ?? [],
    area: told?.area ?? null,
    guarded,
    words: (said.findLast(({ words }) => words !== '') ?? last)?.words.slice(0, ROW_CHARACTERS) ?? null,
    voice: (last?.attachments.length ?? 0) > 0,
  }
}

export const ORDERS = ['urgent', 'oldest', 'newest'] as const
export type Order = (typeof ORDERS)[number]

/** What a member said is urgent; nobody said anything: in the middle. */
function rankOf({ triage, ended }: CaseRow): number {
  const rank = TRIAGES.findIndex((one) => one === triage)
  return ended || rank === -1 ? TRIAGES.indexOf('medium') : rank
}

/** The day has come on which the person wanted something done if they are silent. */
export const isSilent = ({ silentDay, ended }: CaseRow, today: Day): boolean =>
  silentDay !== null && silentDay <= today && !ended
/** The day that was promised has passed. */
export const isLate = ({ promisedDay, ended }: CaseRow, today: Day): boolean =>
  promisedDay !== null && promisedDay < today && !ended

/**
 * Told while danger lasts, and either somebody waits for an answer, or the case is open and no member has said how it stands:
 * no triage, and no status but that it was read. Words alone are no decision.
 */
const isInDanger = ({ danger, waitingSince, triage, status }: CaseRow): boolean =>
  danger && (waitingSince !== null || (triage === null && UNDECIDED.has(status)))

/** Danger first, then plans for silence, what a member called urgent, broken promises, new cases, and who waits longest. */
function compareUrgency(today: Day): (a: CaseRow, b: CaseRow) => number {
  const first = (is: (row: CaseRow) => boolean, a: CaseRow, b: CaseRow): number => Number(is(b)) - Number(is(a))
  return (a, b) =>
    first(isInDanger, a, b) ||
    first((row) => isSilent(row, today), a, b) ||
    rankOf(a) - rankOf(b) ||
    first((row) => isLate(row, today), a, b) ||
    first((row) => row.isNew, a, b) ||
    (a.waitingSince ?? Infinity) - (b.waitingSince ?? Infinity) ||
    byAge(b, a)
}

/** The first that came comes first. */
const byAge = (a: CaseRow, b: CaseRow): number =>
  (a.receivedDay ?? 0) - (b.receivedDay ?? 0) || compareNames(a.pseudonym, b.pseudonym)

export function sortRows(rows: readonly CaseRow[], order: Order, today: Day): readonly CaseRow[] {
  switch (order) {
    case 'urgent':
      return rows.toSorted(compareUrgency(today))
    case 'oldest':
      return rows.toSorted(byAge)
    case 'newest':
      return rows.toSorted((a, b) => byAge(b, a))
  }
}

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
