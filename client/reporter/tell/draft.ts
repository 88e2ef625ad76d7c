/** What is being told, in memory only. Texts lie apart, in one object that is emptied when the letter is sealed. */
import type { Details } from '../../../shared/case/details.ts'
import type { Need, ReporterRole } from '../../../shared/case/codes.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import { NOTHING_CHOSEN, type PlanChoice, type TypedPlan, noPlanTyped } from '../plan/plan.ts'
import type { Voiced } from '../voice/voiced.ts'

/** Of whom one tells. Null: not said. */
export type About = 'self' | 'child' | 'other' | 'helper'

export interface Draft extends PlanChoice {
  readonly about: About | null
  readonly danger: boolean
  readonly needs: readonly Need[]
  /** Who opens it. */
  readonly area: VerifiedArea | null
  readonly door: Door | null
}

export const EMPTY_DRAFT: Draft = {
  ...NOTHING_CHOSEN,
  about: null,
  danger: false,
  needs: [],
  area: null,
  door: null,
}

/** Changed in place by the fields. */
export interface Typed extends Voiced, TypedPlan {
  words: string
  notShowTo: string
}

export const nothingTyped = (): Typed => ({
  ...noPlanTyped(),
  words: '',
  notShowTo: '',
  voice: null,
  running: null,
})

/** What was said, and no more: who somebody is to the person is asked after it. */
const ROLES: Readonly<Record<About, ReporterRole>> = {
  self: 'self',
  child: 'self',
  other: 'about_another',
  helper: 'helps_to_tell',
}

/** It is about somebody who is not the one who tells. */
export const isOfAnother = (about: About | null): about is 'other' | 'helper' => about === 'other' || about === 'helper'

/** Who tells, and whom not to show it to. */
export function detailsOf({ about }: Draft, { notShowTo }: Typed): Details & { readonly role: ReporterRole } {
  return {
    role: about === null ? 'unsaid' : ROLES[about],
    ...(about === 'child' ? { under18: true } : {}),
    ...(notShowTo.trim() === '' ? {} : { notShowTo: notShowTo.trim() }),
  }
}
