/**
 * What a desk's vault holds, and its strict encoding. Everything that could open or sign anything stands here and
 * nowhere else on the machine. Source: docs/protocol.md sections 3 and 9.
 */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { type Bytes, encodeText } from '../../shared/bytes/cursor.ts'
import { type EnvelopeName, parseEnvelopeName } from '../../shared/case/names.ts'
import { type Chain, parseChainSeed } from '../../shared/crypto/chain.ts'
import {
  type SigningSeed,
  type VerifyKey,
  type XWingSeed,
  parseSigningSeed,
  parseVerifyKey,
  parseXWingSeed,
} from '../../shared/crypto/keys.ts'
import { ED25519_KEY_BYTES, HASH_BYTES, XWING_SEED_BYTES } from '../../shared/protocol.ts'
import type { SeenVersions } from '../../shared/trust/area.ts'
import { type AgencyId, parseAgencyId } from '../../shared/wire/address.ts'
import { INTRODUCTION_TOKEN_BYTES } from '../../shared/wire/introduction.ts'
import {
  type JsonObject,
  parseBytesField,
  parseEach,
  parseJson,
  parseList,
  parseObject,
} from '../../shared/wire/json.ts'
import { type HeldKit, parseHeldKit } from './held-kit.ts'

export interface HeldTeamKey {
  readonly team: number
  readonly version: number
  readonly seed: XWingSeed<'team'>
}

/** Highest version of a document this device has verified: rollback and forks are refused. */
export interface HeldVersion {
  /** As `seenKey` names it. */
  readonly name: string
  readonly version: number
  readonly hash: Bytes
}

/**
 * What enrolment has begun and not finished; taken up again at every start until it is done.
 * - `founding`: the keys are made, the relay may not know them yet
 * - `handover`: the keys are stored, the entry that brought them may not be erased yet
 */
export type Unfinished =
  | { readonly kind: 'founding'; readonly token: Bytes; readonly label: string }
  | { readonly kind: 'handover'; readonly number: number; readonly entry: EnvelopeName }

export interface VaultContents {
  readonly agency: AgencyId
  /** The agency's public key as the link named it, or as this desk made it: what the member sheet must be signed with. */
  readonly agencyKey: VerifyKey<'agency'>
  readonly device: SigningSeed<'device'>
  /** The agency signing key: administrators only. */
  readonly signing: SigningSeed<'agency'> | null
  /** Each from the earliest epoch that this device can still open. */
  readonly chains: readonly Chain[]
  readonly teams: readonly HeldTeamKey[]
  readonly seen: readonly HeldVersion[]
  readonly unfinished: Unfinished | null
  /** Null: no recovery kit was made. */
  readonly kit: HeldKit | null
}

/** As shared/trust and client/agency want them. */
export const seenVersions = (held: readonly HeldVersion[]): SeenVersions =>
  new Map(held.map(({ name, version, hash }) => [name, { version, hash }]))

export const heldVersions = (seen: SeenVersions): readonly HeldVersion[] =>
  [...seen].map(([name, { version, hash }]) => ({ name, version, hash }))

export function encodeVaultContents(contents: VaultContents): Bytes {
  return encodeText(
    JSON.stringify(contents, (_name, value: unknown) => (value instanceof Uint8Array ? encodeBase64url(value) : value)),
  )
}

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** A field of so many bytes through the parser of its role. */
function bytesAs<T>(value: unknown, length: number, parse: (bytes: Bytes) => T | null): T | null {
  const bytes = parseBytesField(value, length)
  return bytes === null ? null : parse(bytes)
}

function parseChain(value: unknown): Chain | null {
  const object = parseObject(value)
  const seed = bytesAs(object?.['seed'], XWING_SEED_BYTES, parseChainSeed)
  const number = object?.['number']
  const epoch = object?.['epoch']
  return seed !== null && isWhole(number) && isWhole(epoch) ? { number, epoch, seed } : null
}

export function parseTeamKey(value: unknown): HeldTeamKey | null {
  const object = parseObject(value)
  const seed = bytesAs(object?.['seed'], XWING_SEED_BYTES, parseXWingSeed<'team'>)
  const team = object?.['team']
  const version = object?.['version']
  return seed !== null && isWhole(team) && isWhole(version) ? { team, version, seed } : null
}

export function parseVersion(value: unknown): HeldVersion | null {
  const object = parseObject(value)
  const hash = parseBytesField(object?.['hash'], HASH_BYTES)
  const name = object?.['name']
  const version = object?.['version']
  return hash !== null && typeof name === 'string' && isWhole(version) ? { name, version, hash } : null
}

/** Undefined for what is no unfinished step at all. */
function parseUnfinished(value: unknown): Unfinished | null | undefined {
  if (value === null) return null
  const object = parseObject(value)
  if (object?.['kind'] === 'founding') {
    const token = parseBytesField(object['token'], INTRODUCTION_TOKEN_BYTES)
    const label = object['label']
    return token === null || typeof label !== 'string' ? undefined : { kind: 'founding', token, label }
  }
  if (object?.['kind'] === 'handover') {
    const entry = parseEnvelopeName(object['entry'])
    const number = object['number']
    return entry === null || !isWhole(number) ? undefined : { kind: 'handover', number, entry }
  }
  return undefined
}

function listOf<T>(object: JsonObject | null, name: string, parse: (value: unknown) => T | null): readonly T[] | null {
  const list = parseList(object?.[name])
  return list === null ? null : parseEach(list, parse)
}

/** Null when the bytes are not what `encodeVaultContents` writes. */
export function parseVaultContents(bytes: Bytes): VaultContents | null {
  const object = parseObject(parseJson(bytes))
  const agency = parseAgencyId(object?.['agency'])
  const agencyKey = bytesAs(object?.['agencyKey'], ED25519_KEY_BYTES, parseVerifyKey<'agency'>)
  const device = bytesAs(object?.['device'], ED25519_KEY_BYTES, parseSigningSeed<'device'>)
  const isSigner = object?.['signing'] !== null
  const signing = isSigner ? bytesAs(object?.['signing'], ED25519_KEY_BYTES, parseSigningSeed<'agency'>) : null
  const chains = listOf(object, 'chains', parseChain)
  const teams = listOf(object, 'teams', parseTeamKey)
  const seen = listOf(object, 'seen', parseVersion)
  const unfinished = parseUnfinished(object?.['unfinished'])
  const kit = parseHeldKit(object?.['kit'])
  if (agency === null || agencyKey === null || device === null || chains === null || teams === null) return null
  if (seen === null || unfinished === undefined || kit === undefined || (isSigner && signing === null)) return null
  return { agency, agencyKey, device, signing, chains, teams, seen, unfinished, kit }
}
