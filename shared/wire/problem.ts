/**
 * What the relay answers when it does not do what was asked: RFC 9457 problem details, one code per reason.
 * Source: docs/protocol.md section 8.
 */
import { parseDay } from '../day.ts'
import { parseObject, type JsonObject } from './json.ts'

/** Code and HTTP status. */
export const PROBLEM_STATUS = {
  malformed: 400,
  signature: 401,
  day: 401,
  'not-a-member': 403,
  'not-authorised': 403,
  token: 403,
  'not-found': 404,
  'unknown-envelope': 404,
  'unknown-entry': 404,
  'unknown-blob': 404,
  'unknown-copy': 404,
  method: 405,
  timeout: 408,
  taken: 409,
  tombstone: 409,
  exists: 409,
  superseded: 409,
  'too-large': 413,
  price: 428,
  failed: 500,
  busy: 503,
  disk: 507,
} as const

export type ProblemCode = keyof typeof PROBLEM_STATUS

export interface Problem {
  readonly code: ProblemCode
  /** Of `price`: leading zero bits wanted now. */
  readonly price?: number
  /** Of `day`: the relay's own day. */
  readonly day?: number
  /** Of `taken`: the log entry that holds the envelope. */
  readonly number?: number
  /** Of `superseded`: the version stored, of a recovery copy its serial. */
  readonly version?: number
}

const TYPE_PREFIX = 'urn:sosafe:problem:'
const FIELDS = ['price', 'day', 'number', 'version'] as const

function isCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEM_STATUS, text)
}

export function encodeProblem({ code, ...fields }: Problem): JsonObject {
  return { type: TYPE_PREFIX + code, status: PROBLEM_STATUS[code], ...fields }
}

/** Null for what is not a problem of this protocol: some box in between has answered. */
export function parseProblem(json: unknown): Problem | null {
  const object = parseObject(json)
  const type = object?.['type']
  if (object === null || typeof type !== 'string' || !type.startsWith(TYPE_PREFIX)) return null
  const code = type.slice(TYPE_PREFIX.length)
  if (!isCode(code) || object['status'] !== PROBLEM_STATUS[code]) return null
  const problem: { -readonly [K in keyof Problem]: Problem[K] } = { code }
  for (const field of FIELDS) {
    const value = object[field]
    if (value === undefined) continue
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return null
    problem[field] = value
  }
  return problem.day !== undefined && parseDay(problem.day) === null ? null : problem
}
