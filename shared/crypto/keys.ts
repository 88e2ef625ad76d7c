/**
 * Keys, told apart by role so that swapping two does not compile. Promises that every public key was parsed strictly (P2.2,
 * P2.3): canonical, not of small order, modulus checked. Mixed order is found by sign.ts when a key is first used.
 * Source: docs/protocol.md section 3.
 */
import type { Bytes } from '../bytes/cursor.ts'
import { ED25519_KEY_BYTES, XWING_PUBLIC_BYTES, XWING_SEED_BYTES } from '../protocol.ts'
import { isStrictEdwardsPoint } from './edwards.ts'
import { isStrictXWingPublicKey } from './kem-checks.ts'
import type { Random, SigningPrimitives } from './primitives.ts'

declare const seedRole: unique symbol
declare const verifyRole: unique symbol
declare const xwingSeedRole: unique symbol
declare const xwingPublicRole: unique symbol

export type SigningRole = 'root' | 'agency' | 'device' | 'follow-up' | 'reading' | 'recovery'
/** 32 secret bytes of Ed25519. Treat as read-only. */
export type SigningSeed<Role extends SigningRole = SigningRole> = Bytes & { readonly [seedRole]: Role }
/** 32 bytes: an Ed25519 public key. */
export type VerifyKey<Role extends SigningRole = SigningRole> = Bytes & { readonly [verifyRole]: Role }
export interface SigningKey<Role extends SigningRole = SigningRole> {
  readonly seed: SigningSeed<Role>
  readonly publicKey: VerifyKey<Role>
}

export type XWingRole = 'intake' | 'team' | 'reply' | 'one-time' | 'recovery' | 'backup'
/** 32 secret bytes; kem.ts expands them. Treat as read-only. */
export type XWingSeed<Role extends XWingRole = XWingRole> = Bytes & { readonly [xwingSeedRole]: Role }
/** 1,216 bytes. */
export type XWingPublicKey<Role extends XWingRole = XWingRole> = Bytes & { readonly [xwingPublicRole]: Role }
export type IntakePublicKey = XWingPublicKey<'intake'>
export type TeamPublicKey = XWingPublicKey<'team'>
export type ReplyPublicKey = XWingPublicKey<'reply'>
export type OneTimePublicKey = XWingPublicKey<'one-time'>
export type RecoveryPublicKey = XWingPublicKey<'recovery'>
export type BackupPublicKey = XWingPublicKey<'backup'>

/** Null unless 32 bytes. The role is the caller's word: `parseSigningSeed<'device'>(bytes)`. */
export function parseSigningSeed<Role extends SigningRole>(bytes: Bytes): SigningSeed<Role> | null {
  return bytes.length === ED25519_KEY_BYTES ? (bytes as SigningSeed<Role>) : null
}

/** Null unless a canonical point of more than small order. The role is the caller's word: `parseVerifyKey<'device'>(bytes)`. */
export function parseVerifyKey<Role extends SigningRole>(bytes: Bytes): VerifyKey<Role> | null {
  return isStrictEdwardsPoint(bytes) ? (bytes as VerifyKey<Role>) : null
}

export function parseXWingSeed<Role extends XWingRole>(bytes: Bytes): XWingSeed<Role> | null {
  return bytes.length === XWING_SEED_BYTES ? (bytes as XWingSeed<Role>) : null
}

/** Null unless both halves pass P2.3. */
export function parseXWingPublicKey<Role extends XWingRole>(bytes: Bytes): XWingPublicKey<Role> | null {
  return bytes.length === XWING_PUBLIC_BYTES && isStrictXWingPublicKey(bytes) ? (bytes as XWingPublicKey<Role>) : null
}

/** The pair of a seed. */
export async function signingKeyOf<Role extends SigningRole>(
  p: SigningPrimitives,
  seed: SigningSeed<Role>,
): Promise<SigningKey<Role>> {
  // Made from a seed, it is canonical and of prime order.
  return { seed, publicKey: (await p.ed25519PublicKey(seed)) as VerifyKey<Role> }
}

export function generateSigningKey<Role extends SigningRole>(
  p: SigningPrimitives,
  random: Random,
): Promise<SigningKey<Role>> {
  return signingKeyOf(p, random(ED25519_KEY_BYTES) as SigningSeed<Role>)
}

export function generateXWingSeed<Role extends XWingRole>(random: Random): XWingSeed<Role> {
  return random(XWING_SEED_BYTES) as XWingSeed<Role>
}
