/**
 * The directory: which areas and agencies there are, and whose signing keys count. Signed by two of the three root keys
 * whose hash is built into the apps. Source: docs/protocol.md P7.2, P7.3.
 */
import { encodeBase64url } from '../bytes/base64url.ts'
import { type Bytes, MalformedError, concat, encodeText } from '../bytes/cursor.ts'
import { compareBytes, equalBytes } from '../bytes/equal.ts'
import { H } from '../crypto/hash.ts'
import { type VerifyKey, parseVerifyKey } from '../crypto/keys.ts'
import type { Primitives } from '../crypto/primitives.ts'
import { DIRECTORY_DAYS, ED25519_KEY_BYTES, ROOT_KEYS, ROOT_THRESHOLD } from '../protocol.ts'
import type { AgencyId } from '../wire/address.ts'
import { parseAreaId } from '../wire/api.ts'
import type { UnverifiedDocument } from '../wire/documents.ts'
import { type Dated, type DocumentHead, documentHash, headFields, readHead, refusalOf } from './document.ts'
import { type AgencyDescription, type Names, parseAgencyDescription, parseNames } from '../wire/introduction.ts'
import type { JsonObject } from '../wire/json.ts'
import { agencyId, fieldsOf, flag, keyOf, list, parsePayload, requireUnique, required, text } from './fields.ts'
import { type Outcome, accepted, refused } from './outcome.ts'
import { countSigners } from './sign-document.ts'

export interface Area {
  readonly id: string
  readonly names: Names
  readonly frontDesk: AgencyId
  /** Another institution's inbox, always set: for whoever knows or fears someone at the first. */
  readonly secondDoor: AgencyId
  readonly overseer: AgencyId
  /** Every agency of the area that takes reports, both doors included, the overseer not. */
  readonly agencies: readonly AgencyId[]
}

export interface DirectoryAgency extends AgencyDescription {
  readonly id: AgencyId
  readonly signingKey: VerifyKey<'agency'>
}

export interface DirectoryContent extends DocumentHead {
  readonly roots: readonly VerifyKey<'root'>[]
  readonly deployment: { readonly name: string; readonly demo: boolean }
  readonly areas: readonly Area[]
  readonly agencies: ReadonlyMap<AgencyId, DirectoryAgency>
}

declare const verified: unique symbol
/** Only `verifyDirectory` makes one. */
export type Directory = DirectoryContent & { readonly hash: Bytes; readonly [verified]: 'directory' }

/** P7.2: the root hash, which is also the deployment id. */
export const rootHashOf = (p: Primitives, roots: readonly VerifyKey<'root'>[]): Promise<Bytes> =>
  H(p, 'sosafe/v1/roots', concat(...roots.toSorted(compareBytes)))

function readAgency(value: unknown): DirectoryAgency {
  const description = required(parseAgencyDescription(value), 'not an agency')
  const fields = fieldsOf(value)
  const signingKey = keyOf(fields['signingKey'], ED25519_KEY_BYTES, parseVerifyKey<'agency'>)
  return { ...description, id: agencyId(fields['id']), signingKey }
}

function readArea(value: unknown, agencies: ReadonlyMap<AgencyId, DirectoryAgency>): Area {
  const fields = fieldsOf(value)
  const area = {
    id: required(parseAreaId(fields['id']), 'not an area id'),
    names: required(parseNames(fields['names']), 'no names'),
    frontDesk: agencyId(fields['frontDesk']),
    secondDoor: agencyId(fields['secondDoor']),
    overseer: agencyId(fields['overseer']),
    agencies: list(fields['agencies'], agencyId),
  }
  requireUnique(area.agencies)
  if (!area.agencies.includes(area.frontDesk) || !area.agencies.includes(area.secondDoor)) {
    throw new MalformedError('a door that leads nowhere')
  }
  if (area.frontDesk === area.secondDoor) throw new MalformedError('the second door is the first')
  const known = area.agencies.every((id) => agencies.get(id)?.kind === 'agency')
  if (!known || agencies.get(area.overseer)?.kind !== 'overseer') throw new MalformedError('an agency nobody names')
  return area
}

function readDirectory(fields: JsonObject): DirectoryContent {
  const head = readHead(fields, 'directory', DIRECTORY_DAYS)
  const roots = list(fields['roots'], (root) => keyOf(root, ED25519_KEY_BYTES, parseVerifyKey<'root'>))
  if (roots.length !== ROOT_KEYS) throw new MalformedError('not three root keys')
  requireUnique(roots.map((root) => encodeBase64url(root)))
  const deployment = fieldsOf(fields['deployment'])
  const listed = list(fields['agencies'], readAgency)
  requireUnique(listed.map(({ id }) => id))
  const agencies = new Map(listed.map((agency) => [agency.id, agency]))
  const areas = list(fields['areas'], (area) => readArea(area, agencies))
  requireUnique(areas.map(({ id }) => id))
  return {
    ...head,
    roots,
    deployment: { name: text(deployment['name'], /\S/), demo: flag(deployment['demo']) },
    areas,
    agencies,
  }
}

/** The payload to sign. */
export function encodeDirectory(content: DirectoryContent): Bytes {
  const agencies = [...content.agencies.values()].map(({ id, kind, type, names, area, signingKey }) => {
    return { id, kind, type, names, area, signingKey: encodeBase64url(signingKey) }
  })
  const { deployment, areas } = content
  const roots = content.roots.map((root) => encodeBase64url(root))
  return encodeText(JSON.stringify({ ...headFields('directory', content), roots, deployment, areas, agencies }))
}

/** P7.3. `rootHash` is the one built into the app. */
export async function verifyDirectory(
  p: Primitives,
  document: UnverifiedDocument,
  options: Dated & { readonly rootHash: Bytes },
): Promise<Outcome<Directory>> {
  const content = parsePayload(document.payload, readDirectory)
  if (content === null) return refused('malformed')
  if (!equalBytes(await rootHashOf(p, content.roots), options.rootHash)) return refused('signature')
  const signers = await countSigners(p, 'directory', document, content.roots)
  if (signers < ROOT_THRESHOLD) return refused(signers === 0 ? 'signature' : 'threshold')
  const directory = { ...content, hash: await documentHash(p, 'directory', document.payload) } as Directory
  const reason = refusalOf(directory, options)
  return reason === null ? accepted(directory) : refused(reason)
}
