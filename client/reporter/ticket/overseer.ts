/** Who oversees an agency: the one content that it receives is what a person chose to write to it. */
import type { Directory } from '../../../shared/trust/directory.ts'
import type { Door } from '../../../shared/trust/area.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { Offices } from '../offices/offices.ts'

/** Of the first area that names the agency. */
function overseerOf({ areas }: Directory, agency: AgencyId): AgencyId | null {
  return areas.find(({ agencies }) => agencies.includes(agency))?.overseer ?? null
}

/** Null where nobody oversees it, or who does takes no letters now. */
export async function overseerDoor(
  offices: Pick<Offices, 'directory' | 'door'>,
  agency: AgencyId,
): Promise<Door | null> {
  const directory = await offices.directory()
  const id = directory.ok ? overseerOf(directory.value, agency) : null
  const door = id === null ? null : await offices.door(id)
  return door?.ok === true ? door.value : null
}
