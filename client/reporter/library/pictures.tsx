/** Pictures of cards and choices: concrete things, in the line of tell/pictures.tsx. */
import type { JSX } from 'preact'
import { Drawing } from '../../ui/drawing.tsx'
import type { Group, LifeStage, Situation } from '../../library/audience.ts'
import type { PictureName } from '../../library/card.ts'

const PERSON = 'M24 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10'
const HEART = 'M24 40C10 30 6 23 6 17a9 9 0 0 1 18-2 9 9 0 0 1 18 2c0 6-4 13-18 23z'
const HOUSE = 'M7 24 24 9l17 15M12 20v20h24V20M20 40V29h8v11'
const HOSPITAL = 'M8 41V13h32v28zM24 17v10M19 22h10M20 41v-8h8v8'
const CHILD = 'M24 20a6 6 0 1 0 0-12 6 6 0 0 0 0 12M15 41V32c0-5 4-8 9-8s9 3 9 8v9'
const SCALES = 'M24 7v33M14 40h20M10 13h28M10 13 4 27h12zM38 13l-6 14h12z'
const COINS =
  'M20 20c7 0 12-2 12-5s-5-5-12-5-12 2-12 5 5 5 12 5zM8 15v9c0 3 5 5 12 5M8 24v9c0 3 5 5 12 5M30 40a9 9 0 1 0 0-18 9 9 0 0 0 0 18M30 27v8'
const SCREEN = 'M15 5h18v38H15zM22 38h4M19 11h10v12H19z'
const CANE = 'M19 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10M17 42V30l-3-6c0-4 3-6 6-5l6 7 5 2M31 42V26c0-2 4-2 4 0'
const WHEELCHAIR = 'M19 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M19 14v13h13l5 12M20 20h9M15 23a10 10 0 1 0 15 13'
const MOTHER =
  'M20 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10M10 42V28c0-5 4-9 10-9s10 4 10 9v14M33 27a4 4 0 1 0 0-8 4 4 0 0 0 0 8M20 33h14c3 0 5 2 5 5v4'
const HAND =
  'M15 26V13a3 3 0 0 1 6 0v9V9a3 3 0 0 1 6 0v13-10a3 3 0 0 1 6 0v16c0 8-4 13-11 13-6 0-8-3-11-8l-4-7c-1-3 3-5 5-2z'
const RINGS = 'M18 38a11 11 0 1 0 0-22 11 11 0 0 0 0 22M30 38a11 11 0 1 0 0-22 11 11 0 0 0 0 22'
const BOWL = 'M6 24h36c0 9-7 16-18 16S6 33 6 24zM17 18c-3-3 2-5 0-9M24 18c-3-3 2-5 0-9M31 18c-3-3 2-5 0-9'
const PILLS = 'M10 12h28v24H10zM16 18h4v4h-4zM28 18h4v4h-4zM16 28h4v4h-4zM28 28h4v4h-4z'
const TWO_TALKING = 'M5 9h24v15H17l-6 6v-6H5zM33 19h10v15h-4v6l-6-6H20v-5'

export type Pictured = PictureName | Situation | LifeStage | Exclude<Group, 'disability'> | 'group-disability'

/** Paths in a square of 48. */
const LINES: Readonly<Record<Pictured, string>> = {
  phone: 'M14 6l6 9-5 4c2 6 7 11 13 14l4-6 10 6c-1 6-5 9-9 9C19 42 6 28 6 15c0-4 3-8 8-9z',
  badge: 'M24 6l15 5v12c0 9-6 15-15 19-9-4-15-10-15-19V11zM24 16l2 5h5l-4 4 2 6-5-4-5 4 2-6-4-4h5z',
  ambulance:
    'M4 14h24v21H4zM28 21h9l7 8v6H28zM16 18v10M11 23h10M13 40a4 4 0 1 0 0-8 4 4 0 0 0 0 8M35 40a4 4 0 1 0 0-8 4 4 0 0 0 0 8',
  house: HOUSE,
  hospital: HOSPITAL,
  clock: 'M24 41a17 17 0 1 0 0-34 17 17 0 0 0 0 34zM24 13v11l8 5',
  letter: 'M6 12h36v25H6zM6 13l18 14 18-14',
  'two-talking': TWO_TALKING,
  child: CHILD,
  mother: MOTHER,
  school: 'M6 41V22L24 10l18 12v19zM24 10V4h8v4h-8M20 41V31h8v10M12 26h4v5h-4zM32 26h4v5h-4z',
  scales: SCALES,
  coins: COINS,
  pills: PILLS,
  screen: SCREEN,
  rings: RINGS,
  cane: CANE,
  wheelchair: WHEELCHAIR,
  hand: HAND,
  'closed-door': 'M12 42V6h24v36zM6 42h36M30 24v3',
  calendar: 'M7 11h34v30H7zM7 20h34M15 6v9M33 6v9M14 27h4M22 27h4M30 27h4M14 34h4M22 34h4',
  world: 'M24 41a17 17 0 1 0 0-34 17 17 0 0 0 0 34zM8 24h32M24 7c-10 10-10 24 0 34M24 7c10 10 10 24 0 34',
  bowl: BOWL,
  heart: HEART,

  // a round belly
  pregnancy: 'M20 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10M16 42V22c0-3 2-5 5-5 3 0 4 3 5 6 6 1 8 5 6 9-1 3-4 4-8 4v6',
  // a hand that says stop
  sexual_violence: HAND,
  family_violence: HOUSE,
  child_at_risk: CHILD,
  welfare_rights: COINS,
  mental_health: HEART,
  srh_service: HOSPITAL,
  discrimination: SCALES,
  online_abuse: SCREEN,
  // several people
  community_violence:
    'M24 18a5 5 0 1 0 0-10 5 5 0 0 0 0 10M15 41V31c0-5 4-8 9-8s9 3 9 8v10M9 22a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 38V31c0-3 2-5 5-5M39 22a4 4 0 1 0 0-8 4 4 0 0 0 0 8M44 38V31c0-3-2-5-5-5',
  elder_care: CANE,
  disability: WHEELCHAIR,
  // a chain
  trafficking: 'M20 28l8-8M16 22l-6 6a7 7 0 0 0 10 10l6-6M32 26l6-6A7 7 0 0 0 28 10l-6 6',
  // a bench under the sky
  homeless: 'M6 30h36M10 30v10M38 30v10M6 24h36M33 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10',
  drugs: PILLS,

  child_0_9: CHILD,
  // with a bag for school
  adolescent_10_19: `${PERSON}M13 42V30c0-6 5-10 11-10s11 4 11 10v12M18 28h12v14M18 34h12`,
  adult_20_59: `${PERSON}M12 42V30c0-6 5-10 12-10s12 4 12 10v12M18 42V30M30 42V30`,
  older_60_plus: CANE,

  teen_parent: MOTHER,
  'group-disability': WHEELCHAIR,
  // mountains
  ethnic_minority: 'M4 38 17 14l8 14 5-8 14 18zM36 14a4 4 0 1 0 0-8 4 4 0 0 0 0 8',
  // a boat on the sea
  southern_border_youth: 'M6 30h36l-6 10H12zM24 30V7l13 18H24M4 44c4-3 6-3 10 0 4-3 6-3 10 0 4-3 6-3 10 0 4-3 6-3 10 0',
  gender_diverse: RINGS,
  older_person: CANE,
}

export function Picture({ of, large = false }: { readonly of: Pictured; readonly large?: boolean }): JSX.Element {
  return <Drawing lines={LINES[of]} large={large} />
}
