/** The doors of several agencies: each by itself, so that one whose sheets cannot be used does not close the others. */
import type { Door } from '../../../shared/trust/area.ts'
import type { DirectoryAgency } from '../../../shared/trust/directory.ts'
import type { Offices } from './offices.ts'
import { troubleOf, troubleOfOffices } from '../reasons.ts'
import type { TroubleKind } from '../trouble.tsx'

/** An agency that nothing can be sealed to now. */
export interface Untold {
  readonly agency: DirectoryAgency
  readonly kind: TroubleKind
}

/** Whom something is for: those that can be told, and those that cannot. */
export interface Receiving {
  readonly doors: readonly Door[]
  readonly untold: readonly Untold[]
}

export async function findDoors(
  offices: Pick<Offices, 'door'>,
  agencies: readonly DirectoryAgency[],
): Promise<Receiving> {
  const find = async (agency: DirectoryAgency): Promise<Door | Untold> => {
    try {
      const view = await offices.door(agency.id)
      return view.ok ? view.value : { agency, kind: troubleOfOffices(view.reason) }
    } catch (error) {
      return { agency, kind: troubleOf(error) }
    }
  }
  const found = await Promise.all(agencies.map(find))
  return {
    doors: found.flatMap((one) => ('kind' in one ? [] : [one])),
    untold: found.flatMap((one) => ('kind' in one ? [one] : [])),
  }
}
