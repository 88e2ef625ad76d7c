/**
 * Who asks, and what: reads a limited body, checks the signature of a signed request, and hands on what parsed. Cheap
 * checks come first: length, shape, day, whether the key has a say here, and last its signature. Source: docs/protocol.md section 8.
 */
import type { Context } from 'hono'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { verifyRequest, type RequestKey } from '../../shared/crypto/request.ts'
import { DAY_HEADER, KEY_HEADER, SIGNATURE_HEADER } from '../../shared/wire/api.ts'
import { agencyIdOf, type InboxAddress } from '../../shared/wire/address.ts'
import { parseJson } from '../../shared/wire/json.ts'
import type { Problem } from '../../shared/wire/problem.ts'
import type { RelayParts } from '../relay-parts.ts'
import { readBody } from './body.ts'

export type Admitted<T> =
  | { readonly ok: true; readonly value: T }
  /** What to answer instead. */
  | { readonly ok: false; readonly answer: Response }

export interface Signed<T> {
  readonly request: T
  readonly key: RequestKey
}

/** A body of a limited length. */
export async function admitBytes({ answers }: RelayParts, c: Context, maxBytes: number): Promise<Admitted<Bytes>> {
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

/** What of a signed request is looked at before its signature. */
export interface SignedVerb<T> {
  readonly maxBytes: number
  readonly parse: (bytes: Bytes) => T | null
  /** Whether the key can have a say in this at all. Cheap: no store is asked. */
  readonly mayAsk: (request: T, key: RequestKey) => boolean | Promise<boolean>
  /** What a key is told that cannot. */
  readonly stranger: 'signature' | 'not-a-member'
}

/** A binary body that parses and is signed, for this path, origin and day, by a key that has a say in it. */
export async function admitSigned<T>(parts: RelayParts, c: Context, verb: SignedVerb<T>): Promise<Admitted<Signed<T>>> {
  const { p, answers, today, origins } = parts
  const refuse = (problem: Problem): Admitted<Signed<T>> => ({ ok: false, answer: answers.problem(problem) })
  const body = await admitBytes(parts, c, verb.maxBytes)
  if (!body.ok) return body
  const request = verb.parse(body.value)
  if (request === null) return refuse({ code: 'malformed' })
  const headers = {
    'sosafe-key': c.req.header(KEY_HEADER),
    'sosafe-day': c.req.header(DAY_HEADER),
    'sosafe-signature': c.req.header(SIGNATURE_HEADER),
  }
  const origin = originFor(origins(), c.req.header('host'))
  const { method, path } = c.req
  const signed = { method, path, body: body.value, origin, today: today() }
  const verdict = await verifyRequest(p, headers, signed, (key) => verb.mayAsk(request, key))
  if (verdict.ok) return { ok: true, value: { request, key: verdict.key } }
  switch (verdict.reason) {
    case 'day':
      return refuse({ code: 'day', day: today() })
    case 'stranger':
      return refuse({ code: verb.stranger })
    case 'signature':
      return refuse({ code: 'signature' })
  }
}

/**
 * The same, by a device on the newest member sheet of the agency that the request names. A team has to stand on that sheet
 * too: nobody reads the log of another, and mail that was taken into it would be gone unseen.
 */
export function admitMember<T extends { readonly agency: InboxAddress; readonly team?: number }>(
  parts: RelayParts,
  c: Context,
  verb: Pick<SignedVerb<T>, 'maxBytes' | 'parse'>,
): Promise<Admitted<Signed<T>>> {
  const mayAsk = ({ agency, team }: T, key: RequestKey): boolean =>
    parts.registry.isMember(agencyIdOf(agency), key, team)
  return admitSigned(parts, c, { ...verb, mayAsk, stranger: 'not-a-member' })
}
