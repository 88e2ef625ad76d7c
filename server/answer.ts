/**
 * Every answer of the relay is made here, so that each carries the same security headers. Plain objects go in, because
 * the server writes those without building a Headers first. Source: docs/protocol.md section 8.
 */
import { BINARY_TYPE, JSON_TYPE, PROBLEM_TYPE } from '../shared/wire/api.ts'
import type { Bytes } from '../shared/bytes/cursor.ts'
import type { JsonObject } from '../shared/wire/json.ts'
import { encodeProblem, PROBLEM_STATUS, type Problem } from '../shared/wire/problem.ts'

export type HeaderRecord = Readonly<Record<string, string>>

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  // a voice, once it is opened or recorded here
  'media-src blob:',
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types sosafe',
].join('; ')

/** Everything a page could ask for is denied; recording a voice message needs the microphone. */
const DENIED = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]

/** `secure`: clients come over TLS, and always will. */
function securityHeaders(secure: boolean): HeaderRecord {
  return {
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': [...DENIED.map((feature) => `${feature}=()`), 'microphone=(self)'].join(', '),
    ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}

/** An answer that is no Response yet. */
export interface PlainAnswer {
  readonly status: number
  readonly headers: HeaderRecord
  readonly body: string
}

export interface Answers {
  /** Headers of every answer, for what is not made here: the refusals of the HTTP parser. */
  readonly headers: HeaderRecord
  binary(body: Bytes): Response
  /** It was done. */
  nothing(): Response
  json(body: unknown): Response
  /** JSON that is text already, or packed text. */
  jsonText(body: string | Bytes, headers?: HeaderRecord): Response
  /** 304: whoever asks has it. */
  unchanged(): Response
  text(body: string): Response
  problem(problem: Problem, headers?: HeaderRecord): Response
  /** `problem`, or `nothing` for null. */
  plain(refusal: Problem | null): PlainAnswer
  file(body: Bytes, headers: HeaderRecord): Response
  redirect(path: string): Response
}

export function createAnswers(secure: boolean): Answers {
  const headers = securityHeaders(secure)
  const typed = (type: string): HeaderRecord => ({ ...headers, 'cache-control': 'no-store', 'content-type': type })
  const [binary, json, problem, text] = [BINARY_TYPE, JSON_TYPE, PROBLEM_TYPE, 'text/plain; charset=utf-8'].map(typed)
  const encode = (body: JsonObject): string => JSON.stringify(body)
  // Lengths are said here, or Node would send an empty body in a piece of its own.
  const nothing: PlainAnswer = { status: 200, headers: { ...binary, 'content-length': '0' }, body: '' }
  const refusalOf = (value: Problem): PlainAnswer => {
    const body = encode(encodeProblem(value))
    const headers = { ...problem, 'content-length': String(Buffer.byteLength(body)) }
    return { status: PROBLEM_STATUS[value.code], headers, body }
  }
  return {
    headers,
    binary: (body) => new Response(body, { headers: { ...binary } }),
    json: (body) => new Response(JSON.stringify(body), { headers: { ...json } }),
    jsonText: (body, more) => new Response(body, { headers: { ...json, ...more } }),
    unchanged: () => new Response(null, { status: 304, headers: { ...headers, 'cache-control': 'no-store' } }),
    text: (body) => new Response(body, { headers: { ...text } }),
    nothing: () => new Response(null, { headers: { ...nothing.headers } }),
    problem: (value, more) => {
      const { body, status, headers } = refusalOf(value)
      return new Response(body, { status, headers: { ...headers, ...more } })
    },
    plain: (refusal) => (refusal === null ? nothing : refusalOf(refusal)),
    file: (body, more) => new Response(body, { headers: { ...headers, ...more } }),
    redirect: (path) =>
      new Response(null, { status: 308, headers: { ...headers, 'cache-control': 'no-cache', location: path } }),
  }
}
