/**
 * The recovery kit: 128 random bits on paper, and the three keys that grow from them. No stretching: nobody guesses 128 bits.
 * As words: kit-words.ts. Source: docs/protocol.md P3.5.
 */
import { lp, type Bytes } from '../bytes/cursor.ts'
import { KIT_BYTES, LABEL } from '../protocol.ts'
import type { RecoveryAddress } from '../wire/address.ts'
import { recoveryAddressOf } from './addresses.ts'
import { NO_SALT } from './hmac.ts'
import { expandXWing, type XWingSecret } from './kem.ts'
import { parseSigningSeed, parseXWingSeed, signingKeyOf, type SigningKey } from './keys.ts'
import type { Primitives, Random } from './primitives.ts'

declare const kitBrand: unique symbol
declare const vaultKeyBrand: unique symbol

/** KIT_BYTES secret bytes. */
export type Kit = Bytes & { readonly [kitBrand]: true }
/** 32 bytes that wrap the key of the vault in which the kit was made. */
export type KitVaultKey = Bytes & { readonly [vaultKeyBrand]: true }

export interface KitKeys {
  readonly vault: KitVaultKey
  /** Names the recovery copy, keeps it and asks for it. */
  readonly reading: SigningKey<'recovery'>
  /** Opens it. */
  readonly recovery: XWingSecret<'recovery'>
  readonly address: RecoveryAddress
}

export function createKit(random: Random): Kit {
  return random(KIT_BYTES) as Kit
}

export function parseKit(bytes: Bytes): Kit | null {
  return bytes.length === KIT_BYTES ? (bytes as Kit) : null
}

export async function deriveKitKeys(p: Primitives, kit: Kit): Promise<KitKeys> {
  const derive = (use: string): Promise<Bytes> => p.hkdfSha256(NO_SALT, kit, lp(`${LABEL}/kit/${use}`), 32)
  const readingSeed = parseSigningSeed<'recovery'>(await derive('reading'))
  const recoverySeed = parseXWingSeed<'recovery'>(await derive('recovery'))
  if (readingSeed === null || recoverySeed === null) throw new Error('HKDF gave another length')
  const reading = await signingKeyOf(p, readingSeed)
  return {
    vault: (await derive('vault')) as KitVaultKey,
    reading,
    recovery: await expandXWing(p, recoverySeed),
    address: await recoveryAddressOf(p, reading.publicKey),
  }
}
