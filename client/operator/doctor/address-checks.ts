/**
 * The relay as people reach it, through its proxy: what the answers carry, what is open that should not be, and whether
 * this address leads to this relay. Asks nothing that a phone could not ask. Source: docs/operations.md section 2.
 */
import { replyAddressOf } from '../../../shared/crypto/addresses.ts'
import { generateSigningKey } from '../../../shared/crypto/keys.ts'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import { signerOf, signRequest } from '../../../shared/crypto/request.ts'
import { concat } from '../../../shared/bytes/cursor.ts'
import { equalBytes } from '../../../shared/bytes/equal.ts'
import { addDays, type Day } from '../../../shared/day.ts'
import { ID_BYTES } from '../../../shared/protocol.ts'
import { BINARY_TYPE, PATHS } from '../../../shared/wire/api.ts'
import { parseSignedDocument } from '../../../shared/wire/documents.ts'
import { parseJson, parseObject } from '../../../shared/wire/json.ts'
import { parseProblem, type Problem } from '../../../shared/wire/problem.ts'
import type { Fetch } from '../../relay/transport.ts'
import { dateOf } from '../date.ts'
import type { Contents } from './examined.ts'
import { type Finding, look, ok, wrong } from './finding.ts'

export interface AddressInput {
  readonly p: Primitives
  readonly random: Random
  readonly fetch: Fetch
  readonly origin: string
  readonly today: Day
  /** What the database holds; null when it could not be read. */
  readonly contents: Contents | null
}

const PROXY = 'let the proxy pass the relay’s headers through: docs/operations.md section 2'
/** Days off that the relay refuses whatever its own day is. */
const FAR_DAYS = 5

type Rule = { readonly name: string; readonly holds: RegExp }
const NEEDED: readonly Rule[] = [
  { name: 'content-security-policy', holds: /default-src 'none'/ },
  { name: 'referrer-policy', holds: /^no-referrer$/ },
  { name: 'x-content-type-options', holds: /^nosniff$/ },
  { name: 'cross-origin-opener-policy', holds: /^same-origin$/ },
  { name: 'cross-origin-embedder-policy', holds: /^require-corp$/ },
  { name: 'cross-origin-resource-policy', holds: /^same-origin$/ },
  { name: 'permissions-policy', holds: /camera=\(\)/ },
]
const HSTS: Rule = { name: 'strict-transport-security', holds: /max-age=([3-9]\d{7}|\d{9,})/ }

const isLoopback = (host: string): boolean => /^(localhost|127\..*|\[::1\])$/.test(host)
const isOnion = (host: string): boolean => host.endsWith('.onion')

function transportFindings({ protocol, hostname }: URL): readonly Finding[] {
  if (protocol === 'https:') return [ok('https', 'It is reached over TLS.')]
  if (isOnion(hostname) || isLoopback(hostname)) return [ok('https', `${hostname} needs no TLS.`)]
  const says = 'It is reached without TLS: everybody on the way reads who asks for what, and can change the apps.'
  return [wrong('https', says, 'a certificate, and SOSAFE_ORIGIN=https://...')]
}

function headerFindings(path: string, headers: Headers, isTls: boolean): readonly Finding[] {
  const value = (name: string): string => headers.get(name) ?? ''
  const missing = [...NEEDED, ...(isTls ? [HSTS] : [])].filter(({ name, holds }) => !holds.test(value(name)))
  const findings: Finding[] = missing.map(({ name }) =>
    wrong(
      'headers',
      `${path} comes without "${name}" as the relay sends it.`,
      name === HSTS.name ? `SOSAFE_ORIGIN=https://..., or ${PROXY}` : PROXY,
    ),
  )
  if (headers.has('set-cookie'))
    findings.push(wrong('cookies', `${path} sets a cookie: phones would keep it.`, 'switch it off in the proxy'))
  if (headers.has('etag'))
    findings.push(
      wrong(
        'etag',
        `${path} has an ETag: a phone would send it back and be known by it.`,
        'switch it off in the proxy (etag off;)',
      ),
    )
  const told = ['date', 'server', 'via', 'x-powered-by', 'x-request-id'].filter((name) => headers.has(name))
  if (told.length > 0) {
    const says = `${path} carries ${told.map((name) => `"${name}"`).join(', ')}, which the relay does not send; a date stays in the phone’s cache.`
    findings.push(look('headers', says, 'take them out in the proxy, where it can'))
  }
  return findings
}

