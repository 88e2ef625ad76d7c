import { describe, expect, it } from 'vitest'
import { createRelay, type Relay } from '../../../client/relay/relay.ts'
import type { Fetch } from '../../../client/relay/transport.ts'
import { concat, u64, type Bytes } from '../../../shared/bytes/cursor.ts'
import { dayOf } from '../../../shared/day.ts'
import { ENVELOPE_BYTES, REPLY_PAGE_BYTES, WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { agencyIdOf, parseEnvelopeId, parseInboxAddress, parseReplyAddress } from '../../../shared/wire/address.ts'
import { parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import { encodeProblem, type Problem } from '../../../shared/wire/problem.ts'
import { createJsPrimitives } from '../../../shared/crypto/js-primitives.ts'
import { parseSigningSeed, signingKeyOf } from '../../../shared/crypto/keys.ts'
import { signerOf, verifyRequest } from '../../../shared/crypto/request.ts'
import { present } from '../../present.ts'

interface Seen {
  readonly url: string
  readonly init: RequestInit
}

const filled = (length: number, value = 7): Bytes => new Uint8Array(length).fill(value)
const p = createJsPrimitives(globalThis.crypto.subtle)
const today = dayOf(Date.UTC(2026, 10, 22))
const binary = (body: Bytes): Response =>
  new Response(body, { headers: { 'content-type': 'application/octet-stream' } })
const problem = (value: Problem): Response => {
  const json = encodeProblem(value)
  return new Response(JSON.stringify(json), {
    status: Number(json['status']),
    headers: { 'content-type': 'application/problem+json' },
  })
}

function relayThat(...answers: readonly (Response | Error)[]): { readonly relay: Relay; readonly seen: Seen[] } {
  const seen: Seen[] = []
  const fetch: Fetch = (url, init) => {
    const answer = answers[seen.length]
    seen.push({ url, init })
    return answer === undefined || answer instanceof Error
      ? Promise.reject(answer ?? new Error('no answer left'))
      : Promise.resolve(answer)
  }
  return { relay: createRelay({ fetch, origin: 'https://relay.example', today: () => today, p }), seen }
}

const envelope = present(parseEnvelopeBytes(filled(ENVELOPE_BYTES[0])))
const post = { address: filled(32), nonce: filled(WORK_NONCE_BYTES), envelope }
const agency = present(parseInboxAddress(filled(32, 1)))
const id = present(parseEnvelopeId(filled(32, 2)))
const signer = signerOf(p, await signingKeyOf(p, present(parseSigningSeed<'device'>(filled(32, 9)))))
const reader = signerOf(p, await signingKeyOf(p, present(parseSigningSeed<'reading'>(filled(32, 8)))))

describe('a post', () => {
  it('is stored only after the empty answer of the relay', async () => {
    expect(await relayThat(binary(filled(0))).relay.post(post)).toEqual({ kind: 'stored' })
  })

  it('that a captive portal answers with 200 was not stored', async () => {
    const page = new Response('<html>', { headers: { 'content-type': 'text/html' } })
    const empty = new Response(null, { headers: { 'content-type': 'text/html' } })
    for (const answer of [page, empty, binary(filled(1))]) {
      expect(await relayThat(answer).relay.post(post)).toEqual({ kind: 'unreachable' })
    }
  })

  it('learns the price, a full disk, and a refusal', async () => {
    expect(await relayThat(problem({ code: 'price', price: 13 })).relay.post(post)).toEqual({ kind: 'price', bits: 13 })
    expect(await relayThat(problem({ code: 'disk' })).relay.post(post)).toEqual({ kind: 'disk-full' })
    expect(await relayThat(problem({ code: 'malformed' })).relay.post(post)).toEqual({
      kind: 'refused',
      code: 'malformed',
    })
  })

  it('to a relay that is busy, broken or not there is unreachable', async () => {
    for (const answer of [
      problem({ code: 'busy' }),
      problem({ code: 'failed' }),
      new Response('bad gateway', { status: 502 }),
      new Error('network'),
    ]) {
      expect(await relayThat(answer).relay.post(post)).toEqual({ kind: 'unreachable' })
    }
  })

  it('carries no cookie, no referrer, no cache, and follows no redirect', async () => {
    const { relay, seen } = relayThat(binary(filled(0)))
    await relay.post(post)
    expect(seen[0]?.url).toBe('https://relay.example/v1/post')
    expect(seen[0]?.init).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
  })
})

describe('a signed request', () => {
  const listed = (): Response => binary(new Uint8Array(3))

  it('is signed over method, path, body, origin and day', async () => {
    const { relay, seen } = relayThat(listed())
    await relay.asMember(signer).listInbox({ agency, after: id })
    const headers = new Headers(seen[0]?.init.headers)
    const field = (name: string): string | undefined => headers.get(name) ?? undefined
    const signed = {
      'sosafe-key': field('sosafe-key'),
      'sosafe-day': field('sosafe-day'),
      'sosafe-signature': field('sosafe-signature'),
    }
    const parts = {
      method: 'POST',
      path: '/v1/inbox',
      body: concat(agency, id),
      origin: 'https://relay.example',
      today,
    }
    expect(await verifyRequest(p, signed, parts)).toEqual({ ok: true, key: signer.publicKey })
    expect(await verifyRequest(p, signed, { ...parts, path: '/v1/sync' })).toEqual({ ok: false, reason: 'signature' })
    expect(await verifyRequest(p, signed, { ...parts, origin: 'https://other.example' })).toEqual({
      ok: false,
      reason: 'signature',
    })
  })

  it('is signed once more for the day of the relay, and from then on at once', async () => {
    const { relay, seen } = relayThat(problem({ code: 'day', day: today + 40 }), listed(), listed())
    const member = relay.asMember(signer)
    expect((await member.listInbox({ agency, after: id })).kind).toBe('page')
    await member.listInbox({ agency, after: id })
    expect(seen.map(({ init }) => new Headers(init.headers).get('sosafe-day'))).toEqual([
      String(today),
      String(today + 40),
      String(today + 40),
    ])
  })

  it('does not run in circles when the relay keeps naming days', async () => {
    const { relay, seen } = relayThat(problem({ code: 'day', day: 1 }), problem({ code: 'day', day: 2 }))
    expect(await relay.asMember(signer).listInbox({ agency, after: id })).toEqual({
      kind: 'refused',
      code: 'day',
      day: 2,
    })
    expect(seen).toHaveLength(2)
  })
})

describe('the log', () => {
  const take = { agency, team: 0, envelopeId: id, entry: envelope }

  it('tells a take that won from one that lost and one that names nothing', async () => {
    const outcome = (answer: Response): Promise<unknown> => relayThat(answer).relay.asMember(signer).take(take)
    expect(await outcome(binary(u64(5)))).toEqual({ kind: 'taken', number: 5 })
    expect(await outcome(problem({ code: 'taken', number: 4 }))).toEqual({ kind: 'conflict', number: 4 })
    expect(await outcome(problem({ code: 'unknown-envelope' }))).toEqual({ kind: 'unknown-envelope' })
    expect(await outcome(problem({ code: 'not-a-member' }))).toEqual({ kind: 'refused', code: 'not-a-member' })
    expect(await outcome(binary(filled(7)))).toEqual({ kind: 'unreachable' })
  })

  it('tells a tombstone that was set from one that stood there', async () => {
    const outcome = (answer: Response): Promise<unknown> =>
      relayThat(answer)
        .relay.asMember(signer)
        .tombstone({ agency, team: 0, replaces: 3, tombstone: filled(136) })
    expect(await outcome(binary(u64(3)))).toEqual({ kind: 'replaced', number: 3 })
    expect(await outcome(problem({ code: 'tombstone' }))).toEqual({ kind: 'already-erased' })
    expect(await outcome(problem({ code: 'unknown-entry' }))).toEqual({ kind: 'unknown-entry' })
  })
})

describe('reading and documents', () => {
  const address = present(parseReplyAddress(filled(32, 3)))

  it('reads a reply page and nothing that is not one', async () => {
    const page = (bytes: Bytes): Promise<unknown> =>
      relayThat(binary(bytes)).relay.asReader(reader).listReplies(address, id)
    expect(await page(new Uint8Array(REPLY_PAGE_BYTES))).toEqual({ kind: 'page', more: false, envelopes: [] })
    expect(await page(new Uint8Array(REPLY_PAGE_BYTES - 1))).toEqual({ kind: 'unreachable' })
  })

  it('tells an absent document from an unreachable relay', async () => {
    expect(await relayThat(problem({ code: 'not-found' })).relay.directory()).toEqual({ kind: 'absent' })
    expect(await relayThat(problem({ code: 'not-found' })).relay.area('phuket')).toEqual({ kind: 'absent' })
    expect(await relayThat(new Error('network')).relay.area('phuket')).toEqual({ kind: 'unreachable' })
    expect(await relayThat(Response.json({ directory: 1 })).relay.directory()).toEqual({ kind: 'unreachable' })
  })

  it('names what is here of an agency, and takes it for the answer where the relay has nothing else', async () => {
    const known = {
      directory: { payload: filled(2), signatures: [] },
      memberSheets: new Map(),
      intakeSheets: new Map(),
    }
    const unchanged = (): Response => new Response(null, { status: 304 })
    const id = agencyIdOf(agency)
    const named = relayThat(unchanged(), unchanged())
    expect(await named.relay.agency(id, known)).toEqual({ kind: 'bundle', bundle: known })
    expect(new Headers(named.seen[0]?.init.headers).get('if-none-match')).toMatch(/^W\/"[\w-]{22}"$/)
    // nobody asked for that
    expect(await named.relay.agency(id)).toEqual({ kind: 'unreachable' })
    expect(named.seen[1]?.init.headers).toBe(undefined)
  })

  it('tells a stored sheet from a superseded one', async () => {
    const request = {
      kind: 'intake-sheet',
      agency: agencyIdOf(agency),
      document: { payload: filled(2), signatures: [] },
    } as const
    expect(await relayThat(Response.json({ version: 2 })).relay.putDocument(request)).toEqual({
      kind: 'stored',
      version: 2,
    })
    expect(await relayThat(problem({ code: 'superseded', version: 3 })).relay.putDocument(request)).toEqual({
      kind: 'superseded',
      version: 3,
    })
  })
})
