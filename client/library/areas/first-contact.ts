/** By which day an office has promised to be in contact, as the packs of its areas say. Pure, by the clock in Thailand. */
import { type Day, addDays, dayOf, dayStartMs, later } from '../../../shared/day.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import { nextReading } from './hours.ts'
import { type AreaPack, type Office, officeOf } from './pack.ts'

/** What is known of the areas: their packs, and where the directory says that an agency takes letters. */
export interface Known {
  readonly packs: readonly AreaPack[]
  readonly areas: readonly { readonly id: string; readonly agencies: readonly AgencyId[] }[]
}

const MINUTE_MS = 60_000

interface Agency {
  readonly id: AgencyId
  readonly type: string
}

/**
 * For a letter of this moment; null: nobody has said anything. Of several areas the latest counts, so that the day does not
 * tell in which of them somebody wrote.
 */
export function firstContactDay({ packs, areas }: Known, agency: Agency, atMs: number): Day | null {
  const own = areas.filter(({ agencies }) => agencies.includes(agency.id)).map(({ id }) => id)
  const offices = packs.filter(({ area }) => own.includes(area)).map((pack) => officeOf(pack, agency))
  const days = offices.flatMap((office) => (office === null ? [] : [promisedBy(office, atMs)]))
  return days.length === 0 ? null : days.reduce(later)
}

/** For a letter of that day, whatever its hour: asked for the day's last minute. */
export const lastContactDay = (known: Known, agency: Agency, day: Day): Day | null =>
  firstContactDay(known, agency, dayStartMs(addDays(day, 1)) - MINUTE_MS)

/** The promise counts from the day on which the letter is taken in: when they read next. */
function promisedBy({ hours, firstContactDays }: Office, atMs: number): Day {
  const next = nextReading(hours, atMs)
  return addDays(next.kind === 'later' ? next.day : dayOf(atMs), firstContactDays)
}
