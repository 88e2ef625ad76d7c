/**
 * A cheap check before a dear one: what a stranger can make the relay do is counted. Dear are signatures, the order of a
 * key, the store, a long payload.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSqliteIntroductionStore } from '../../../server/documents/sqlite-document-store.ts'
import type { MailboxStore } from '../../../server/mailboxes/store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { openDatabase } from '../../../server/sqlite/database.ts'
import { concat, u16, u32, u64, type Bytes } from '../../../shared/bytes/cursor.ts'
import type { SigningKey } from '../../../shared/crypto/keys.ts'
import { isPrimeOrder } from '../../../shared/crypto/prime-order.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { signerOf, signRequest } from '../../../shared/crypto/request.ts'
import { verify } from '../../../shared/crypto/sign.ts'
import { addDays } from '../../../shared/day.ts'
import { WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { encodeSignedDocument } from '../../../shared/wire/documents.ts'
import { encodePostRequest } from '../../../shared/wire/post.ts'
import { p, pair, signMemberSheet, TODAY } from '../../shared/trust/world.ts'
import { envelope, filled, zeros } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { inboxAddress, openSetting, ORIGIN, publish, ticket, type Setting } from '../relay-fixture.ts'

vi.mock('../../../shared/crypto/prime-order.ts', { spy: true })

let setting: Setting
let signatures = 0
let stored: string[] = []

const counting: Primitives = {
  ...p,
  ed25519Verify(...args) {
    signatures++
    return p.ed25519Verify(...args)
  },
}
const watched = (store: MailboxStore): MailboxStore =>
  new Proxy(store, {
    get(target, name: keyof MailboxStore) {
      stored.push(name)
      return target[name]
    },
  })

beforeAll(async () => {
  setting = await openSetting({ primitives: counting, wrapStore: watched })
  await publish(setting)
})
afterAll(() => setting.close())
beforeEach(() => {
  signatures = 0
  stored = []
  vi.mocked(isPrimeOrder).mockClear()
})

/** What was done since the test began: keys whose order was tested, too. */
const cost = (): object => ({ signatures, orders: vi.mocked(isPrimeOrder).mock.calls.length, stored })
const NOTHING = { signatures: 0, orders: 0, stored: [] }

interface Asked {
  readonly status: number
  readonly code: string | null
}

async function ask(path: string, body: Bytes | string, headers: Record<string, string> = {}): Promise<Asked> {
  const answer = await setting.app.request(ORIGIN + path, {
    method: 'POST',
    body,
    headers: { host: new URL(ORIGIN).host, ...headers },
  })
  const problem = answer.status === 200 ? null : ((await answer.json()) as { type: string })
  return { status: answer.status, code: problem?.type.split(':').at(-1) ?? null }
}

async function askSigned(path: string, body: Bytes, key: SigningKey, day = TODAY): Promise<Asked> {
  const headers = await signRequest(p, signerOf(p, key), { method: 'POST', path, body, origin: ORIGIN, day })
  return ask(path, body, { ...headers })
}

const agency = (): Bytes => inboxAddress(setting.world.front)

/** Bodies that parse, of every verb that members ask. */
const memberBodies: Readonly<Record<string, () => Bytes>> = {
  inbox: () => concat(agency(), zeros),
  take: () => concat(agency(), u16(0), zeros, envelope(1)),
  append: () => concat(agency(), u16(0), u64(0), envelope(1)),
  sync: () => concat(agency(), u16(0), filled(16, 0), u64(0), u16(0)),
  keep: () => concat(agency(), filled(32, 1), u32(1), filled(64, 1), envelope(1)),
}
/** Of the verbs that the holder of an address asks. */
const holderBodies: Readonly<Record<string, (address: Bytes) => Bytes>> = {
  replies: (address) => concat(address, zeros),
  erase: (address) => address,
  recover: (address) => address,
}

