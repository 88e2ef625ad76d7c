/**
 * The only place that calls fetch. Promises that nothing about the person travels beside the request (no cookie, no
 * referrer, no cache), that a redirect or an answer the relay cannot have given counts as no answer, and that it never
 * throws for the network. Source: docs/protocol.md section 8.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { parseDay } from '../../shared/day.ts'
import { BINARY_TYPE, JSON_TYPE, PROBLEM_TYPE } from '../../shared/wire/api.ts'
import { parseJson, type JsonObject } from '../../shared/wire/json.ts'
import { parseProblem, type Problem } from '../../shared/wire/problem.ts'
import type { Failure } from './outcome.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** `problem` is what the relay refused with; `answer` the bytes of a 200; `unchanged`: what was named is still the newest. */
export type Reply =
  | { readonly kind: 'answer'; readonly body: Bytes }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unreachable' }

export interface Transport {
  readonly origin: string
  /** @param tag of what is here already (P8.12) */
  get(path: string, tag?: string): Promise<Reply>
  post(path: string, body: Bytes, headers?: Readonly<Record<string, string>>): Promise<Reply>
  postJson(path: string, body: JsonObject): Promise<Reply>
}

/** As long as the relay itself waits for the end of a request; 16 kB pass on 2G in that time. */
const TIMEOUT_MS = 60_000

const UNREACHABLE = { kind: 'unreachable' } as const

/** Old phones have no AbortSignal.timeout: there the relay's own limit ends the wait. */
function timeout(): { signal?: AbortSignal } {
  return 'timeout' in AbortSignal ? { signal: AbortSignal.timeout(TIMEOUT_MS) } : {}
}

async function readReply(response: Response, type: string): Promise<Reply> {
  if (response.status === 304) return { kind: 'unchanged' }
  const found = response.headers.get('content-type')?.split(';')[0]
  const body = new Uint8Array(await response.arrayBuffer())
  if (response.status === 200 && found === type) return { kind: 'answer', body }
  const problem = found === PROBLEM_TYPE ? parseProblem(parseJson(body)) : null
  // A relay that is busy, stopping or broken has not decided anything: the same as not reached.
  return problem === null || (response.status >= 500 && problem.code !== 'disk')
    ? UNREACHABLE
    : { kind: 'problem', problem }
}

export function createTransport(fetch: Fetch, origin: string): Transport {
  const call = async (path: string, type: string, init: RequestInit): Promise<Reply> => {
    const quiet: RequestInit = {
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    }
    try {
      return await readReply(await fetch(origin + path, { ...quiet, ...timeout(), ...init }), type)
    } catch {
      return UNREACHABLE
    }
  }
  return {
    origin,
    get: (path, tag) =>
      call(path, JSON_TYPE, { method: 'GET', ...(tag === undefined ? {} : { headers: { 'if-none-match': tag } }) }),
    post: (path, body, headers) =>
      call(path, BINARY_TYPE, { method: 'POST', body, headers: { 'content-type': BINARY_TYPE, ...headers } }),
    postJson: (path, body) =>
      call(path, JSON_TYPE, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': JSON_TYPE } }),
  }
}

/** What is left when no more special reading of a reply applies. */
export function failureOf(reply: Reply): Failure {
  if (reply.kind !== 'problem') return UNREACHABLE
  const { code } = reply.problem
  const day = parseDay(reply.problem.day)
  return day === null ? { kind: 'refused', code } : { kind: 'refused', code, day }
}
