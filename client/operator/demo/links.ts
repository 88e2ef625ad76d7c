/** What the demo prints: the links of its members, for people and as JSON. */
import { encodeDeskLink } from '../../agency/link.ts'
import { findArea } from '../areas.ts'
import { DEMO_REPORTS } from './reports.ts'
import type { SeededAgency } from './seed-agency.ts'

const PART = { 'front-desk': 'front desk', 'second-door': 'second door', agency: 'agency', overseer: 'overseer' }

export function linkLines(agencies: readonly SeededAgency[], origin: string): readonly string[] {
  let area = ''
  return [
    'DEMO. Everybody in it is made up. Whoever has one of these links is that member: open each in a browser of its own.',
    ...agencies.flatMap(({ office, members }) => {
      const { description, part } = office
      const heading = description.area === area ? [] : ['', findArea(description.area)?.names['en'] ?? description.area]
      area = description.area
      const links = members.map(({ role, link }) => `    ${role.padEnd(14)}${encodeDeskLink(origin, link)}`)
      return [...heading, `  ${description.names['en'] ?? ''} - ${PART[part]}`, ...links]
    }),
    '',
  ]
}

export function linksJson(agencies: readonly SeededAgency[], origin: string): Readonly<Record<string, unknown>> {
  const links = agencies.flatMap(({ id, office, members }) =>
    members.map(({ role, link }) => ({
      area: office.description.area,
      agency: id,
      part: office.part,
      names: office.description.names,
      role,
      link: encodeDeskLink(origin, link),
    })),
  )
  return { demo: true, reports: DEMO_REPORTS.length, links }
}
