/**
 * Which doors of an area a letter may go to at this hour. Promises that nothing which says "danger now" is offered to an
 * office of which it is known that nobody there can act on it now.
 */
import type { Need } from '../../../shared/case/codes.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import { doorsFor } from '../../library/areas/doors.ts'
import { hasEmergencyCover } from '../../library/areas/hours.ts'
import { type AreaPack, officeOf } from '../../library/areas/pack.ts'

export interface OpenDoors {
  readonly first: Door | null
  readonly second: Door | null
  /** Why one of them is closed, if one is: a known danger counts before old keys. */
  readonly because: 'keys' | 'danger'
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
): OpenDoors {
  const actsNow = ({ agency }: Door): boolean => !danger || hasEmergencyCover(officeOf(pack, agency), nowMs) !== false
  const [first, second] = [doors.frontDesk, doors.secondDoor]
  return {
    first: first.ok && actsNow(first.value) ? first.value : null,
    second: second.ok && actsNow(second.value) ? second.value : null,
    because: [first, second].some((door) => door.ok && !actsNow(door.value)) ? 'danger' : 'keys',
  }
}

/** Which open door helps with something of what is needed: the first one if it does, as it does where nobody has said. */
export function whoHelps(
  { first, second }: Pick<OpenDoors, 'first' | 'second'>,
  pack: AreaPack | null,
  needs: readonly Need[],
): 'first' | 'second' | 'nobody' {
  const open = [first, second].flatMap((door) => (door === null ? [] : [door.agency]))
  const { doors } = doorsFor(pack, needs, open)
  if (first !== null && doors.includes(first.agency)) return 'first'
  return doors.length > 0 ? 'second' : 'nobody'
}