type Asked = { readonly status: number; readonly problem: Problem | null; readonly days: number | null }

/** A ticket that nobody has asks for its mailbox: signed for `day`. */
async function askReplies({ p, random, fetch, origin }: AddressInput, day: Day): Promise<Asked> {
  const key = await generateSigningKey<'reading'>(p, random)
  const body = concat(await replyAddressOf(p, key.publicKey), new Uint8Array(ID_BYTES))
  const parts = { method: 'POST', path: PATHS.replies, body, origin, day }
  const signature = await signRequest(p, signerOf(p, key), parts)
  const headers = { 'content-type': BINARY_TYPE, ...signature }
  const response = await fetch(origin + PATHS.replies, { method: 'POST', body, headers, redirect: 'error' })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const problem = response.ok ? null : parseProblem(parseJson(bytes))
  return { status: response.status, problem, days: problem?.code === 'day' ? (problem.day ?? null) : null }
}

async function requestFindings(input: AddressInput): Promise<readonly Finding[]> {
  const { today } = input
  const { days } = await askReplies(input, addDays(today, FAR_DAYS))
  if (days === null)
    return [wrong('signed', 'A signed request is not answered as by a relay.', `is this the relay’s address? ${PROXY}`)]
  const relayDay = days as Day
  const clock =
    relayDay === today
      ? ok('clock', `The relay’s day is this machine’s: ${dateOf(today)}.`)
      : wrong(
          'clock',
          `The relay’s day is ${dateOf(relayDay)}, this machine’s ${dateOf(today)}.`,
          'set both clocks; is this the relay of this machine?',
        )
  const { status } = await askReplies(input, relayDay)
  const signed =
    status === 200
      ? ok('signed', 'Signed requests are taken: members and tickets are served.')
      : wrong(
          'signed',
          'The relay refuses every signature: no desk and no ticket is served at this address.',
          `SOSAFE_ORIGIN=${input.origin}, and proxy_set_header Host $http_host;`,
        )
  return [clock, signed]
}

async function sameRelay({ fetch, origin, contents }: AddressInput): Promise<readonly Finding[]> {
  const response = await fetch(origin + PATHS.directory, { redirect: 'error' })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const served = response.ok ? parseSignedDocument(parseObject(parseJson(bytes))?.['directory']) : null
  const stored = contents?.documents.find(({ kind }) => kind === 'directory')?.document ?? null
  if (contents === null || (served === null && stored === null)) return []
  const same = served !== null && stored !== null && equalBytes(served.payload, stored.payload)
  return same
    ? [ok('address', 'This address leads to this relay.')]
    : [
        wrong(
          'address',
          'This address shows another directory than the database here: it leads to another relay.',
          'mend the proxy, or --data',
        ),
      ]
}

export async function addressFindings(input: AddressInput): Promise<readonly Finding[]> {
  const { fetch, origin } = input
  const url = new URL(origin)
  try {
    const findings: Finding[] = [...transportFindings(url)]
    const headers: Finding[] = []
    for (const path of ['/', '/desk/', PATHS.directory]) {
      const response = await fetch(origin + path, { redirect: 'error' })
      headers.push(...headerFindings(path, response.headers, url.protocol === 'https:'))
      await response.body?.cancel()
    }
    findings.push(
      ...(headers.length > 0
        ? headers
        : [ok('headers', 'Every answer carries the relay’s headers and no others; no cookie, no date.')]),
    )
    const metrics = await fetch(`${origin}/metrics`, { redirect: 'error' })
    await metrics.body?.cancel()
    // A relay that is reached by loopback names only shows them to this machine.
    const isOpen = metrics.status === 200 && !isLoopback(url.hostname)
    findings.push(
      isOpen
        ? wrong('metrics', '/metrics is open to everybody.', 'set SOSAFE_ORIGIN; SOSAFE_METRICS_PORT for yourself')
        : ok('metrics', '/metrics is not open to others.'),
    )
    return [...findings, ...(await requestFindings(input)), ...(await sameRelay(input))]
  } catch (error) {
    const why = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : ''
    return [
      wrong(
        'address',
        `${origin} does not answer${why}.`,
        'does the relay run, does the proxy lead to it, is the certificate good?',
      ),
    ]
  }
}
