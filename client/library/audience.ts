/**
 * What a card can be about, and for whom: codes of the vocabulary (2.1, 2.3, 2.4), in the order in which they are offered.
 * `other` has no card of its own.
 */
import type { Issue } from '../../shared/case/codes.ts'

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

export const LIFE_STAGES = ['child_0_9', 'adolescent_10_19', 'adult_20_59', 'older_60_plus'] as const
export type LifeStage = (typeof LIFE_STAGES)[number]
