/**
 * From which day on somebody of whom nothing is heard is silent, so that what they wanted done is due. Promises never to be
 * before the office has to be in contact itself, and to leave time to look after that: a phone is called, or a person asked,
 * only when there was something to find for some days.
 */
import { type Day, addDays, later } from '../../../shared/day.ts'
import { REPLY_EXPIRY_DAYS } from '../../../shared/protocol.ts'
import type { DirectoryAgency } from '../../../shared/trust/directory.ts'
import { type Known, lastContactDay } from '../../library/areas/first-contact.ts'

/** Not sooner, however quick the office is: not everybody is alone with a phone each day. */
const SILENT_DAYS = 7
/** After the last day of the promise, for the same reason. */
const LOOKING_DAYS = 3

/**
 * `promised`: the days by which there is something to find; none: nobody has said. What is promised for after the end of the
 * ticket is no promise: one office could put off for ever what the person wants another one to do.
 */
export function silentDay(today: Day, promised: readonly Day[]): Day {
  const kept = promised.filter((day) => day <= addDays(today, REPLY_EXPIRY_DAYS))
  return kept.map((day) => addDays(day, LOOKING_DAYS)).reduce(later, addDays(today, SILENT_DAYS))
}

/** By when each that gets a letter of today is to be in contact, where it has promised anything. */
export const promisedBy = (known: Known, agencies: readonly DirectoryAgency[], today: Day): readonly Day[] =>
  agencies.flatMap((agency) => lastContactDay(known, agency, today) ?? [])
