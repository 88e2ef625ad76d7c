/** A post that goes the short way is told what the app would have told it, to the byte. */
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAnswers } from '../../server/answer.ts'
import { CONNECTION_LIMITS } from '../../server/gate/limits.ts'
import { listen, type HttpServer } from '../../server/http-server.ts'
import type { LogEvent } from '../../server/log.ts'
import type { MailboxStore } from '../../server/mailboxes/store.ts'
import { StoreError } from '../../server/store-error.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { solveWork } from '../../shared/crypto/work.ts'
import { addDays } from '../../shared/day.ts'
import { WORK_MIN_BITS, WORK_NONCE_BYTES } from '../../shared/protocol.ts'
import { PATHS } from '../../shared/wire/api.ts'
import { encodePostRequest } from '../../shared/wire/post.ts'
import { TODAY } from '../shared/trust/world.ts'
import { envelope, filled, idOf } from './mailboxes/contract-fixture.ts'
import { openSetting, type Setting } from './relay-fixture.ts'

const FULL = { freeBytes: 0, totalBytes: 2e12 }
/** Of HTTP over a socket, not of the answer. */
const OF_THE_SOCKET = new Set(['connection', 'keep-alive'])

let setting: Setting
let server: HttpServer
let fails: Error | null
/** Requests that reached the app. */
let long: number

beforeEach(async () => {
  ;[fails, long] = [null, 0]
  const wrapStore = (store: MailboxStore): MailboxStore => ({
    ...store,
    post: (mail) => (fails === null ? store.post(mail) : Promise.reject(fails)),
  })
  setting = await openSetting({ wrapStore })
  const { app, commands } = setting
  const counted = Object.assign(Object.create(app) as typeof app, {
    fetch: (...args: Parameters<typeof app.fetch>) => {
      long += 1
      return app.fetch(...args)
    },
  })
  server = await listen({
    app: counted,
    commands,
    answers: createAnswers(false),
    limits: CONNECTION_LIMITS,
    port: 0,
    host: '127.0.0.1',
    nowMs: () => performance.now(),
  })
})
afterEach(async () => {
  await server.stop()
  await setting.close()
})

async function paid(number: number, address: Bytes = filled(32, 1)): Promise<Bytes> {
  const mail = envelope(number)
  const nonce = await solveWork({ address, id: idOf(mail) }, WORK_MIN_BITS)
  return encodePostRequest({ address, nonce, envelope: mail })
}

interface Told {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** In two pieces, as from a slow phone, or in one. */
async function overSocket(body: Bytes, path: string = PATHS.post, cutAt = 0): Promise<Told> {
  const outgoing = request({ host: '127.0.0.1', port: server.port, path, method: 'POST', agent: false })
  outgoing.setHeader('content-length', body.length)
  const answer = new Promise<IncomingMessage>((resolve, reject) => outgoing.on('response', resolve).on('error', reject))
  outgoing.write(body.subarray(0, cutAt))
  if (cutAt > 0) await new Promise((resolve) => setTimeout(resolve, 50))
  outgoing.end(body.subarray(cutAt))
  const incoming = await answer
  const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !OF_THE_SOCKET.has(name)))
  return { status: incoming.statusCode, headers, body: await text(incoming) }
}

async function fromApp(body: Bytes): Promise<Told> {
  const answer = await setting.app.request(PATHS.post, { method: 'POST', body })
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
}

describe('the short way', () => {
  it('answers as the app does: what is stored, dropped, unpaid, malformed, and what the disk or a bug refuses', async () => {
    const unpaid = encodePostRequest({
      address: filled(32, 1),
      nonce: filled(WORK_NONCE_BYTES, 1),
      envelope: envelope(1),
    })
    const cases: readonly [number, Bytes, (() => void)?][] = [
      [200, await paid(1)],
      [200, await paid(2, filled(32, 0))],
      [428, unpaid],
      [400, filled(5_000, 1)],
      [400, filled(0, 1)],
      [503, await paid(3), () => (fails = new StoreError('busy'))],
      [500, await paid(3), () => (fails = new TypeError('a bug'))],
      [507, await paid(3), () => (fails = new StoreError('disk'))],
      [507, await paid(3), () => setting.setDisk(FULL)],
    ]
    for (const [status, body, before] of cases) {
      before?.()
      const told = await overSocket(body)
      expect(told.status).toBe(status)
      expect(told).toEqual(await fromApp(body))
      fails = null
    }
    expect(long).toBe(0)
    expect(setting.sqlite.prepare('select count(*) from mail_0 where mailbox != zeroblob(32)').pluck().get()).toBe(1)
  })

  it('takes a body that comes in pieces', async () => {
    const body = await paid(4)
    expect((await overSocket(body, PATHS.post, 1_000)).status).toBe(200)
    expect(long).toBe(0)
  })

  it('is gone by posts of an announced and allowed length alone', async () => {
    const body = await paid(5)
    expect((await overSocket(filled(20_000, 1))).status).toBe(413)
    expect((await overSocket(body, `${PATHS.post}?x`)).status).toBe(200)
    expect((await overSocket(body, PATHS.inbox)).status).toBe(413)
    expect(long).toBe(3)
  })

  it('is counted in the day like any other', async () => {
    const body = await paid(6)
    for (let times = 0; times < 10; times++) await overSocket(body)
    setting.setToday(addDays(TODAY, 1))
    const events: LogEvent[] = []
    setting.counts.turn((event) => events.push(event))
    expect(events).toEqual([{ event: 'answered', route: PATHS.post, class: '2xx', tens: 1 }])
  })
})
