/** What a vault keeps of the recovery kit that was made in it. Source: docs/protocol.md P3.7, 9.40. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import {
  parseSigningSeed,
  parseXWingPublicKey,
  type RecoveryPublicKey,
  type SigningSeed,
} from '../../shared/crypto/keys.ts'
import { type Day, parseDay } from '../../shared/day.ts'
import { ED25519_KEY_BYTES, HASH_BYTES, XWING_PUBLIC_BYTES } from '../../shared/protocol.ts'
import { parseBytesField, parseObject } from '../../shared/wire/json.ts'

/** Once the words are on paper: enough to renew the recovery copy without them, nothing that opens one. */
export interface HeldKit {
  /** Signs that a copy is of this kit. */
  readonly reading: SigningSeed<'recovery'>
  /** Copies are sealed to it. */
  readonly key: RecoveryPublicKey
  readonly madeDay: Day
  /** Of the newest copy that this device knows the relay to have; 0: none. */
  readonly serial: number
  /** Names what that copy says, and to which relay: the next is due when it would differ. Null: none. */
  readonly copied: Bytes | null
}

function parse(value: unknown): HeldKit | null {
  const object = parseObject(value)
  const seed = parseBytesField(object?.['reading'], ED25519_KEY_BYTES)
  const publicKey = parseBytesField(object?.['key'], XWING_PUBLIC_BYTES)
  const reading = seed === null ? null : parseSigningSeed<'recovery'>(seed)
  const key = publicKey === null ? null : parseXWingPublicKey<'recovery'>(publicKey)
  const madeDay = parseDay(object?.['madeDay'])
  const serial = object?.['serial']
  const copied = parseBytesField(object?.['copied'], HASH_BYTES)
  if (reading === null || key === null || madeDay === null || typeof serial !== 'number') return null
  if (!Number.isSafeInteger(serial) || serial < 0 || (copied === null && object?.['copied'] !== null)) return null
  return { reading, key, madeDay, serial, copied }
}

/** Undefined for what is no kit. A vault of before there were kits does not name one. */
export function parseHeldKit(value: unknown): HeldKit | null | undefined {
  if (value === null || value === undefined) return null
  return parse(value) ?? undefined
}
