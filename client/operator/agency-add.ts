/** `sosafe agency add`: introduces an agency by a one-time link; its keys are made at its own desk. Source: docs/protocol.md P8.9. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { type AgencyDescription, parseAgencyDescription } from '../../shared/wire/introduction.ts'
import { encodeDeskLink } from '../agency/link.ts'
import { AGENCY_TYPES, namesIn, OVERSEER_TYPES } from './agency-types.ts'
import { findArea, KNOWN_AREAS } from './areas.ts'
import { ProgramError } from './relay-program.ts'
import { type CommandOutcome, misuse, refusal } from './outcome.ts'

export interface AgencyAddInput {
  readonly area: string
  readonly type: string
  readonly kind: string
  readonly nameTh: string | undefined
  readonly nameEn: string | undefined
  /** Where the desk is reached. */
  readonly origin: string
}

/** The relay's own command: notes the token's hash in its database. */
export type CreateIntroduction = (description: AgencyDescription) => Promise<Bytes>

export async function addAgency(
  createIntroduction: CreateIntroduction,
  { area: areaId, type, kind, nameTh, nameEn, origin }: AgencyAddInput,
): Promise<CommandOutcome> {
  const area = findArea(areaId)
  if (area === null) return misuse(`No such area. One of: ${KNOWN_AREAS.map(({ id }) => id).join(', ')}`)
  if (kind !== 'agency' && kind !== 'overseer') return misuse('--kind is agency or overseer.')
  const types = kind === 'agency' ? AGENCY_TYPES : OVERSEER_TYPES
  const typeNames = types.get(type)
  if (typeNames === undefined) return misuse(`No such type of ${kind}. One of: ${[...types.keys()].join(', ')}`)
  const usual = namesIn(area, typeNames)
  const names = { th: nameTh ?? usual.th, en: nameEn ?? usual.en }
  const description = parseAgencyDescription({ area: areaId, kind, type, names })
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
