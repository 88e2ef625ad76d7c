/**
 * What a card can be about, and for whom: codes of the vocabulary (2.1, 2.3, 2.4), in the order in which they are offered.
 * `other` has no card of its own.
 */
import { LIFE_STAGES as ALL_STAGES, type Issue, type LifeStage as AnyStage } from '../../shared/case/codes.ts'

export type Situation = Exclude<Issue, 'other'>

export const SITUATIONS: readonly Situation[] = [
  'pregnancy',
  'sexual_violence',
  'family_violence',
  'child_at_risk',
  'welfare_rights',
  'mental_health',
  'srh_service',
  'discrimination',
  'online_abuse',
  'community_violence',
  'elder_care',
  'disability',
  'trafficking',
  'homeless',
  'drugs',
]

export type LifeStage = Exclude<AnyStage, 'unsaid'>
export const LIFE_STAGES: readonly LifeStage[] = ALL_STAGES.filter((stage) => stage !== 'unsaid')

/** Those that must not be left out (domain.md 1.3). */
export const GROUPS = [
  'teen_parent',
  'disability',
  'ethnic_minority',
  'southern_border_youth',
  'gender_diverse',
  'older_person',
] as const
export type Group = (typeof GROUPS)[number]

/** By which one looks: what it is about, or who it is for. */
export type Choice =
  | { readonly by: 'situation'; readonly code: Situation }
  | { readonly by: 'stage'; readonly code: LifeStage }
  | { readonly by: 'group'; readonly code: Group }
