/** What is known, how well, and since when. The facts themselves: facts.ts. How they are graded: docs/knowledge.md. */
import type { LifeStage, Situation } from './audience.ts'
import type { Hours } from './hotlines.ts'

/** A: use. B: use, and say that it may have changed. What is less sure (C) is no fact here. */
export type Grade = 'A' | 'B'

/** `2026-11`: sources were read in that month; nothing finer is known. */
export type Month = `${number}-${number}`

export interface Fact {
  readonly grade: Grade
  /** Where it was found: addresses or titles of publications. */
  readonly sources: readonly string[]
  readonly checked: Month
  /** Until the end of this month it may be told without "call to confirm". */
  readonly reviewBy: Month
  /** Every number that a text may say because of this fact, as it is written there. */
  readonly figures: readonly string[]
}

/** A number to dial. */
export interface PhoneFact extends Fact {
  readonly digits: string
  /** Null: day and night is not said anywhere, nor are hours. */
  readonly hours: Hours | 'day-and-night' | null
  /** Null: not known. */
  readonly cost: 'free' | null
  /** Empty: for everything that it is about. */
  readonly situations: readonly Situation[]
  /** Empty: for everybody. */
  readonly ages: readonly LifeStage[]
}
