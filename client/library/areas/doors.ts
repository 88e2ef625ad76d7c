/** Whether any office of an area that takes mail can help with what somebody needs: before a form is shown, not after. */
import type { Need } from '../../../shared/case/codes.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import { type AreaPack, officeOf } from './pack.ts'

/** What there is to know of an agency of the directory. */
export interface Agency {
  readonly id: AgencyId
  readonly type: string
}

/**
 * Those of `doors` that can help with at least one of the needs, in their order; without needs all of them.
 * @param doors agencies of the area that mail can be sealed to now. Where nobody has said what an office helps with (no pack,
 * or not in it) it counts as able: silence closes no door
 */
export function doorsFor<T extends Agency>(
  pack: AreaPack | null,
  needs: readonly Need[],
  doors: readonly T[],
): readonly T[] {
  const takes = (door: T, need: Need): boolean => officeOf(pack, door)?.takes.includes(need) ?? true
  return doors.filter((door) => needs.length === 0 || needs.some((need) => takes(door, need)))
}
