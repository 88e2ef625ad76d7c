/**
 * Who asks, and what: reads a limited body, checks the signature of a signed request, and hands on what parsed. Cheap
 * checks come first. Source: docs/protocol.md section 8.
 */
import type { Context } from 'hono'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { VerifyKey } from '../../shared/crypto/keys.ts'
import { verifyRequest } from '../../shared/crypto/request.ts'
import { DAY_HEADER, KEY_HEADER, SIGNATURE_HEADER } from '../../shared/wire/api.ts'
import { agencyIdOf, type InboxAddress } from '../../shared/wire/address.ts'
import { parseJson } from '../../shared/wire/json.ts'
import type { RelayParts } from '../routes/parts.ts'
import { readBody } from './body.ts'
import { SIGNED_BODY_BYTES } from './limits.ts'

export type Admitted<T> =
  | { readonly ok: true; readonly value: T }
  /** What to answer instead. */
  | { readonly ok: false; readonly answer: Response }

export interface Signed<T> {
  readonly request: T
  readonly key: VerifyKey<'device' | 'reading'>
}

async function admitBytes({ answers }: RelayParts, c: Context, maxBytes: number): Promise<Admitted<Bytes>> {
  const body = await readBody(c.req.raw, maxBytes)
  if (body.kind === 'body') return { ok: true, value: body.bytes }
  // The rest of the body is not read: this connection is of no more use.
  const code = body.kind === 'too-large' ? 'too-large' : 'malformed'
  return { ok: false, answer: answers.problem({ code }, { connection: 'close' }) }
}

/** A binary body that parses. */
export async function admit<T>(
  parts: RelayParts,
  c: Context,
  maxBytes: number,
  parse: (bytes: Bytes) => T | null,
): Promise<Admitted<T>> {
  const body = await admitBytes(parts, c, maxBytes)
  if (!body.ok) return body
  const value = parse(body.value)
  return value === null ? { ok: false, answer: parts.answers.problem({ code: 'malformed' }) } : { ok: true, value }
}

/** A JSON body that parses. */
export function admitJson<T>(
  parts: RelayParts,
  c: Context,
  maxBytes: number,
  parse: (json: unknown) => T | null,
): Promise<Admitted<T>> {
  return admit(parts, c, maxBytes, (bytes) => parse(parseJson(bytes)))
}

/** The origin that the client sees, if it is one of ours; the first otherwise, for which no signature will hold. */
function originFor(origins: readonly string[], host: string | undefined): string {
  return origins.find((origin) => origin.slice(origin.indexOf('://') + 3) === host) ?? origins[0] ?? ''
}

/** A binary body that parses and is signed by the key named, for this path, origin and day. */
export async function admitSigned<T>(
  parts: RelayParts,
  c: Context,
  parse: (bytes: Bytes) => T | null,
): Promise<Admitted<Signed<T>>> {
  const refuse = (answer: Response): Admitted<Signed<T>> => ({ ok: false, answer })
  const { p, answers, today, origins } = parts
  const body = await admitBytes(parts, c, SIGNED_BODY_BYTES)
  if (!body.ok) return body
  const headers = {
    'sosafe-key': c.req.header(KEY_HEADER),
    'sosafe-day': c.req.header(DAY_HEADER),
    'sosafe-signature': c.req.header(SIGNATURE_HEADER),
  }
  const origin = originFor(origins(), c.req.header('host'))
  const { method, path } = c.req
  const verdict = await verifyRequest(p, headers, { method, path, body: body.value, origin, today: today() })
  if (!verdict.ok) {
    const { reason: code } = verdict
    return refuse(answers.problem(code === 'day' ? { code, day: today() } : { code }))
  }
  const request = parse(body.value)
  return request === null
    ? refuse(answers.problem({ code: 'malformed' }))
    : { ok: true, value: { request, key: verdict.key } }
}

/** The same, by a device on the newest member sheet of the agency that the request names. */
export async function admitMember<T extends { readonly agency: InboxAddress }>(
  parts: RelayParts,
  c: Context,
  parse: (bytes: Bytes) => T | null,
): Promise<Admitted<Signed<T>>> {
  const signed = await admitSigned(parts, c, parse)
  if (!signed.ok) return signed
  const { request, key } = signed.value
  if (parts.registry.isMember(agencyIdOf(request.agency), key)) return signed
  return { ok: false, answer: parts.answers.problem({ code: 'not-a-member' }) }
}
