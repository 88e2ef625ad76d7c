/** What the directory calls an agency; the beginning of its id where it is not in there. */
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { ScreenState } from './screen-state.ts'
import type { Speech } from '../speech.ts'

export function agencyName(agency: AgencyId, { directory }: ScreenState, { name }: Speech): string {
  return name(directory?.agencies.get(agency)?.names ?? { en: agency.slice(0, 8) })
}
