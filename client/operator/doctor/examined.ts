/** What the relay's own program says of its databases, parsed. */
import { type Day, parseDay } from '../../../shared/day.ts'
import { type AgencyId, parseAgencyId } from '../../../shared/wire/address.ts'
import { type DocumentKind, parseSignedDocument, type UnverifiedDocument } from '../../../shared/wire/documents.ts'
import { type IntroducedAgency, parseIntroducedList } from '../../../shared/wire/introduction.ts'
import { type JsonObject, parseEach, parseList, parseObject } from '../../../shared/wire/json.ts'

export interface DatabaseCondition {
  readonly whole: string
  readonly steps: number
  readonly knownSteps: number
  readonly asMade: boolean
  readonly journalBytes: number
  readonly deletedBytes: boolean
}

export interface StoredDocument {
  readonly kind: DocumentKind
  /** Null for the directory. */
  readonly agency: AgencyId | null
  readonly document: UnverifiedDocument
}

export interface Contents {
  /** Null when there is no pepper to compare. */
  readonly pepperFit: 'fits' | 'other' | 'unknown' | null
  readonly newest: Day | null
  readonly earliestExpiry: Day | null
  readonly waitingSince: Day | null
  readonly documents: readonly StoredDocument[]
  readonly introduced: readonly IntroducedAgency[]
}

export interface Examined {
  readonly served: boolean
  readonly databases: { readonly [K in 'relay' | 'blobs']: DatabaseCondition | null }
  /** Null where the database of mail cannot be read. */
  readonly contents: Contents | null
  readonly limits: {
    readonly reserveBytes: number
    readonly textOnlyShare: number
    readonly textOnlyBytes: number
    /** What the relay needs for all the connections that it would hold. */
    readonly openFiles: number
  }
}

/** The program is of this very version: what it does not say is a bug. */
function own<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the examining program said something else')
  return value
}

const numberOf = (fields: JsonObject | null, name: string): number => {
  const value = fields?.[name]
  return own(typeof value === 'number' ? value : null)
}

function parseCondition(value: unknown): DatabaseCondition | null {
  const fields = parseObject(value)
  if (fields === null) return null
  return {
    whole: String(fields['whole']),
    steps: numberOf(fields, 'steps'),
    knownSteps: numberOf(fields, 'knownSteps'),
    asMade: fields['asMade'] === true,
    journalBytes: numberOf(fields, 'journalBytes'),
    deletedBytes: fields['deletedBytes'] === true,
  }
}

function parseDocument(value: unknown): StoredDocument | null {
  const fields = parseObject(value)
  const [kind, agency, document] = [fields?.['kind'], fields?.['agency'], parseSignedDocument(fields?.['document'])]
  if (kind !== 'directory' && kind !== 'member-sheet' && kind !== 'intake-sheet') return null
  return document === null ? null : { kind, agency: agency === null ? null : parseAgencyId(agency), document }
}

function parseContents(value: unknown): Contents | null {
  const fields = parseObject(value)
  if (fields === null) return null
  const days = parseObject(fields['days'])
  const fit = fields['pepperFit']
  return {
    pepperFit: fit === 'fits' || fit === 'other' || fit === 'unknown' ? fit : null,
    newest: parseDay(days?.['newest']),
    earliestExpiry: parseDay(days?.['earliestExpiry']),
    waitingSince: parseDay(days?.['waitingSince']),
    documents: own(parseEach(own(parseList(fields['documents'])), parseDocument)),
    introduced: own(parseIntroducedList(fields['introduced'])),
  }
}

export function parseExamined(answer: JsonObject): Examined {
  const [databases, limits] = [parseObject(answer['databases']), parseObject(answer['limits'])]
  return {
    served: answer['served'] === true,
    databases: { relay: parseCondition(databases?.['relay']), blobs: parseCondition(databases?.['blobs']) },
    contents: parseContents(answer['inside']),
    limits: {
      reserveBytes: numberOf(limits, 'reserveBytes'),
      textOnlyShare: numberOf(limits, 'textOnlyShare'),
      textOnlyBytes: numberOf(limits, 'textOnlyBytes'),
      openFiles: numberOf(limits, 'openFiles'),
    },
  }
}
