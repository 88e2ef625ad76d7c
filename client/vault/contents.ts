/**
 * What a desk's vault holds, and its strict encoding. Everything that could open or sign anything stands here and
 * nowhere else on the machine. Source: docs/protocol.md sections 3 and 9.
 */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { type Bytes, encodeText } from '../../shared/bytes/cursor.ts'
import { type Author, type EnvelopeName, parseAuthor, parseEnvelopeName } from '../../shared/case/names.ts'
import { type Chain, parseChainSeed } from '../../shared/crypto/chain.ts'
import {
  type SigningSeed,
  type VerifyKey,
  type XWingSeed,
  parseSigningSeed,
  parseVerifyKey,
  parseXWingSeed,
} from '../../shared/crypto/keys.ts'
import { type Day, parseDay } from '../../shared/day.ts'
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
 * What making this desk has begun; taken up again at every start until it is done.
 * - `founding`: the keys are made, the relay may not know them yet
 * - `recovery`: the keys are those of a recovery copy, the lost device may not have been replaced by this one yet
 */
export type Unfinished = Founding | Recovering

export interface Founding {
  readonly kind: 'founding'
  readonly token: Bytes
  readonly label: string
}

export interface Recovering {
  readonly kind: 'recovery'
  readonly lost: Author
}

/** Log entry of a hand-over that is stored here: to be erased until it is (P9.28). */
export interface ErasingEntry {
  readonly number: number
  readonly entry: EnvelopeName
}

/** What opens the next hand-over to this device. */
export interface HeldOneTimeKey {
  /** One higher than this device's last. */
  readonly number: number
  readonly seed: XWingSeed<'one-time'>
  /** Id of the log entry that publishes it. */
  readonly entry: EnvelopeName
  readonly asks: boolean
  readonly day: Day
}

/** A hand-over that this device has made. */
export interface GivenKeys {
  readonly to: Author
  /** Of the one-time key that it is sealed to. */
  readonly number: number
  readonly entry: EnvelopeName
}

/** Keys that an administrator's desk has made and not yet published (9.30). */
export interface Replacing {
  readonly chain: Chain
  readonly teams: readonly HeldTeamKey[]
  /** Devices to strike off the member sheet. */
  readonly remove: readonly Author[]
  readonly handed: readonly GivenKeys[]
}

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
  readonly erasing: readonly ErasingEntry[]
  /** Null: none was published yet. */
  readonly oneTime: HeldOneTimeKey | null
  readonly given: readonly GivenKeys[]
  readonly replacing: Replacing | null
}

/** What a vault has beside its keys, when it is new. */
export const NOTHING_BEGUN = {
  unfinished: null,
  kit: null,
  erasing: [],
  oneTime: null,
  given: [],
  replacing: null,
} as const

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

function parseUnfinished(object: JsonObject): Unfinished | null {
  if (object['kind'] === 'recovery') {
    const lost = parseAuthor(object['lost'])
    return lost === null ? null : { kind: 'recovery', lost }
  }
  const token = parseBytesField(object['token'], INTRODUCTION_TOKEN_BYTES)
  const label = object['label']
  if (object['kind'] !== 'founding' || token === null || typeof label !== 'string') return null
  return { kind: 'founding', token, label }
}

function parseErasing(value: unknown): ErasingEntry | null {
  const object = parseObject(value)
  const entry = parseEnvelopeName(object?.['entry'])
  const number = object?.['number']
  return entry !== null && isWhole(number) ? { number, entry } : null
}

function parseOneTime(object: JsonObject): HeldOneTimeKey | null {
  const { number, asks } = object
  const seed = bytesAs(object['seed'], XWING_SEED_BYTES, parseXWingSeed<'one-time'>)
  const entry = parseEnvelopeName(object['entry'])
  const day = parseDay(object['day'])
  if (seed === null || entry === null || day === null || !isWhole(number) || typeof asks !== 'boolean') return null
  return { number, seed, entry, asks, day }
}

function parseGiven(value: unknown): GivenKeys | null {
  const object = parseObject(value)
  const to = parseAuthor(object?.['to'])
  const entry = parseEnvelopeName(object?.['entry'])
  const number = object?.['number']
  return to !== null && entry !== null && isWhole(number) ? { to, number, entry } : null
}

function parseReplacing(object: JsonObject): Replacing | null {
  const chain = parseChain(object['chain'])
  const teams = listOf(object, 'teams', parseTeamKey)
  const remove = listOf(object, 'remove', parseAuthor)
  const handed = listOf(object, 'handed', parseGiven)
  if (chain === null || teams === null || remove === null || handed === null) return null
  return { chain, teams, remove, handed }
}

/** Undefined for what is neither null nor what `parse` takes. */
function parseOrNull<T>(value: unknown, parse: (object: JsonObject) => T | null): T | null | undefined {
  if (value === null) return null
  const object = parseObject(value)
  return (object === null ? null : parse(object)) ?? undefined
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
  const kit = parseHeldKit(object?.['kit'])
  const erasing = listOf(object, 'erasing', parseErasing)
  const given = listOf(object, 'given', parseGiven)
  const unfinished = parseOrNull(object?.['unfinished'], parseUnfinished)
  const oneTime = parseOrNull(object?.['oneTime'], parseOneTime)
  const replacing = parseOrNull(object?.['replacing'], parseReplacing)
  if (agency === null || agencyKey === null || device === null || chains === null || teams === null) return null
  if (seen === null || erasing === null || given === null || (isSigner && signing === null)) return null
  if (unfinished === undefined || oneTime === undefined || replacing === undefined || kit === undefined) return null
  const begun = { unfinished, kit, erasing, oneTime, given, replacing }
  return { agency, agencyKey, device, signing, chains, teams, seen, ...begun }
}
