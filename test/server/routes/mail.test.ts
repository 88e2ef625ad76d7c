import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signRequest, signerOf } from '../../../shared/crypto/request.ts'
import { concat, type Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { REPLY_PAGE_BYTES, WORK_MIN_BITS, WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { encodePostRequest } from '../../../shared/wire/post.ts'
import { StoreError } from '../../../server/store-error.ts'
import { envelope, filled, idOf, zeros } from '../mailboxes/contract-fixture.ts'
import { p, TODAY } from '../../shared/trust/world.ts'
import {
  inboxAddress,
  memberOf,
  openSetting,
  ORIGIN,
  publish,
  readerOf,
  ticket,
  type Setting,
} from '../relay-fixture.ts'

let setting: Setting
beforeEach(async () => {
  setting = await openSetting()
  await publish(setting)
})
afterEach(() => setting.close())

describe('post', () => {
  it('puts an envelope into an inbox, where members find it with its day', async () => {
    const { front } = setting.world
    expect(await setting.post(inboxAddress(front), envelope(1))).toEqual({ kind: 'stored' })
    const page = await memberOf(setting, front, 0).listInbox({ agency: inboxAddress(front), after: zeros })
    expect(page).toEqual({ kind: 'page', more: false, items: [{ day: TODAY, envelope: envelope(1) }] })
  })

  it('without enough work names the price', async () => {
    const body = encodePostRequest({
      address: filled(32, 1),
      nonce: filled(WORK_NONCE_BYTES, 1),
      envelope: envelope(1),
    })
    const answer = await setting.app.request('/v1/post', { method: 'POST', body })
    expect(answer.status).toBe(428)
    expect(await answer.json()).toEqual({ type: 'urn:sosafe:problem:price', status: 428, price: WORK_MIN_BITS })
  })

  it('of another length is malformed', async () => {
    for (const length of [0, 39, 40, 41, 5000]) {
      const answer = await setting.app.request('/v1/post', { method: 'POST', body: filled(length, 1) })
      expect(answer.status).toBe(400)
    }
  })

  it('is answered the same for an inbox, an unknown mailbox and the dummy, and the dummy keeps nothing', async () => {
    const { front } = setting.world
    const addresses = [inboxAddress(front), filled(32, 77), filled(32, 0)]
    for (const [number, address] of addresses.entries()) {
      expect(await setting.post(address, envelope(number))).toEqual({ kind: 'stored' })
    }
    expect(setting.sqlite.prepare('select count(*) from mail_0 where mailbox != zeroblob(32)').pluck().get()).toBe(2)
  })

  it('says when the disk is full, by what is left and by what the store says', async () => {
    setting.setDisk({ freeBytes: 1000, totalBytes: 1e12 })
    await Promise.resolve()
    expect(await setting.post(filled(32, 1), envelope(1))).toEqual({ kind: 'disk-full' })
    const full = await openSetting({
      wrapStore: (store) => ({ ...store, post: () => Promise.reject(new StoreError('disk')) }),
    })
    expect(await full.post(filled(32, 1), envelope(1))).toEqual({ kind: 'disk-full' })
    await full.close()
  })
})

describe('a reply mailbox', () => {
  it('is read by the holder of its key, page by page', async () => {
    const mine = await ticket('mine')
    for (let number = 0; number < 6; number++) await setting.post(mine.address, envelope(number))
    const reader = readerOf(setting, mine)
    const first = await reader.listReplies(mine.address, zeros)
    if (first.kind !== 'page') throw new Error(first.kind)
    const last = first.envelopes.at(-1)
    const second = await reader.listReplies(mine.address, last === undefined ? zeros : idOf(last))
    if (second.kind !== 'page') throw new Error(second.kind)
    expect([first.more, second.more]).toEqual([true, false])
    expect(first.envelopes.length + second.envelopes.length).toBe(6)
  })

  it('is read by nobody else', async () => {
    const [mine, other] = [await ticket('mine'), await ticket('other')]
    expect(await readerOf(setting, other).listReplies(mine.address, zeros)).toEqual({
      kind: 'refused',
      code: 'signature',
    })
    expect(await readerOf(setting, other).erase(mine.address)).toEqual({ kind: 'refused', code: 'signature' })
  })

  it('looks the same unknown, empty and used: size, status and headers', async () => {
    const [unknown, emptied, used] = [await ticket('unknown'), await ticket('emptied'), await ticket('used')]
    await setting.post(emptied.address, envelope(1))
    await readerOf(setting, emptied).erase(emptied.address)
    for (let number = 0; number < 9; number++) await setting.post(used.address, envelope(number))
    const seen = await Promise.all(
      [unknown, emptied, used].map(async ({ reading, address }) => {
        const body = concat(address, zeros)
        const parts = { method: 'POST', path: '/v1/replies', body, origin: ORIGIN, day: TODAY }
        const headers = { ...(await signRequest(p, signerOf(p, reading), parts)), host: 'localhost:8787' }
        const answer = await setting.app.request('/v1/replies', { method: 'POST', body, headers })
        return { status: answer.status, headers: [...answer.headers], bytes: (await answer.arrayBuffer()).byteLength }
      }),
    )
    expect(seen[0]?.bytes).toBe(REPLY_PAGE_BYTES)
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
  })

  it('is filled with what looks like ciphertext, the same for the same question', async () => {
    const mine = await ticket('mine')
    const page = async (): Promise<Bytes> => {
      const body = concat(mine.address, zeros)
      const parts = { method: 'POST', path: '/v1/replies', body, origin: ORIGIN, day: TODAY }
      const headers = { ...(await signRequest(p, signerOf(p, mine.reading), parts)), host: 'localhost:8787' }
      return new Uint8Array(
        await (await setting.app.request('/v1/replies', { method: 'POST', body, headers })).arrayBuffer(),
      )
    }
    const [first, second] = [await page(), await page()]
    expect(second).toEqual(first)
    expect(new Set(first.subarray(3)).size).toBe(256)
  })

  it('is erased by its holder', async () => {
    const mine = await ticket('mine')
    await setting.post(mine.address, envelope(1))
    expect(await readerOf(setting, mine).erase(mine.address)).toEqual({ kind: 'erased' })
    expect(await readerOf(setting, mine).listReplies(mine.address, zeros)).toEqual({
      kind: 'page',
      more: false,
      envelopes: [],
    })
  })
})

describe('a signed request', () => {
  const listed = async (daysOff: number): Promise<string> => {
    const { front } = setting.world
    const key = front.devices[0]
    if (key === undefined) throw new Error('a device')
    const outcome = await setting
      .client(() => addDays(TODAY, daysOff))
      .asMember(signerOf(p, key))
      .listInbox({ agency: inboxAddress(front), after: zeros })
    return outcome.kind
  }

  it('is taken on the day before, the same day and the day after; else the relay names its day', async () => {
    const { front } = setting.world
    const key = front.devices[0]
    if (key === undefined) throw new Error('a device')
    const body = concat(inboxAddress(front), zeros)
    const status = async (daysOff: number): Promise<unknown> => {
      const parts = { method: 'POST', path: '/v1/inbox', body, origin: ORIGIN, day: addDays(TODAY, daysOff) }
      const headers = { ...(await signRequest(p, signerOf(p, key), parts)), host: 'localhost:8787' }
      const answer = await setting.app.request('/v1/inbox', { method: 'POST', body, headers })
      return answer.status === 200 ? 200 : answer.json()
    }
    expect(await Promise.all([-1, 0, 1].map(status))).toEqual([200, 200, 200])
    const wrongDay = { type: 'urn:sosafe:problem:day', status: 401, day: TODAY }
    expect(await Promise.all([-2, 2].map(status))).toEqual([wrongDay, wrongDay])
  })

  it('of a device whose clock is wrong by months still gets through', async () => {
    expect(await Promise.all([-100, 100].map(listed))).toEqual(['page', 'page'])
  })

  it('counts for its body, path and origin only', async () => {
    const { front } = setting.world
    const key = front.devices[0]
    if (key === undefined) throw new Error('a device')
    const body = concat(inboxAddress(front), zeros)
    const good = { method: 'POST', path: '/v1/inbox', body, origin: ORIGIN, day: TODAY }
    const status = async (signed: Partial<typeof good>, sent = body, host = 'localhost:8787'): Promise<number> => {
      const headers = { ...(await signRequest(p, signerOf(p, key), { ...good, ...signed })), host }
      return (await setting.app.request('/v1/inbox', { method: 'POST', body: sent, headers })).status
    }
    expect(await status({})).toBe(200)
    expect(await status({ origin: 'http://127.0.0.1:8787' }, body, '127.0.0.1:8787')).toBe(200)
    expect(await status({ path: '/v1/sync' })).toBe(401)
    expect(await status({ origin: 'https://other.example' })).toBe(401)
    expect(await status({ origin: 'https://other.example' }, body, 'other.example')).toBe(401)
    expect(await status({}, concat(inboxAddress(front), filled(32, 1)))).toBe(401)
  })

  it('without headers or with foreign ones is refused', async () => {
    const body = concat(filled(32, 1), zeros)
    for (const headers of [{}, { 'sosafe-key': 'x', 'sosafe-day': '-1', 'sosafe-signature': '%' }]) {
      expect((await setting.app.request('/v1/inbox', { method: 'POST', body, headers })).status).toBe(401)
    }
  })

  it('of another agency reads nothing here', async () => {
    const { front, second } = setting.world
    const outcome = await memberOf(setting, second, 0).listInbox({ agency: inboxAddress(front), after: zeros })
    expect(outcome).toEqual({ kind: 'refused', code: 'not-a-member' })
  })
})