describe('before a signature is verified', () => {
  it.each(Object.keys(memberBodies))('%s: the key must be a member now', async (verb) => {
    const stranger = await pair('device', 'of nobody')
    const asked = await askSigned(`/v1/${verb}`, present(memberBodies[verb])(), stranger)
    expect(asked).toEqual({ status: 403, code: 'not-a-member' })
    expect(cost()).toEqual(NOTHING)
  })

  it.each(Object.keys(holderBodies))('%s: the address must be the hash of the key', async (verb) => {
    const { address } = await ticket('of another')
    const { reading } = await ticket('mine')
    const asked = await askSigned(`/v1/${verb}`, present(holderBodies[verb])(new Uint8Array(address)), reading)
    expect(asked).toEqual({ status: 401, code: 'signature' })
    expect(cost()).toEqual(NOTHING)
  })

  it('the day must be near', async () => {
    const { reading, address } = await ticket('mine')
    const asked = await askSigned('/v1/replies', concat(address, zeros), reading, addDays(TODAY, 5))
    expect(asked.code).toBe('day')
    expect(cost()).toEqual(NOTHING)
  })

  it.each(['inbox', 'take', 'append', 'sync', 'keep', 'replies', 'erase', 'recover'])(
    '%s: the body must be as long as one of its kind can be, and parse',
    async (verb) => {
      const long = await ask(`/v1/${verb}`, filled(20_000, 1), { 'content-length': '20000' })
      expect(long).toEqual({ status: 413, code: 'too-large' })
      expect(await ask(`/v1/${verb}`, filled(7, 1))).toEqual({ status: 400, code: 'malformed' })
      expect(cost()).toEqual(NOTHING)
    },
  )
})

describe('what a signature costs', () => {
  it('a ticket that is made up on the spot costs one signature and one look into the store', async () => {
    const { reading, address } = await ticket('made up')
    expect(await askSigned('/v1/replies', concat(address, zeros), reading)).toEqual({ status: 200, code: null })
    expect(cost()).toEqual({ signatures: 1, orders: 0, stored: ['listReplies'] })
  })

  it('a wrong one costs no look into the store', async () => {
    const { reading, address } = await ticket('mine')
    const { seed } = await pair('reading', 'another')
    const forged = { publicKey: reading.publicKey, seed }
    expect((await askSigned('/v1/replies', concat(address, zeros), forged)).code).toBe('signature')
    expect(cost()).toEqual({ signatures: 1, orders: 0, stored: [] })
  })

  it('a key whose signature is wrong is not tested for its order', async () => {
    const { publicKey } = await pair('device', 'never seen before')
    expect(await verify(p, publicKey, filled(3, 1), filled(64, 9))).toBe(false)
    expect(cost()).toEqual(NOTHING)
  })
})

describe('a post', () => {
  it('without work is neither signed for, stored, nor counted', async () => {
    const body = encodePostRequest({ address: agency(), nonce: filled(WORK_NONCE_BYTES, 0), envelope: envelope(1) })
    for (let n = 0; n < 400; n++) expect((await ask('/v1/post', body)).code).toBe('price')
    expect(cost()).toEqual(NOTHING)
    // An honest one pays no more than before.
    expect((await setting.post(agency(), envelope(2))).kind).toBe('stored')
  })
})

describe('a document', () => {
  const put = (json: object): Promise<Asked> =>
    ask('/v1/documents', JSON.stringify(json), { 'content-type': 'application/json' })
  const signed = async (): Promise<{ payload: string; signatures: { key: string; signature: string }[] }> => {
    const { front } = setting.world
    return encodeSignedDocument(await signMemberSheet(front.memberSheet, front.signing)) as never
  }

  it.each(['directory', 'member-sheet', 'intake-sheet'])('%s: of strangers is not read', async (kind) => {
    const { signatures: ours } = await signed()
    const strange = (await pair('agency', 'of nobody')).publicKey
    const key = Buffer.from(strange).toString('base64url')
    const document = { payload: 'not base64url!', signatures: ours.map((one) => ({ ...one, key })) }
    const named = kind === 'directory' ? {} : { agency: setting.world.front.id }
    // It would be malformed, had the payload been looked at.
    expect(await put({ kind, ...named, document })).toEqual({ status: 403, code: 'not-authorised' })
    expect(cost()).toEqual(NOTHING)
  })

  it('under the name of who may sign, but not signed, costs one signature, and its payload is not read', async () => {
    const { front } = setting.world
    const { signatures: ours } = await signed()
    const payload = Buffer.from('[['.repeat(50_000)).toString('base64url')
    const document = { payload, signatures: ours }
    expect(await put({ kind: 'member-sheet', agency: front.id, document })).toEqual({
      status: 403,
      code: 'not-authorised',
    })
    expect(cost()).toEqual({ signatures: 1, orders: 0, stored: [] })
  })

  it('an introduction with a guessed token is answered without a transaction', async () => {
    const sqlite = openDatabase(':memory:')
    const never = createCommitQueue(sqlite, { schedule: () => undefined })
    const introductions = createSqliteIntroductionStore(sqlite, never)
    const { id, signing } = setting.world.front
    expect(await introductions.redeem(filled(32, 1), id, signing.publicKey)).toEqual({ kind: 'unknown-token' })
    sqlite.close()
  })
})
