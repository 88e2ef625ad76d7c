/** An area pack from the JSON that somebody wrote by hand. Runs when the app is built: a phone gets only what has passed. */
import { ISSUES, type Issue, NEEDS } from '../../../shared/case/codes.ts'
import { parseAgencyId } from '../../../shared/wire/address.ts'
import { parseAreaId } from '../../../shared/wire/api.ts'
import { parseNames } from '../../../shared/wire/introduction.ts'
import { readService } from '../hsds/parse-entry.ts'
import { day } from './calendar.ts'
import { type AreaPack, DUTIES, type District, type Office, type OfficeOf } from './pack.ts'
import { type Holidays, type ReadingHours, type Span, WEEKDAYS, type Week } from './week.ts'
import {
  NotAPack,
  type Place,
  type Read,
  fieldsOf,
  flag,
  listOf,
  oneOf,
  parsedBy,
  requireUnique,
  textLike,
  whole,
} from './reading.ts'

/** Longest promise of a first contact that can be called one. */
const MAX_FIRST_CONTACT_DAYS = 31

export type ParsedPack =
  | { readonly ok: true; readonly value: AreaPack }
  /** `place` is empty where the whole file is meant. */
  | { readonly ok: false; readonly place: Place; readonly problem: string }

/** `json`: what `JSON.parse` gave. */
export function parseAreaPack(json: unknown): ParsedPack {
  try {
    return { ok: true, value: readPack(json, '') }
  } catch (error) {
    if (error instanceof NotAPack) return { ok: false, place: error.place, problem: error.message }
    throw error
  }
}

const code = textLike(/^[a-z0-9_-]{1,64}$/, 'a code in small letters')
const language = textLike(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/, 'a language tag')
const names = parsedBy(parseNames, 'a name for each language')
const languages: Read<readonly string[]> = uniqueList(language)

function uniqueList<T extends string>(read: Read<T>): Read<readonly T[]> {
  return (value, at) => {
    const items = listOf(read)(value, at)
    requireUnique(items, at)
    return items
  }
}

const holidays: Read<Holidays> = (value, at) => {
  const fields = fieldsOf(value, at)
  const until = fields.read('until', day)
  const days = fields.read('days', listOf(day))
  fields.done()
  const late = days.findIndex((one) => one > until)
  if (late >= 0) throw new NotAPack(`${at}.days[${late}]`, 'lies after `until`')
  return { until, days }
}

const SPAN = /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/

const span: Read<Span> = (value, at) => {
  const found = typeof value === 'string' ? SPAN.exec(value) : null
  if (found === null) throw new NotAPack(at, 'hours like 08:30-16:30 belong here')
  const [from, until] = [minutes(found[1], found[2]), minutes(found[3], found[4])]
  if (until > 24 * 60 || from >= until) throw new NotAPack(at, 'must end after it begins, at 24:00 at the latest')
  return { from, until }
}

const minutes = (hour = '', minute = ''): number => Number(hour) * 60 + Number(minute)

/** Each weekday is named, also those without hours: nobody forgets one by accident. */
const week: Read<Week> = (value, at) => {
  const fields = fieldsOf(value, at)
  const days = WEEKDAYS.map((name) =>
    fields.read(name, (spans, place) => {
      const read = listOf(span)(spans, place)
      if (read.some(({ from }, index) => index > 0 && from < (read[index - 1]?.until ?? 0)))
        throw new NotAPack(place, 'the hours overlap or are not in order')
      return read
    }),
  )
  fields.done()
  return days
}

const orWord =
  <T>(word: string, read: Read<T>): Read<T | null> =>
  (value, at) =>
    value === word ? null : read(value, at)

function readOffice(value: unknown, at: Place, area: Holidays): Office {
  const fields = fieldsOf(value, at)
  const id = fields.readOr('id', null, parsedBy(parseAgencyId, 'an agency id of the directory'))
  const type = fields.readOr('type', null, code)
  if ((id === null) === (type === null)) throw new NotAPack(at, 'either `id` or `type` belongs here')
  const of: OfficeOf = id === null ? { type: type ?? '' } : { id }
  const hours: ReadingHours = {
    week: fields.read('reading', orWord('unknown', week)),
    holidays: {
      ...area,
      days: fields.read('onHolidays', oneOf(['closed', 'as-usual'] as const)) === 'closed' ? area.days : [],
    },
    nightCover: fields.read('nightCover', orWord('none', week)),
  }
  if (hours.week === null && hours.nightCover !== null)
    throw new NotAPack(`${at}.nightCover`, 'without known reading hours must be "none"')
  const office = {
    of,
    hours,
    emergencyCover: fields.read('emergencyCover', flag),
    mustReport: fields.read('mustReport', uniqueList(oneOf(DUTIES))),
    takes: fields.read('takes', uniqueList(oneOf(NEEDS))),
    firstContactDays: fields.read('firstContactDays', whole(1, MAX_FIRST_CONTACT_DAYS)),
    interpreters: fields.read('interpreters', languages),
  }
  fields.done()
  if (office.emergencyCover && hours.week === null)
    throw new NotAPack(`${at}.emergencyCover`, 'cannot be promised without known reading hours')
  return office
}

const district: Read<District> = (value, at) => {
  const fields = fieldsOf(value, at)
  const read = { id: fields.read('id', code), names: fields.read('names', names) }
  fields.done()
  return read
}

const withOther = (issues: readonly Issue[]): readonly Issue[] =>
  issues.includes('other') ? issues : [...issues, 'other']

const readPack: Read<AreaPack> = (value, at) => {
  const fields = fieldsOf(value, at)
  fields.read('format', oneOf(['sosafe/area-pack']))
  fields.read('version', whole(1, 1))
  const closed = fields.read('holidays', holidays)
  const demonstration = fields.read('demonstration', flag)
  const districts = fields.read('districts', listOf(district))
  const around = { demonstration, holidays: closed, districts }
  const services = fields.read(
    'services',
    listOf((service, place) => readService(service, place, around)),
  )
  const pack = {
    area: fields.read('area', parsedBy(parseAreaId, 'the id of an area of the directory')),
    names: fields.read('names', names),
    demonstration,
    languages: fields.read('languages', languages),
    issues: withOther(fields.read('issues', uniqueList(oneOf(ISSUES)))),
    districts,
    offices: fields.read(
      'offices',
      listOf((office, place) => readOffice(office, place, closed)),
    ),
    services: services.filter((service) => service !== null),
  }
  fields.done()
  requireUnique(
    pack.districts.map(({ id }) => id),
    'districts',
  )
  requireUnique(
    pack.offices.map(({ of }) => ('id' in of ? of.id : of.type)),
    'offices',
  )
  requireUnique(
    pack.services.map(({ id }) => id),
    'services',
  )
  return pack
}
