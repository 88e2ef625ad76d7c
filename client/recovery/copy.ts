/**
 * The recovery copy: what an administrator's desk leaves at the relay for the day on which its computer is gone. Promises that
 * no intake chain and no device key is in it: what a lost computer could open of the inbox, its paper cannot, and nobody can
 * sign as the lost device. Source: docs/protocol.md 9.40.
 */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { type Bytes, encodeText } from '../../shared/bytes/cursor.ts'
import { parseSigningSeed, parseVerifyKey, type SigningSeed, type VerifyKey } from '../../shared/crypto/keys.ts'
import { fitsIn } from '../../shared/crypto/seal.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { type Day, parseDay } from '../../shared/day.ts'
import { ED25519_KEY_BYTES } from '../../shared/protocol.ts'
import { type AgencyId, parseAgencyId } from '../../shared/wire/address.ts'
import { parseBytesField, parseEach, parseJson, parseList, parseObject } from '../../shared/wire/json.ts'
import { type HeldTeamKey, type HeldVersion, parseTeamKey, parseVersion } from '../vault/contents.ts'

export interface RecoveryCopy {
  readonly agency: AgencyId
  /** What the member sheet must be signed with. */
  readonly agencyKey: VerifyKey<'agency'>
  readonly signing: SigningSeed<'agency'>
  /** The device that keeps the copy: lost, when somebody reads this. */
  readonly device: VerifyKey<'device'>
  /** The newest first. */
  readonly teams: readonly HeldTeamKey[]
  /** Versions of the directory and of the member sheet: the relay cannot show whoever recovers anything older. */
  readonly seen: readonly HeldVersion[]
  readonly day: Day
  /** On which the kit was made. */
  readonly madeDay: Day
}

export function encodeRecoveryCopy(copy: RecoveryCopy): Bytes {
  return encodeText(
    JSON.stringify(copy, (_name, value: unknown) => (value instanceof Uint8Array ? encodeBase64url(value) : value)),
  )
}

/** As many of the newest team keys as fit the largest envelope. Null: not even one does. */
export async function fitRecoveryCopy(p: Primitives, copy: RecoveryCopy): Promise<RecoveryCopy | null> {
  const teams = copy.teams.toSorted((a, b) => b.version - a.version)
  for (let count = teams.length; count > 0; count--) {
    const fitting = { ...copy, teams: teams.slice(0, count) }
    if ((await fitsIn(p, encodeRecoveryCopy(fitting))) !== null) return fitting
  }
  return null
}

function bytesAs<T>(value: unknown, length: number, parse: (bytes: Bytes) => T | null): T | null {
  const bytes = parseBytesField(value, length)
  return bytes === null ? null : parse(bytes)
}

/** Null when the bytes are not what `encodeRecoveryCopy` writes. Unknown fields are ignored. */
export function parseRecoveryCopy(bytes: Bytes): RecoveryCopy | null {
  const object = parseObject(parseJson(bytes))
  const agency = parseAgencyId(object?.['agency'])
  const agencyKey = bytesAs(object?.['agencyKey'], ED25519_KEY_BYTES, parseVerifyKey<'agency'>)
  const signing = bytesAs(object?.['signing'], ED25519_KEY_BYTES, parseSigningSeed<'agency'>)
  const device = bytesAs(object?.['device'], ED25519_KEY_BYTES, parseVerifyKey<'device'>)
  const teams = parseEach(parseList(object?.['teams']) ?? [], parseTeamKey)
  const seen = parseEach(parseList(object?.['seen']) ?? [null], parseVersion)
  const day = parseDay(object?.['day'])
  const madeDay = parseDay(object?.['madeDay'])
  if (agency === null || agencyKey === null || signing === null || device === null) return null
  if (teams === null || teams.length === 0 || seen === null || day === null || madeDay === null) return null
  return { agency, agencyKey, signing, device, teams, seen, day, madeDay }
}
