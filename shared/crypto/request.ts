/**
 * Signed requests: who asks, for exactly this method, path, body, origin and day. Nothing is remembered, because every verb is
 * idempotent. Source: docs/protocol.md section 8.
 */
import { encodeBase64url, parseBase64url } from '../bytes/base64url.ts'
import { concat, lp, u32, type Bytes } from '../bytes/cursor.ts'
import { parseDay, type Day } from '../day.ts'
import { LABEL, REQUEST_DAY_TOLERANCE } from '../protocol.ts'
import { parseVerifyKey, type SigningKey, type SigningRole, type VerifyKey } from './keys.ts'
import type { SigningPrimitives } from './primitives.ts'
import { sign, verifyOfAnyOrder } from './sign.ts'

export interface SignedParts {
  /** Upper case. */
  readonly method: string
  /** With the leading slash, as it travels. */
  readonly path: string
  readonly body: Bytes
  /** `https://host`, no trailing slash. */
  readonly origin: string
}

/** Header names as they travel. */
export interface RequestHeaders {
  readonly 'sosafe-key': string
  readonly 'sosafe-day': string
  readonly 'sosafe-signature': string
}

/** A device, a ticket's reading key, or a test: whoever can sign. */
export interface RequestSigner<Role extends SigningRole = SigningRole> {
  readonly publicKey: VerifyKey<Role>
  sign(message: Bytes): Promise<Bytes>
}

export function signerOf<Role extends SigningRole>(p: SigningPrimitives, key: SigningKey<Role>): RequestSigner<Role> {
  return { publicKey: key.publicKey, sign: (message) => sign(p, key.seed, message) }
}

async function preimageOf(p: SigningPrimitives, parts: SignedParts, day: Day): Promise<Bytes> {
  const body = await p.sha256(parts.body)
  return concat(lp(`${LABEL}/request`), lp(parts.method), lp(parts.path), lp(body), lp(parts.origin), lp(u32(day)))
}

export async function signRequest(
  p: SigningPrimitives,
  signer: RequestSigner,
  parts: SignedParts & { readonly day: Day },
): Promise<RequestHeaders> {
  const signature = await signer.sign(await preimageOf(p, parts, parts.day))
  return {
    'sosafe-key': encodeBase64url(signer.publicKey),
    'sosafe-day': parts.day.toString(),
    'sosafe-signature': encodeBase64url(signature),
  }
}

/** Whose key a request names: a device's, or one that certifies itself. */
export type RequestKey = VerifyKey<'device' | 'reading'>

export type RequestVerdict =
  | { readonly ok: true; readonly key: RequestKey }
  /** `day`: answer with the relay's own day. `stranger`: this key has no say here, whatever it signs. */
  | { readonly ok: false; readonly reason: 'day' | 'stranger' | 'signature' }

const DAY_DIGITS = /^(0|[1-9][0-9]{0,9})$/

function parseHeaderDay(text: string | undefined): Day | null {
  return text !== undefined && DAY_DIGITS.test(text) ? parseDay(Number(text)) : null
}

/**
 * Missing and malformed headers count as a wrong signature. What costs nothing is looked at first, the signature last.
 * @param mayAsk whether the key can have a say in this at all; cheap
 */
export async function verifyRequest(
  p: SigningPrimitives,
  headers: { readonly [Name in keyof RequestHeaders]: string | undefined },
  parts: SignedParts & { readonly today: Day },
  mayAsk: (key: RequestKey) => boolean | Promise<boolean> = () => true,
): Promise<RequestVerdict> {
  const day = parseHeaderDay(headers['sosafe-day'])
  const keyBytes = parseBase64url(headers['sosafe-key'] ?? '')
  const signature = parseBase64url(headers['sosafe-signature'] ?? '')
  const key = keyBytes === null ? null : parseVerifyKey<'device' | 'reading'>(keyBytes)
  if (day === null || key === null || signature === null) return { ok: false, reason: 'signature' }
  if (Math.abs(day - parts.today) > REQUEST_DAY_TOLERANCE) return { ok: false, reason: 'day' }
  if (!(await mayAsk(key))) return { ok: false, reason: 'stranger' }
  return (await verifyOfAnyOrder(p, key, await preimageOf(p, parts, day), signature))
    ? { ok: true, key }
    : { ok: false, reason: 'signature' }
}
