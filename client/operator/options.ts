/** Reading the options of a command line: each gives what it names, or says how it is written. */
import { type AgencyId, parseAgencyId } from '../../shared/wire/address.ts'
import { type Names, parseNames } from '../../shared/wire/introduction.ts'
import { isRefused, misuse, type Refused } from './outcome.ts'
import type { Choices } from './plan-directory.ts'

export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

export const DEFAULT_RELAY = 'http://localhost:8787'

export function one(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export function many(values: Values, name: string): readonly string[] {
  const value = values[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Scheme, host and port of `--relay`. */
export function originOf(values: Values): string | Refused {
  const text = one(values, 'relay') ?? DEFAULT_RELAY
  if (!URL.canParse(text)) return misuse('--relay is an address such as https://sosafe.example')
  const { origin, protocol } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? origin : misuse('--relay is an http or https address.')
}

/** `AREA=AGENCY` pairs. */
function choicesOf(values: Values, name: string): ReadonlyMap<string, AgencyId> | Refused {
  const choices = new Map<string, AgencyId>()
  for (const pair of many(values, name)) {
    const [area = '', id] = pair.split('=')
    const agency = parseAgencyId(id)
    if (area === '' || agency === null) return misuse(`--${name} is AREA=AGENCY-ID`)
    choices.set(area, agency)
  }
  return choices
}

/** `AREA=NAME` pairs, of each area in both languages. */
function areaNamesOf(values: Values): ReadonlyMap<string, Names> | Refused {
  const given = new Map<string, Record<string, string>>()
  for (const language of ['th', 'en'] as const) {
    for (const pair of many(values, `area-name-${language}`)) {
      const [area = '', ...name] = pair.split('=')
      given.set(area, { ...given.get(area), [language]: name.join('=') })
    }
  }
  for (const [area, names] of given) {
    if (area === '' || parseNames(names) === null || Object.keys(names).length < 2)
      return misuse('--area-name-th and --area-name-en are AREA=NAME and belong together.')
  }
  return given
}

export function allChoices(values: Values): Choices | Refused {
  const frontDesk = choicesOf(values, 'front-desk')
  const secondDoor = choicesOf(values, 'second-door')
  const overseer = choicesOf(values, 'overseer')
  const areaNames = areaNamesOf(values)
  if (isRefused(areaNames)) return areaNames
  if (isRefused(frontDesk)) return frontDesk
  if (isRefused(secondDoor)) return secondDoor
  return isRefused(overseer) ? overseer : { frontDesk, secondDoor, overseer, areaNames }
}
