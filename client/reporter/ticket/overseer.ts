/** Who oversees an agency: the one content that it receives is what a person chose to write to it. */
import type { Directory } from '../../../shared/trust/directory.ts'
import type { Door } from '../../../shared/trust/area.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { Offices } from '../offices/offices.ts'

/** Of every area that names the agency, each once: which of them the person told is not known here. */
function overseersOf({ areas }: Directory, agency: AgencyId): readonly AgencyId[] {
  return [...new Set(areas.filter(({ agencies }) => agencies.includes(agency)).map(({ overseer }) => overseer))]
}

/** None where nobody oversees it, or who does takes no letters now. */
export async function overseerDoors(
  offices: Pick<Offices, 'directory' | 'door'>,
  agency: AgencyId,
): Promise<readonly Door[]> {
  const directory = await offices.directory()
  const ids = directory.ok ? overseersOf(directory.value, agency) : []
  const views = await Promise.all(ids.map((id) => offices.door(id)))
  return views.flatMap((view) => (view.ok ? [view.value] : []))
}
