/**
 * Signed documents as they travel. Nothing here is verified: an `UnverifiedDocument` becomes a directory or a sheet only
 * in shared/trust. Source: docs/protocol.md P7.1 and section 8.
 */
import { encodeBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/cursor.ts'
import { ED25519_KEY_BYTES, SIGNATURE_BYTES } from '../protocol.ts'
import { parseAgencyId, type AgencyId } from './address.ts'
import { parseBytesField, parseEach, parseList, parseObject, type JsonObject } from './json.ts'

export type DocumentKind = 'directory' | 'member-sheet' | 'intake-sheet'

export interface DocumentSignature {
  readonly key: Bytes
  readonly signature: Bytes
}

export interface UnverifiedDocument {
  /** The exact bytes that were signed. */
  readonly payload: Bytes
  readonly signatures: readonly DocumentSignature[]
}

export type UnverifiedSheets = ReadonlyMap<AgencyId, UnverifiedDocument>

/** All that a phone or a desk needs of an area or an agency, fetched whole. */
export interface AreaBundle {
  readonly directory: UnverifiedDocument
  readonly memberSheets: UnverifiedSheets
  readonly intakeSheets: UnverifiedSheets
}

/** The directory has no agency; the sheets have one. */
export type PutDocumentRequest =
  | { readonly kind: 'directory'; readonly document: UnverifiedDocument }
  | { readonly kind: 'member-sheet' | 'intake-sheet'; readonly agency: AgencyId; readonly document: UnverifiedDocument }

/** More signatures than any document needs; what is above is refused before anything is verified. */
const MAX_SIGNATURES = 8

function parseSignature(value: unknown): DocumentSignature | null {
  const object = parseObject(value)
  const key = parseBytesField(object?.['key'], ED25519_KEY_BYTES)
  const signature = parseBytesField(object?.['signature'], SIGNATURE_BYTES)
  return key === null || signature === null ? null : { key, signature }
}

function parseSignatures(value: unknown): readonly DocumentSignature[] | null {
  const list = parseList(value)
  return list === null || list.length > MAX_SIGNATURES ? null : parseEach(list, parseSignature)
}

export function parseSignedDocument(json: unknown): UnverifiedDocument | null {
  const object = parseObject(json)
  // The payload last: it may be long.
  const signatures = parseSignatures(object?.['signatures'])
  const payload = signatures === null ? null : parseBytesField(object?.['payload'])
  return signatures === null || payload === null ? null : { payload, signatures }
}

/** The JSON object; its text is whatever JSON.stringify makes of it, only the payload's bytes count. */
export function encodeSignedDocument(document: UnverifiedDocument): JsonObject {
  return {
    payload: encodeBase64url(document.payload),
    signatures: document.signatures.map(({ key, signature }) => ({
      key: encodeBase64url(key),
      signature: encodeBase64url(signature),
    })),
  }
}

function parseSheets(value: unknown): UnverifiedSheets | null {
  const object = parseObject(value)
  if (object === null) return null
  const sheets = new Map<AgencyId, UnverifiedDocument>()
  for (const [key, sheet] of Object.entries(object)) {
    const agency = parseAgencyId(key)
    const document = parseSignedDocument(sheet)
    if (agency === null || document === null) return null
    sheets.set(agency, document)
  }
  return sheets
}

function encodeSheets(sheets: UnverifiedSheets): JsonObject {
  return Object.fromEntries([...sheets].map(([agency, document]) => [agency, encodeSignedDocument(document)]))
}

export function encodeAreaBundle(bundle: AreaBundle): JsonObject {
  return {
    directory: encodeSignedDocument(bundle.directory),
    memberSheets: encodeSheets(bundle.memberSheets),
    intakeSheets: encodeSheets(bundle.intakeSheets),
  }
}

/** The answer of `GET /v1/areas/<area>` and `GET /v1/agencies/<id>`, before it is packed. */
export const bundleText = (bundle: AreaBundle): string => JSON.stringify(encodeAreaBundle(bundle))

const TAG_BYTES = 16

/**
 * What stands for such an answer in `If-None-Match` (P8.12). Weak: packed and unpacked it is the same one. The relay sends no
 * `ETag`: a tag of its choice, which the browser says again, would know the phone.
 * @param hash SHA-256 of `bundleText`
 */
export const bundleTag = (hash: Bytes): string => `W/"${encodeBase64url(hash.subarray(0, TAG_BYTES))}"`

export function parseAreaBundle(json: unknown): AreaBundle | null {
  const object = parseObject(json)
  const directory = parseSignedDocument(object?.['directory'])
  const memberSheets = parseSheets(object?.['memberSheets'])
  const intakeSheets = parseSheets(object?.['intakeSheets'])
  return directory === null || memberSheets === null || intakeSheets === null
    ? null
    : { directory, memberSheets, intakeSheets }
}

/** The answer of `GET /v1/directory`. */
export function parseDirectoryAnswer(json: unknown): UnverifiedDocument | null {
  return parseSignedDocument(parseObject(json)?.['directory'])
}

export function encodePutDocumentRequest(request: PutDocumentRequest): JsonObject {
  const document = encodeSignedDocument(request.document)
  return request.kind === 'directory'
    ? { kind: request.kind, document }
    : { kind: request.kind, agency: request.agency, document }
}

/** Whose a document says it is: what can be read without its payload. */
export interface DocumentClaim {
  readonly kind: DocumentKind
  /** Null of the directory. */
  readonly agency: AgencyId | null
  readonly signers: readonly Bytes[]
}

export function parseDocumentClaim(json: unknown): DocumentClaim | null {
  const object = parseObject(json)
  const signatures = parseSignatures(parseObject(object?.['document'])?.['signatures'])
  if (object === null || signatures === null) return null
  const signers = signatures.map(({ key }) => key)
  const kind = object['kind']
  if (kind === 'directory') return object['agency'] === undefined ? { kind, agency: null, signers } : null
  const agency = parseAgencyId(object['agency'])
  return agency === null || (kind !== 'member-sheet' && kind !== 'intake-sheet') ? null : { kind, agency, signers }
}

export function parsePutDocumentRequest(json: unknown): PutDocumentRequest | null {
  const claim = parseDocumentClaim(json)
  const document = claim === null ? null : parseSignedDocument(parseObject(json)?.['document'])
  if (claim === null || document === null) return null
  const { kind, agency } = claim
  if (kind === 'directory') return { kind, document }
  return agency === null ? null : { kind, agency, document }
}

/** The answer of `POST /v1/documents`: the version now stored. */
export function parseVersionAnswer(json: unknown): number | null {
  const version = parseObject(json)?.['version']
  return typeof version === 'number' && Number.isSafeInteger(version) && version > 0 ? version : null
}
