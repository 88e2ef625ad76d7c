/** Reading the options of a command line: each gives what it names, or says how it is written. */
import { type AgencyId, parseAgencyId } from '../../shared/wire/address.ts'
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

export function allChoices(values: Values): Choices | Refused {
  const frontDesk = choicesOf(values, 'front-desk')
  const secondDoor = choicesOf(values, 'second-door')
  const overseer = choicesOf(values, 'overseer')
  if (isRefused(frontDesk)) return frontDesk
  if (isRefused(secondDoor)) return secondDoor
  return isRefused(overseer) ? overseer : { frontDesk, secondDoor, overseer }
}
