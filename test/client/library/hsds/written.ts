/** A service as HSDS writes it. */
import { parseAreaPack } from '../../../../client/library/areas/parse-pack.ts'
import type { Service } from '../../../../client/library/hsds/entry.ts'
import { packJson } from '../areas/office.ts'

export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const term = (code: string): object => ({
  id: uuid(1),
  taxonomy_term: { id: uuid(2), code, name: code, description: code },
})

export const schedule = (byday: string, opens_at: string, closes_at: string): Record<string, unknown> => ({
  id: uuid(3),
  freq: 'WEEKLY',
  byday,
  opens_at,
  closes_at,
})

export const serviceJson: Record<string, unknown> = {
  id: uuid(4),
  name: 'สายช่วยเหลือ',
  alternate_name: 'A line',
  status: 'active',
  organization: { id: uuid(5), name: 'ศูนย์', description: 'A centre' },
  attributes: [term('so:welfare')],
  phones: [{ id: uuid(6), number: '1300' }],
  schedules: [schedule('MO,TU,WE,TH,FR', '08:30', '16:30+07:00')],
  languages: [{ id: uuid(7), code: 'th' }],
  assured_date: '2026-11-01',
}

export const parseWith = (
  changes: Record<string, unknown>,
  pack: Record<string, unknown> = {},
): ReturnType<typeof parseAreaPack> => {
  const json = { ...packJson, ...pack, services: [{ ...serviceJson, ...changes }] }
  return parseAreaPack(JSON.parse(JSON.stringify(json)))
}

export function serviceOf(changes: Record<string, unknown>): Service {
  const parsed = parseWith(changes)
  if (!parsed.ok) throw new Error(`${parsed.place}: ${parsed.problem}`)
  const [service] = parsed.value.services
  if (service === undefined) throw new Error('not told')
  return service
}
