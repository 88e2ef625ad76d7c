/**
 * A card: one idea in few words, with a picture, resting on facts. Grade, sources and dates are those of the facts, so that a
 * card can never be surer than what it rests on. How one is made: docs/knowledge.md.
 */
import type { Group, LifeStage, Situation } from './audience.ts'
import { dayStartMs } from '../../shared/day.ts'
import { localTime } from './areas/hours.ts'
import type { Grade, Month } from './fact.ts'
import { FACTS, type FactId } from './facts.ts'

export type CardLanguage = 'th' | 'en'

export interface CardText {
  readonly title: string
  readonly text: string
}

/** Concrete things, drawn in client/reporter/library/pictures.tsx. */
export type PictureName =
  | 'phone'
  | 'badge'
  | 'ambulance'
  | 'house'
  | 'hospital'
  | 'clock'
  | 'letter'
  | 'two-talking'
  | 'child'
  | 'mother'
  | 'school'
  | 'scales'
  | 'coins'
  | 'pills'
  | 'screen'
  | 'rings'
  | 'cane'
  | 'wheelchair'
  | 'hand'
  | 'closed-door'
  | 'calendar'
  | 'world'
  | 'bowl'
  | 'heart'

export interface Card extends Readonly<Record<CardLanguage, CardText>> {
  readonly id: string
  readonly situations: readonly Situation[]
  readonly stages: readonly LifeStage[]
  readonly groups: readonly Group[]
  /** What it rests on; at least one. */
  readonly facts: readonly FactId[]
  readonly picture: PictureName
  /** The card that goes on from here, on a way of several steps. */
  readonly next?: string
}

export interface Standing {
  readonly grade: Grade
  readonly sources: readonly string[]
  readonly checked: Month
  readonly reviewBy: Month
}

const least = <T extends string>(values: readonly T[]): T => values.toSorted()[0] as T

/** How sure a card is: as sure as the least sure of its facts, and as fresh as the oldest. */
export function standingOf({ facts: ids }: Pick<Card, 'facts'>): Standing {
  const facts = ids.map((id) => FACTS[id])
  return {
    grade: facts.some(({ grade }) => grade === 'B') ? 'B' : 'A',
    sources: [...new Set(facts.flatMap(({ sources }) => sources))],
    checked: least(facts.map(({ checked }) => checked)),
    reviewBy: least(facts.map(({ reviewBy }) => reviewBy)),
  }
}

/** Whether the month in which a review is due has passed in Thailand: then the app says "call to confirm". */
export function isReviewDue(reviewBy: Month, nowMs: number): boolean {
  return new Date(dayStartMs(localTime(nowMs).day)).toISOString().slice(0, 7) > reviewBy
}
