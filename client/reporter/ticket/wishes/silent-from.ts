/** From which day on somebody who makes another plan with the ticket is silent, by what each office has promised since. */
import { useEffect, useState } from 'preact/hooks'
import type { Day } from '../../../../shared/day.ts'
import type { Door } from '../../../../shared/trust/area.ts'
import { packs } from '../../../library/areas/packs.ts'
import type { Offices } from '../../offices/offices.ts'
import { promisedBy, silentDay } from '../../plan/silent-day.ts'
import type { Opened } from '../opened.ts'

export interface Promised {
  readonly system: { readonly offices: Pick<Offices, 'directory'>; readonly today: () => Day }
  readonly steps: readonly Pick<Opened['steps'][number], 'promise'>[]
}

/** What cannot be loaded has promised nothing. */
export async function silentFrom(
  { system, steps }: Promised,
  doors: readonly Door[],
  loadPacks: typeof packs.load = packs.load,
): Promise<Day> {
  const [directory, here] = await Promise.all([
    system.offices.directory().catch(() => null),
    loadPacks().catch(() => []),
  ])
  const known = { packs: here, areas: directory?.ok === true ? directory.value.areas : [] }
  const today = system.today()
  const agencies = doors.map(({ agency }) => agency)
  const said = steps.flatMap(({ promise }) => promise?.day ?? [])
  return silentDay(today, [...promisedBy(known, agencies, today), ...said])
}

/** Null until it is known. */
export function useSilentFrom(opened: Opened, doors: readonly Door[]): Day | null {
  const [day, setDay] = useState<Day | null>(null)
  useEffect(() => {
    let gone = false
    void silentFrom(opened, doors).then((found) => gone || setDay(found))
    return () => void (gone = true)
  }, [])
  return day
}
