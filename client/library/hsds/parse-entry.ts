/**
 * A service as HSDS 3.0 writes it (openreferral/specification, `schema/`): its required fields must be there, its other fields
 * may be, and anything else is a mistake. More than HSDS asks: an organization, a telephone, a term of our taxonomy, and hours
 * that a phone can reckon with. Less: no address and no coordinates.
 */
import type { Need } from '../../../shared/case/codes.ts'
import { day } from '../areas/calendar.ts'
import type { District } from '../areas/pack.ts'
import type { Holidays } from '../areas/week.ts'
import {
  type Fields,
  NotAPack,
  type Place,
  type Read,
  fieldsOf,
  listOf,
  oneOf,
  textLike,
  whole,
} from '../areas/reading.ts'
import { DIGITS } from '../hotlines.ts'
import { readHours } from './parse-schedule.ts'
import { ACCESS, type Access, type Named, type Phone, type Service } from './entry.ts'

/** What a service's pack knows. */
export interface Around {
  readonly demonstration: boolean
  readonly holidays: Holidays
  readonly districts: readonly District[]
}

/** The taxonomy `so:` of the vocabulary, 3.4. Two terms are one need: only staff tell them apart. */
const NEED_OF: Readonly<Record<string, Need>> = {
  'so:shelter': 'shelter',
  'so:health': 'health',
  'so:srh': 'health',
  'so:mhpss': 'psychosocial',
  'so:police': 'police',
  'so:legal': 'legal',
  'so:child': 'child_protection',
  'so:welfare': 'livelihood_welfare',
  'so:education': 'education',
  'so:docs': 'registration_documents',
}

const id = textLike(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/, 'a UUID in small letters')
const text = textLike(/^[^\p{Cc}]{1,500}$/u, 'a text in one line')
const digits = textLike(/^\+?\d(?:[ -]?\d){2,14}$/, 'a telephone number')
const languageCode = textLike(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'a language code')

/** Where somebody could wait. */
const PLACE_FIELDS = ['addresses', 'latitude', 'longitude', 'transportation', 'external_identifier', 'url']

function refusePlaces(fields: Fields): void {
  for (const name of PLACE_FIELDS)
    fields.readOr(name, null, (_, at) => {
      throw new NotAPack(at, 'the app tells no places: a shelter that can be found is none. Take it out')
    })
}

const named = (fields: Fields): Named => ({
  name: fields.read('name', text),
  alternate: fields.readOr('alternate_name', null, text),
})

const phone =
  (demonstration: boolean): Read<Phone> =>
  (value, at) => {
    const fields = fieldsOf(value, at)
    fields.read('id', id)
    const read = { number: fields.read('number', digits), description: fields.readOr('description', null, text) }
    const known: readonly string[] = Object.values(DIGITS)
    if (demonstration && !known.includes(read.number))
      throw new NotAPack(`${at}.number`, 'made-up services have the numbers of client/library/hotlines.ts only')
    fields.allow('location_id service_id organization_id contact_id service_at_location_id extension type languages')
    fields.done()
    return read
  }

const language: Read<string> = (value, at) => {
  const fields = fieldsOf(value, at)
  fields.read('id', id)
  const code = fields.read('code', languageCode)
  fields.allow('service_id location_id phone_id name note')
  fields.done()
  return code
}

/** The code of the term; terms of other taxonomies are kept out by whoever reads it. */
const attribute: Read<string> = (value, at) => {
  const fields = fieldsOf(value, at)
  fields.read('id', id)
  const code = fields.read('taxonomy_term', (term, place) => {
    const inner = fieldsOf(term, place)
    inner.read('id', id)
    inner.read('name', text)
    inner.read('description', text)
    const read = inner.read('code', text)
    inner.allow('parent_id taxonomy taxonomy_detail language taxonomy_id term_uri')
    inner.done()
    return read
  })
  fields.allow('link_id taxonomy_term_id link_type link_entity value label')
  fields.done()
  return code
}

interface Reached {
  readonly accessibility: readonly string[]
  readonly access: readonly Access[]
}

