/** Names that are hashes of keys: addresses, pseudonyms, fingerprints. Source: docs/protocol.md P3.3, P3.4. */
import { createCursor, lp, u16, type Bytes } from '../bytes/cursor.ts'
import { LABEL } from '../protocol.ts'
import type { InboxAddress, LogAddress, RecoveryAddress, ReplyAddress } from '../wire/address.ts'
import { H } from './hash.ts'
import { NO_SALT } from './hmac.ts'
import type { VerifyKey } from './keys.ts'
import type { SigningPrimitives } from './primitives.ts'

declare const pseudonymBrand: unique symbol
/** Names a case: the hash of the reporter's first follow-up key. 32 bytes. */
export type PseudonymBytes = Bytes & { readonly [pseudonymBrand]: true }

/** A reply mailbox certifies itself: who holds the reading key may read it. */
export async function replyAddressOf(p: SigningPrimitives, readingKey: VerifyKey<'reading'>): Promise<ReplyAddress> {
  return (await H(p, `${LABEL}/reply-address`, readingKey)) as ReplyAddress
}

/** As a reply mailbox does, for the copy that a recovery kit opens. */
export async function recoveryAddressOf(
  p: SigningPrimitives,
  readingKey: VerifyKey<'recovery'>,
): Promise<RecoveryAddress> {
  return (await H(p, `${LABEL}/recovery-address`, readingKey)) as RecoveryAddress
}

export async function pseudonymOf(p: SigningPrimitives, followUpKey: VerifyKey<'follow-up'>): Promise<PseudonymBytes> {
  return (await H(p, `${LABEL}/pseudonym`, followUpKey)) as PseudonymBytes
}

/** Team 0 is everybody of the agency. */
export async function logAddressOf(p: SigningPrimitives, inbox: InboxAddress, team: number): Promise<LogAddress> {
  return (await H(p, `${LABEL}/log-address`, inbox, u16(team))) as LogAddress
}

const GROUPS = 6

/** 30 decimal digits of a hash, in six groups with spaces. */
export async function digitsOf(p: SigningPrimitives, hash: Bytes): Promise<string> {
  const cursor = createCursor(await p.hkdfSha256(NO_SALT, hash, lp(`${LABEL}/fingerprint-digits`), GROUPS * 8))
  return Array.from({ length: GROUPS }, () => {
    // A u64 does not fit a number, and the remainder needs all of it.
    const group = (BigInt(cursor.u32()) << 32n) | BigInt(cursor.u32())
    return (group % 100_000n).toString().padStart(5, '0')
  }).join(' ')
}

/** P3.4: to read out on the telephone. */
export const fingerprintOf = async (p: SigningPrimitives, signingKey: VerifyKey): Promise<string> =>
  digitsOf(p, await H(p, `${LABEL}/fingerprint`, signingKey))
