/** `sosafe agency add`: introduces an agency by a one-time link; its keys are made at its own desk. Source: docs/protocol.md P8.9. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { parseAreaId } from '../../shared/wire/api.ts'
import {
  type AgencyDescription,
  type Names,
  parseAgencyDescription,
  parseNames,
} from '../../shared/wire/introduction.ts'
import { encodeDeskLink } from '../agency/link.ts'
import { AGENCY_TYPES, namesIn, OVERSEER_TYPES } from './agency-types.ts'
import { findArea, KNOWN_AREAS } from './areas.ts'
import { ProgramError } from './relay-program.ts'
import { type CommandOutcome, isRefused, misuse, type Refused, refusal } from './outcome.ts'

export interface AgencyAddInput {
  readonly area: string
  /** Needed of an area that is not known by name; both or none. */
  readonly areaNameTh: string | undefined
  readonly areaNameEn: string | undefined
  readonly type: string
  readonly kind: string
  readonly nameTh: string | undefined
  readonly nameEn: string | undefined
  /** Where the desk is reached. */
  readonly origin: string
}

/** The relay's own command: notes the token's hash in its database. */
export type CreateIntroduction = (description: AgencyDescription) => Promise<Bytes>

/** An area that nobody here knows has to be named, so that a misspelt one is noticed before its link is handed over. */
function namesOfArea({ area, areaNameTh: th, areaNameEn: en }: AgencyAddInput): Names | Refused {
  if (parseAreaId(area) === null) return misuse('--area has 1 to 64 letters, digits and hyphens.')
  if (th === undefined && en === undefined) {
    const known = KNOWN_AREAS.map(({ id }) => id).join(', ')
    const unnamed = `No name is known for the area ${area}, only for ${known}. A new area has --area-name-th and --area-name-en.`
    return findArea(area)?.names ?? misuse(unnamed)
  }
  return (
    parseNames({ th, en }) ?? misuse('--area-name-th and --area-name-en belong together, each of 1 to 200 characters.')
  )
}

export async function addAgency(
  createIntroduction: CreateIntroduction,
  input: AgencyAddInput,
): Promise<CommandOutcome> {
  const { area, type, kind, nameTh, nameEn, origin } = input
  const areaNames = namesOfArea(input)
  if (isRefused(areaNames)) return areaNames
  if (kind !== 'agency' && kind !== 'overseer') return misuse('--kind is agency or overseer.')
  const types = kind === 'agency' ? AGENCY_TYPES : OVERSEER_TYPES
  const typeNames = types.get(type)
  if (typeNames === undefined) return misuse(`No such type of ${kind}. One of: ${[...types.keys()].join(', ')}`)
  const usual = namesIn({ names: areaNames }, typeNames)
  const names = { th: nameTh ?? usual.th, en: nameEn ?? usual.en }
  const description = parseAgencyDescription({ area, kind, type, names })
  if (description === null) return misuse('The names are too long or empty.')
  let token: Bytes
  try {
    token = await createIntroduction(description)
  } catch (error) {
    if (error instanceof ProgramError) return refusal(error.message)
    throw error
  }
  const link = encodeDeskLink(origin, { kind: 'found', token })
  return {
    ok: true,
    json: { ...description, link },
    lines: [
      `${names.en} (${names.th})`,
      'One-time link for its first administrator, to be opened at its own desk. Hand it over in person:',
      link,
    ],
  }
}
