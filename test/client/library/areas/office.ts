/** Offices to ask about, as somebody would write them. */
import { expect } from 'vitest'
import type { AreaPack, Office } from '../../../../client/library/areas/pack.ts'
import { parseAreaPack } from '../../../../client/library/areas/parse-pack.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The same spans on five days, and those of the weekend. */
export const weekOf = (weekdays: string[], weekend: string[] = []): Record<string, string[]> =>
  Object.fromEntries(DAYS.map((day) => [day, day === 'sat' || day === 'sun' ? weekend : weekdays]))

export const officeJson: Record<string, unknown> = {
  type: 'hospital',
  reading: weekOf(['08:30-12:00', '13:00-16:30']),
  onHolidays: 'closed',
  nightCover: 'none',
  emergencyCover: false,
  mustReport: ['child_at_risk', 'domestic_violence'],
  takes: ['health', 'psychosocial'],
  firstContactDays: 3,
  interpreters: ['my'],
}

export const packJson: Record<string, unknown> = {
  format: 'sosafe/area-pack',
  version: 1,
  area: 'lamphun',
  names: { th: 'จังหวัดลำพูน', en: 'Lamphun' },
  demonstration: false,
  languages: ['th', 'en'],
  issues: ['pregnancy', 'family_violence'],
  // Songkran with the weekend before it, and the end of the year
  holidays: {
    until: '2027-04-30',
    days: ['2026-12-10', '2026-12-31', '2027-01-01', '2027-04-12', '2027-04-13', '2027-04-14', '2027-04-15'],
  },
  districts: [{ id: 'one', names: { th: 'หนึ่ง', en: 'One' } }],
  offices: [officeJson],
  services: [],
}

export function packOf(changes: Record<string, unknown>): AreaPack {
  const parsed = parseAreaPack({ ...packJson, ...changes })
  expect(parsed).toMatchObject({ ok: true })
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.value
}

export function officeOf(changes: Record<string, unknown>): Office {
  const [office] = packOf({ offices: [{ ...officeJson, ...changes }] }).offices
  if (office === undefined) throw new Error('a pack with one office')
  return office
}

/** The time at which a clock in Thailand shows this. */
export const inThailand = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`)

export const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
