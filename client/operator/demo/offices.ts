/** The made-up offices of the demo: two areas, in each a front desk, two more agencies and an overseer. */
import { type AgencyDescription, parseAgencyDescription } from '../../../shared/wire/introduction.ts'
import { AGENCY_TYPES, namesIn, OVERSEER_TYPES } from '../agency-types.ts'
import { findArea } from '../areas.ts'

export type Part = 'front-desk' | 'second-door' | 'agency' | 'overseer'

export interface DemoOffice {
  readonly part: Part
  readonly description: AgencyDescription
}

interface Plan {
  readonly area: string
  /** Type by part. */
  readonly types: Readonly<Record<Part, string>>
}

const PLANS: readonly Plan[] = [
  {
    area: 'lamphun',
    types: {
      'front-desk': 'province_social_development',
      'second-door': 'hospital',
      agency: 'child_family_shelter',
      overseer: 'governor',
    },
  },
  {
    area: 'yala-city',
    types: { 'front-desk': 'local_government', 'second-door': 'hospital', agency: 'ngo_service', overseer: 'mayor' },
  },
]

export const DEMO_AREAS: readonly string[] = PLANS.map(({ area }) => area)

/** Every name says that it is a demo: no real office is meant. */
function describe(areaId: string, part: Part, type: string): AgencyDescription {
  const area = findArea(areaId)
  const kind = part === 'overseer' ? 'overseer' : 'agency'
  const typeNames = (kind === 'overseer' ? OVERSEER_TYPES : AGENCY_TYPES).get(type)
  if (area === null || typeNames === undefined) throw new TypeError(`the demo names what is not there: ${type}`)
  const { th, en } = namesIn(area, typeNames)
  const names = { th: `${th} (สาธิต)`, en: `${en} (demo)` }
  const description = parseAgencyDescription({ area: areaId, kind, type, names })
  if (description === null) throw new TypeError(`the demo’s name is too long: ${en}`)
  return description
}

export const DEMO_OFFICES: readonly DemoOffice[] = PLANS.flatMap(({ area, types }) =>
  (['front-desk', 'second-door', 'agency', 'overseer'] as const).map((part) => ({
    part,
    description: describe(area, part, types[part]),
  })),
)
