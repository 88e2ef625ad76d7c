/** Which services of an area fit. Pure, on the phone: what is looked for is told to nobody. */
import type { Need } from '../../../shared/case/codes.ts'
import type { Day } from '../../../shared/day.ts'
import type { LifeStage } from '../audience.ts'
import { openNow } from '../areas/hours.ts'
import type { Access, Service } from './entry.ts'

/** Null and false: whatever it is. */
export interface Wanted {
  readonly district: string | null
  readonly need: Need | null
  readonly age: LifeStage | null
  readonly language: string | null
  readonly access: Access | null
  readonly open: boolean
}

export const ANYTHING: Wanted = { district: null, need: null, age: null, language: null, access: null, open: false }

/** Half a year after somebody has made sure, a service is one to call first. */
const STALE_AFTER_DAYS = 183

const YEARS: Readonly<Record<LifeStage, readonly [from: number, to: number]>> = {
  child_0_9: [0, 9],
  adolescent_10_19: [10, 19],
  adult_20_59: [20, 59],
  older_60_plus: [60, 150],
}

export const mustBeConfirmed = ({ assured }: Service, today: Day): boolean =>
  assured === null || today - assured > STALE_AFTER_DAYS

function isFor({ minimumAge, maximumAge }: Service, stage: LifeStage): boolean {
  const [from, to] = YEARS[stage]
  return (minimumAge ?? 0) <= to && (maximumAge ?? to) >= from
}

/** What is not said of a service counts against it only where somebody would stand before a door that does not open. */
function fits(service: Service, wanted: Wanted, nowMs: number): boolean {
  const { district, need, age, language, access, open } = wanted
  return (
    (district === null || service.districts.length === 0 || service.districts.includes(district)) &&
    (need === null || service.needs.includes(need)) &&
    (age === null || isFor(service, age)) &&
    (language === null || service.languages.includes(language)) &&
    (access === null || service.access.includes(access)) &&
    (!open || isOpen(service, nowMs))
  )
}

export const isOpen = ({ status, hours }: Service, nowMs: number): boolean =>
  status === 'active' && openNow(hours, nowMs)

/** Those that are open now in front, otherwise in the order of the pack. */
export function findServices(services: readonly Service[], wanted: Wanted, nowMs: number): readonly Service[] {
  const found = services.filter((service) => fits(service, wanted, nowMs))
  return [...found.filter((one) => isOpen(one, nowMs)), ...found.filter((one) => !isOpen(one, nowMs))]
}
