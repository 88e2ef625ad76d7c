/**
 * How an agency that has made its keys makes itself known to the relay, and the list from which the holders of the root
 * keys write the next directory. Source: docs/protocol.md section 8, P8.9.
 */
import { encodeBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/cursor.ts'
import { ED25519_KEY_BYTES } from '../protocol.ts'
import { parseAgencyId, type AgencyId } from './address.ts'
import { parseAreaId } from './api.ts'
import { parseBytesField, parseEach, parseList, parseObject, type JsonObject } from './json.ts'

/** One name per language tag, for instance `th` and `en`. */
export type Names = Readonly<Record<string, string>>

export interface AgencyDescription {
  readonly area: string
  readonly kind: 'agency' | 'overseer'
  /** A code of the vocabulary. */
  readonly type: string
  readonly names: Names
}

export interface IntroduceRequest {
  readonly token: Bytes
  readonly agency: AgencyId
  readonly signingKey: Bytes
}

export interface IntroducedAgency extends AgencyDescription {
  readonly id: AgencyId
  readonly signingKey: Bytes
}

export const INTRODUCTION_TOKEN_BYTES = 32
const MAX_NAME_CHARACTERS = 200
const MAX_NAMES = 16
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/
const CODE = /^[a-z0-9_-]{1,64}$/

export function parseNames(value: unknown): Names | null {
  const object = parseObject(value)
  if (object === null) return null
  const entries = Object.entries(object)
  if (entries.length === 0 || entries.length > MAX_NAMES) return null
  const names: Record<string, string> = {}
  for (const [language, name] of entries) {
    if (!LANGUAGE.test(language) || typeof name !== 'string' || name === '' || name.length > MAX_NAME_CHARACTERS)
      return null
    names[language] = name
  }
  return names
}

export function parseAgencyDescription(json: unknown): AgencyDescription | null {
  const object = parseObject(json)
  const area = parseAreaId(object?.['area'])
  const kind = object?.['kind']
  const type = object?.['type']
  const names = parseNames(object?.['names'])
  if (area === null || names === null || typeof type !== 'string' || !CODE.test(type)) return null
  return kind === 'agency' || kind === 'overseer' ? { area, kind, type, names } : null
}

export function encodeIntroduceRequest(request: IntroduceRequest): JsonObject {
  return {
    token: encodeBase64url(request.token),
    agency: request.agency,
    signingKey: encodeBase64url(request.signingKey),
  }
}

export function parseIntroduceRequest(json: unknown): IntroduceRequest | null {
  const object = parseObject(json)
  const token = parseBytesField(object?.['token'], INTRODUCTION_TOKEN_BYTES)
  const agency = parseAgencyId(object?.['agency'])
  const signingKey = parseBytesField(object?.['signingKey'], ED25519_KEY_BYTES)
  return token === null || agency === null || signingKey === null ? null : { token, agency, signingKey }
}

export function encodeIntroducedAgency(agency: IntroducedAgency): JsonObject {
  return { ...agency, signingKey: encodeBase64url(agency.signingKey) }
}

function parseIntroducedAgency(json: unknown): IntroducedAgency | null {
  const object = parseObject(json)
  const description = parseAgencyDescription(json)
  const id = parseAgencyId(object?.['id'])
  const signingKey = parseBytesField(object?.['signingKey'], ED25519_KEY_BYTES)
  return description === null || id === null || signingKey === null ? null : { ...description, id, signingKey }
}

export function parseIntroducedList(json: unknown): readonly IntroducedAgency[] | null {
  const list = parseList(json)
  return list === null ? null : parseEach(list, parseIntroducedAgency)
}
