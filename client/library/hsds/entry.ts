/**
 * A service of an area's directory, as far as the app tells of it. In the pack it stands as an HSDS 3.0 service, names
 * unchanged; what the app does not show does not come into it. Promises that no place where people hide, or where somebody
 * could wait for them, is in the app at all: a service is reached by calling first. Source: domain.md 3.8, vocabulary 7.3.
 */
import type { Need } from '../../../shared/case/codes.ts'
import type { Day } from '../../../shared/day.ts'
import type { ReadingHours } from '../areas/week.ts'

/** HSDS has free text only; these are terms of our taxonomy, which somebody can look for. */
export const ACCESS = ['step_free', 'sign_language', 'without_speaking', 'comes_to_you'] as const
export type Access = (typeof ACCESS)[number]

/** The name in Thai; `alternate` in English, where there is one. */
export interface Named {
  readonly name: string
  readonly alternate: string | null
}

export interface Phone {
  readonly number: string
  readonly description: string | null
}

export interface Service extends Named {
  readonly id: string
  readonly organization: Named
  /** `temporarily closed`: told, not left out; whoever has heard of it would go there. */
  readonly status: 'active' | 'temporarily closed'
  readonly needs: readonly Need[]
  readonly description: string | null
  readonly alert: string | null
  readonly eligibility: string | null
  readonly fees: string | null
  readonly interpretation: string | null
  /** Inclusive, in years. */
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  /** At least one. */
  readonly phones: readonly Phone[]
  readonly hours: ReadingHours
  /** Spoken there. */
  readonly languages: readonly string[]
  readonly access: readonly Access[]
  /** What is said of access in words. */
  readonly accessibility: readonly string[]
  /** Districts of the pack that it is for; empty: the whole area. */
  readonly districts: readonly string[]
  /** When somebody last made sure that all this is so; null: nobody says. */
  readonly assured: Day | null
}
