/**
 * How it stands with the doors of an area at this hour, each by itself. Promises that a letter which says "danger now" goes
 * unasked to nobody of whom it is known that they cannot act on it now, and that nobody of whom nothing is known is taken
 * for somebody who can.
 */
import type { Need } from '../../../shared/case/codes.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import { doorsFor } from '../../library/areas/doors.ts'
import { hasEmergencyCover } from '../../library/areas/hours.ts'
import { type AreaPack, officeOf } from '../../library/areas/pack.ts'

export type Standing =
  /** In danger: somebody there can act on it now. */
  | { readonly kind: 'open'; readonly door: Door }
  /** Danger, and nobody has told us whether somebody there can act on it now. */
  | { readonly kind: 'unsure'; readonly door: Door }
  /** Danger, and nobody there can act on it now: a letter is read at their own hours. */
  | { readonly kind: 'later'; readonly door: Door }
  /** Its keys are too old to seal to. */
  | { readonly kind: 'old-keys' }

/** A letter can be sealed to it. */
export type Reachable = Exclude<Standing, { readonly kind: 'old-keys' }>

export interface Doors {
  readonly first: Standing
  readonly second: Standing
}

export interface Hour {
  /** The letter says that there is danger now. */
  readonly danger: boolean
  readonly nowMs: number
}

export function openDoors(
  { doors }: Pick<VerifiedArea, 'doors'>,
  pack: AreaPack | null,
  { danger, nowMs }: Hour,
): Doors {
  const standing = (door: VerifiedArea['doors']['frontDesk']): Standing => {
    if (!door.ok) return { kind: 'old-keys' }
    const acts = !danger || hasEmergencyCover(officeOf(pack, door.value.agency), nowMs)
    return { kind: acts === null ? 'unsure' : acts ? 'open' : 'later', door: door.value }
  }
  return { first: standing(doors.frontDesk), second: standing(doors.secondDoor) }
}

/** Somebody whom one is led to without having asked for them. */
export type Offered = Exclude<Reachable, { readonly kind: 'later' }>

export const isOffered = (standing: Standing): standing is Offered =>
  standing.kind === 'open' || standing.kind === 'unsure'

/** Which offered door helps with something of what is needed: the first one if it does, as it does where nobody has said. */
function whoHelps(
  { first, second }: Doors,
  pack: AreaPack | null,
  needs: readonly Need[],
): 'first' | 'second' | 'nobody' {
  const there = [first, second].filter(isOffered).map(({ door }) => door.agency)
  const helping = doorsFor(pack, needs, there)
  if (isOffered(first) && helping.includes(first.door.agency)) return 'first'
  return helping.length > 0 ? 'second' : 'nobody'
}

/** Why the second door is shown before the first. */
export type Instead = 'keys' | 'danger' | 'unsure' | 'needs'

export type Shown =
  | { readonly show: 'first'; readonly first: Offered }
  | { readonly show: 'second'; readonly second: Offered; readonly instead: Instead }
  /** Doors there are, but none that helps with what is needed. */
  | { readonly show: 'nobody-helps' }
  | { readonly show: 'no-door' }

/**
 * What is shown before anybody has chosen. In danger, whoever is known to act now goes before what else they help with.
 * `allTheSame`: somebody knows that none helps, and tells them all the same.
 */
export function shownDoor(doors: Doors, pack: AreaPack | null, needs: readonly Need[], allTheSame = false): Shown {
  const { first, second } = doors
  const helper = whoHelps(doors, pack, needs)
  if (helper === 'nobody' && !allTheSame && (isOffered(first) || isOffered(second))) return { show: 'nobody-helps' }
  const instead = whyInstead(doors, helper === 'second')
  if (isOffered(second) && instead !== null) return { show: 'second', second, instead }
  return isOffered(first) ? { show: 'first', first } : { show: 'no-door' }
}

function whyInstead({ first, second }: Doors, onlySecondHelps: boolean): Instead | null {
  if (first.kind === 'later') return 'danger'
  if (first.kind === 'old-keys') return 'keys'
  if (first.kind === 'unsure' && second.kind === 'open') return 'unsure'
  const firstAloneActs = first.kind === 'open' && second.kind === 'unsure'
  return onlySecondHelps && !firstAloneActs ? 'needs' : null
}
