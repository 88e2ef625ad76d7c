/**
 * The ticket: 25 digits, and the keys that grow from them. Promises that every single wrong digit and every swap of two
 * neighbours is noticed, and that a code is never longer in memory than its caller keeps it. Source: docs/protocol.md section 5.
 */
import { lp, type Bytes } from '../bytes/cursor.ts'
import { LABEL, TICKET_DIGITS, TICKET_KDF, TICKET_RANDOM_DIGITS, TICKET_VERSION_DIGIT } from '../protocol.ts'
import type { ReplyAddress } from '../wire/address.ts'
import { pseudonymOf, replyAddressOf, type PseudonymBytes } from './addresses.ts'
import { dammDigit } from './damm.ts'
import { asciiDigits } from './digits.ts'
import { H } from './hash.ts'
import { NO_SALT } from './hmac.ts'
import { expandXWing, type XWingSecret } from './kem.ts'
import { signingKeyOf, type SigningKey, type SigningSeed, type XWingSeed } from './keys.ts'
import type { Primitives, Random } from './primitives.ts'

declare const ticketBrand: unique symbol
/** 25 ASCII digits, checked. */
export type TicketCode = string & { readonly [ticketBrand]: true }

/** P5.1. */
export function createTicket(random: Random): TicketCode {
  let digits: string = TICKET_VERSION_DIGIT
  while (digits.length <= TICKET_RANDOM_DIGITS) {
    for (const byte of random(TICKET_DIGITS)) {
      // 250 to 255 would make the first six digits likelier.
      if (byte < 250 && digits.length <= TICKET_RANDOM_DIGITS) digits += (byte % 10).toString()
    }
  }
  return (digits + dammDigit(digits)) as TicketCode
}

export type TicketParse =
  | { readonly ok: true; readonly code: TicketCode }
  /** `digits`: something that is no digit, space, dash or dot. */
  | { readonly ok: false; readonly reason: 'digits' | 'length' | 'version' | 'check' }

/** P5.2: what a person typed or pasted. */
export function parseTicket(text: string): TicketParse {
  const digits = asciiDigits(text)
  if (digits === null) return { ok: false, reason: 'digits' }
  if (digits.length !== TICKET_DIGITS) return { ok: false, reason: 'length' }
  if (!digits.startsWith(TICKET_VERSION_DIGIT)) return { ok: false, reason: 'version' }
  if (dammDigit(digits) !== '0') return { ok: false, reason: 'check' }
  return { ok: true, code: digits as TicketCode }
}

/** Five groups of five, as they are shown. */
export function groupsOf(code: TicketCode): readonly string[] {
  return Array.from({ length: 5 }, (_, group) => code.slice(group * 5, group * 5 + 5))
}

export interface Argon2idSettings {
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
  readonly hashBytes: number
}
/** RFC 9106, version 0x13. */
export type Argon2id = (password: Bytes, salt: Bytes, settings: Argon2idSettings) => Promise<Bytes>

export interface TicketKeys {
  /** Reads and erases the reply mailbox. */
  readonly reading: SigningKey<'reading'>
  /** Opens what lies in it. */
  readonly reply: XWingSecret<'reply'> & { readonly seed: XWingSeed<'reply'> }
  /** Signs what the reporter says later. */
  readonly followUp: SigningKey<'follow-up'>
  readonly address: ReplyAddress
  readonly pseudonym: PseudonymBytes
}

/** P5.3. `deploymentId` is the root hash (P7.2), 32 bytes. Takes 64 MiB and up to seconds: run `argon2id` in a worker. */
export async function deriveTicketKeys(
  p: Primitives,
  argon2id: Argon2id,
  code: TicketCode,
  deploymentId: Bytes,
): Promise<TicketKeys> {
  const salt = (await H(p, `${LABEL}/ticket-salt`, deploymentId)).slice(0, 16)
  const password = Uint8Array.from(code, (digit) => digit.charCodeAt(0))
  const root = await argon2id(password, salt, TICKET_KDF)
  const derive = (use: string): Promise<Bytes> => p.hkdfSha256(NO_SALT, root, lp(`${LABEL}/ticket/${use}`), 32)
  const replySeed = (await derive('reply')) as XWingSeed<'reply'>
  const [reading, reply, followUp] = await Promise.all([
    derive('reading').then((seed) => signingKeyOf(p, seed as SigningSeed<'reading'>)),
    expandXWing(p, replySeed),
    derive('follow-up').then((seed) => signingKeyOf(p, seed as SigningSeed<'follow-up'>)),
  ])
  return {
    reading,
    reply: { ...reply, seed: replySeed },
    followUp,
    address: await replyAddressOf(p, reading.publicKey),
    pseudonym: await pseudonymOf(p, followUp.publicKey),
  }
}
