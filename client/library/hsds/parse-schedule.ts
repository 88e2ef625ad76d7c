/**
 * The weekly hours of an HSDS service. HSDS takes any RFC 5545 rule; here a schedule is `WEEKLY` with days and hours, in the
 * time of Thailand, because a phone that has reckoned a wrong day sends somebody to a closed door.
 */
import { earlier } from '../../../shared/day.ts'
import { day } from '../areas/calendar.ts'
import { type Holidays, type ReadingHours, type Span, type Week } from '../areas/week.ts'
import { type Fields, NotAPack, type Read, fieldsOf, listOf, oneOf, textLike } from '../areas/reading.ts'

/** As RFC 5545 writes them, in the order of a `Week`. */
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
const DAY_MINUTES = 24 * 60

/** `08:30`, with or without seconds and the offset of Thailand. */
const TIME = /^([01]\d|2[0-4]):([0-5]\d)(?::00)?(?:\+07:00)?$/

const minute: Read<number> = (value, at) => {
  const found = TIME.exec(textLike(TIME, 'a time like 08:30 or 08:30+07:00')(value, at))
  const minutes = Number(found?.[1]) * 60 + Number(found?.[2])
  // "to the last minute" is how others write midnight
  return minutes === DAY_MINUTES - 1 ? DAY_MINUTES : Math.min(minutes, DAY_MINUTES)
}

interface Schedule {
  readonly days: readonly number[]
  readonly span: Span
  readonly until: Holidays['until'] | null
}

const schedule: Read<Schedule> = (value, at) => {
  const fields = fieldsOf(value, at)
  fields.read('id', textLike(/^[0-9a-f-]{36}$/, 'a UUID in small letters'))
  fields.read('freq', oneOf(['WEEKLY']))
  const byday = fields.read(
    'byday',
    textLike(/^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/, 'MO,TU,WE and so on'),
  )
  const span = { from: fields.read('opens_at', minute), until: fields.read('closes_at', minute) }
  if (span.from >= span.until) throw new NotAPack(`${at}.closes_at`, 'must be after opens_at; write two for a night')
  const until = fields.readOr('valid_to', null, day)
  fields.readOr('timezone', 7, (zone, place) => {
    if (zone !== 7) throw new NotAPack(place, '7 belongs here: Thailand')
    return zone
  })
  fields.allow('service_id location_id service_at_location_id description schedule_link attending_type notes')
  fields.done()
  return { days: byday.split(',').map((name) => DAYS.findIndex((one) => one === name)), span, until }
}

/**
 * On holidays a service counts as closed unless it never closes: HSDS does not say. After `valid_to` nobody knows, and so
 * where there is no schedule at all.
 */
export function readHours(fields: Fields, holidays: Holidays): ReadingHours {
  const all = fields.readOr('schedules', [], listOf(schedule))
  const week: Week = DAYS.map((_, index) =>
    all
      .filter(({ days }) => days.includes(index))
      .map(({ span }) => span)
      .toSorted((a, b) => a.from - b.from),
  )
  const isAlways = week.every((spans) => spans.some(({ from, until }) => from === 0 && until === DAY_MINUTES))
  const until = all.reduce((last, one) => (one.until === null ? last : earlier(last, one.until)), holidays.until)
  return {
    week: all.length === 0 ? null : week,
    holidays: { until, days: isAlways ? [] : holidays.days.filter((one) => one <= until) },
    nightCover: null,
  }
}
