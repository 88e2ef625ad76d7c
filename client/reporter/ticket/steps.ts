/**
 * How it stands at each agency, out of what it has said: its last step, what it has promised by when and whether that day is
 * past, and until when the words stay. Pure.
 */
import type { Code } from '../../../shared/case/codes.ts'
import { dayOfTime } from '../../../shared/case/event.ts'
import { isEnded } from '../../../shared/case/status.ts'
import { type Day, addDays } from '../../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, REPLY_EXPIRY_DAYS } from '../../../shared/protocol.ts'
import type { DirectoryAgency } from '../../../shared/trust/directory.ts'
import type { Saying } from './told.ts'

export interface AgencyStep {
  readonly agency: DirectoryAgency
  /** Of CASE_STATUSES, or a newer one. Null: it has said none. */
  readonly status: Code | null
  /** A person there has said something. */
  readonly readByPerson: boolean
  /** `past`: the day has gone by, and nobody has said anything on it or since. */
  readonly promise: { readonly day: Day; readonly past: boolean } | null
}

/** Arriving is told by a device by itself; so may be what this app does not know. */
function saidByPerson({ what }: Saying): boolean {
  return what.kind === 'words' || (what.kind === 'status' && what.status !== 'received')
}

/** Whoever was removed can date an end before that, and the screens that say it bear no mark: it stands among the words only. */
const setsStatus = ({ what, wrote }: Saying): boolean =>
  what.kind === 'status' && (wrote === 'theirs' || !isEnded(what.status))

function stepAt(agency: DirectoryAgency, sayings: readonly Saying[], today: Day): AgencyStep {
  const lastAt = sayings.findLastIndex(setsStatus)
  const last = sayings[lastAt]?.what
  const status = last?.kind === 'status' ? last.status : null
  const day = last?.kind === 'status' ? last.promisedDay : null
  // a promise is not kept by making it, and a clock that runs ahead says nothing about the day on which it was
  const spoke = (since: Day): boolean =>
    sayings.slice(lastAt + 1).some((saying) => {
      const said = dayOfTime(saying.at)
      return saidByPerson(saying) && said !== null && said >= since && said <= addDays(today, CLOCK_TOLERANCE_DAYS)
    })
  const promise = day === null ? null : { day, past: day < today && !spoke(day) }
  return { agency, status, readByPerson: sayings.some(saidByPerson), promise }
}

/** What somebody wrote after leaving is shown, and nothing hangs on it. */
const standing = (sayings: readonly Saying[]): readonly Saying[] => sayings.filter(({ wrote }) => wrote !== 'after')

/** In the order of what they have said. */
export function stepsOf(all: readonly Saying[], today: Day): readonly AgencyStep[] {
  const sayings = standing(all)
  const agencies = new Map(sayings.map(({ agency }) => [agency.id, agency]))
  return [...agencies.values()].map((agency) =>
    stepAt(
      agency,
      sayings.filter((saying) => saying.agency.id === agency.id),
      today,
    ),
  )
}

/** Everywhere. */
export const hasEnded = (steps: readonly AgencyStep[]): boolean =>
  steps.length > 0 && steps.every(({ status }) => status !== null && isEnded(status))

/** By the clock of a desk, which may run ahead: never later than today. */
function dayOfSaying({ at }: Saying, today: Day): Day | null {
  const day = dayOfTime(at)
  return day === null || day <= today ? day : today
}

/** So long the last word can be read; each new one of either side makes it longer. */
export function readableUntil(sayings: readonly Saying[], today: Day): Day | null {
  const days = standing(sayings).flatMap((saying) => dayOfSaying(saying, today) ?? [])
  return days.length === 0
    ? null
    : addDays(
        days.reduce((last, day) => (day > last ? day : last)),
        REPLY_EXPIRY_DAYS,
      )
}
