/**
 * What an area tells about itself, built into the reporter's app: when its offices read, what they must pass on by law,
 * what they help with, and where else there is help. Data of the area, checked when the app is built; never keys: those come
 * from the signed directory alone. How to write one: docs/areas.md.
 */
import type { Issue, Need } from '../../../shared/case/codes.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { Names } from '../../../shared/wire/introduction.ts'
import type { Service } from '../hsds/entry.ts'
import type { ReadingHours } from './week.ts'

/** Duties to report that the knowledge store has at grade A (facts `child-act`, `dv-act`). */
export const DUTIES = ['child_at_risk', 'domestic_violence'] as const
export type Duty = (typeof DUTIES)[number]

/** One agency of the directory by its id, or all of a type that the pack does not name by id. */
export type OfficeOf = { readonly id: AgencyId } | { readonly type: string }

export interface Office {
  readonly of: OfficeOf
  readonly hours: ReadingHours
  /** Somebody there can act at once on a letter that says danger, whenever it is read. */
  readonly emergencyCover: boolean
  readonly mustReport: readonly Duty[]
  /** What somebody who writes there can get, from the office or through it. */
  readonly takes: readonly Need[]
  /** From the day on which it is taken in. */
  readonly firstContactDays: number
  /** Languages with an interpreter, besides those of the area. */
  readonly interpreters: readonly string[]
}

export interface District {
  readonly id: string
  readonly names: Names
}

export interface AreaPack {
  /** The directory's area id. */
  readonly area: string
  /** For the services, which are found without the directory. */
  readonly names: Names
  /** Clearly nobody's: said on every screen that shows something of it. */
  readonly demonstration: boolean
  readonly languages: readonly string[]
  readonly issues: readonly Issue[]
  readonly districts: readonly District[]
  readonly offices: readonly Office[]
  /** Where else there is help, offices or not. */
  readonly services: readonly Service[]
}

/** What the pack says of an agency; null: nothing. */
export function officeOf(
  pack: AreaPack | null,
  agency: { readonly id: AgencyId; readonly type: string },
): Office | null {
  if (pack === null) return null
  const named = pack.offices.find(({ of }) => 'id' in of && of.id === agency.id)
  return named ?? pack.offices.find(({ of }) => 'type' in of && of.type === agency.type) ?? null
}