const accessibility: Read<Reached> = (value, at) => {
  const fields = fieldsOf(value, at)
  fields.read('id', id)
  const words = fields.readOr('description', null, text)
  const codes: readonly string[] = fields.readOr('attributes', [], listOf(attribute))
  fields.allow('location_id details url')
  fields.done()
  return {
    accessibility: words === null ? [] : [words],
    access: ACCESS.filter((code) => codes.includes(`so:${code}`)),
  }
}

const reachedAll = (all: readonly Reached[]): Reached => ({
  accessibility: all.flatMap((one) => one.accessibility),
  access: ACCESS.filter((code) => all.some((one) => one.access.includes(code))),
})

const atLocation: Read<Reached> = (value, at) => {
  const fields = fieldsOf(value, at)
  fields.read('id', id)
  const reached = fields.read('location', (location, place) => {
    const inner = fieldsOf(location, place)
    inner.read('id', id)
    inner.read('location_type', oneOf(['physical', 'postal', 'virtual']))
    refusePlaces(inner)
    const read = inner.readOr('accessibility', [], listOf(accessibility))
    inner.allow('organization_id name alternate_name description external_identifier_type')
    inner.done()
    return reachedAll(read)
  })
  fields.allow('service_id location_id description')
  fields.done()
  return reached
}

/** HSDS has no codes for areas: the district's id stands in `extent`, as text. */
const serviceArea =
  (districts: readonly District[]): Read<string> =>
  (value, at) => {
    const fields = fieldsOf(value, at)
    fields.read('id', id)
    fields.read('extent_type', oneOf(['text']))
    const extent = fields.read('extent', oneOf(districts.map((district) => district.id)))
    fields.allow('service_id service_at_location_id name description uri')
    fields.done()
    return extent
  }

const organization: Read<Named> = (value, at) => {
  const fields = fieldsOf(value, at)
  fields.read('id', id)
  fields.read('description', text)
  const read = named(fields)
  fields.allow('email website year_incorporated legal_status uri parent_organization_id')
  fields.done()
  return read
}

function atLeastOne<T>(items: readonly T[], at: Place, what: string): readonly T[] {
  if (items.length === 0) throw new NotAPack(at, `at least one ${what} belongs here`)
  return items
}

/** Null: it is `inactive` or `defunct`, and not told. */
export function readService(value: unknown, at: Place, around: Around): Service | null {
  const fields = fieldsOf(value, at)
  const status = fields.read('status', oneOf(['active', 'inactive', 'defunct', 'temporarily closed']))
  const optional = (name: string): string | null => fields.readOr(name, null, text)
  const codes = fields.read('attributes', listOf(attribute))
  const interpretation = optional('interpretation_services')
  const offered = codes.map((code) => NEED_OF[code]).filter((need) => need !== undefined)
  const needs = [...new Set([...offered, ...(interpretation === null ? [] : ['interpretation' as const])])]
  const reached = reachedAll(fields.readOr('service_at_locations', [], listOf(atLocation)))
  const service = {
    ...named(fields),
    id: fields.read('id', id),
    organization: fields.read('organization', organization),
    needs: atLeastOne(needs, `${at}.attributes`, `term of ${Object.keys(NEED_OF).join(', ')}`),
    description: optional('description'),
    alert: optional('alert'),
    eligibility: optional('eligibility_description'),
    fees: optional('fees_description'),
    interpretation,
    minimumAge: fields.readOr('minimum_age', null, whole(0, 150)),
    maximumAge: fields.readOr('maximum_age', null, whole(0, 150)),
    phones: atLeastOne(fields.read('phones', listOf(phone(around.demonstration))), `${at}.phones`, 'telephone'),
    hours: readHours(fields, around.holidays),
    languages: fields.readOr('languages', [], listOf(language)),
    ...reached,
    districts: fields.readOr('service_areas', [], listOf(serviceArea(around.districts))),
    assured: fields.readOr('assured_date', null, day),
  }
  fields.allow('organization_id program_id url email application_process wait_time fees accreditations')
  fields.allow('assurer_email licenses last_modified cost_options required_documents metadata')
  fields.done()
  if (around.demonstration && !/\((สาธิต|demonstration)\)$/.test(service.name))
    throw new NotAPack(`${at}.name`, 'a made-up service says so: its name ends with (สาธิต) or (demonstration)')
  return status === 'inactive' || status === 'defunct' ? null : { ...service, status }
}
