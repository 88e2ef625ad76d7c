import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CONNECTION_LIMITS, type ConnectionLimits } from '../../server/gate/limits.ts'
import { startRelay, type RunningRelay } from '../../server/main.ts'
import { solveWork } from '../../shared/crypto/work.ts'
import { WORK_MIN_BITS } from '../../shared/protocol.ts'
import { encodePostRequest } from '../../shared/wire/post.ts'
import { envelope, filled, idOf } from './mailboxes/contract-fixture.ts'

const limits = {
  ...CONNECTION_LIMITS,
  headersTimeoutMs: 400,
  requestTimeoutMs: 2_000,
  checkEveryMs: 100,
  maxConnections: 8,
  drainMs: 1_500,
}
let folder: string
let relay: RunningRelay

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-socket-'))
  relay = await start()
})
afterEach(async () => {
  await relay.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(host = '127.0.0.1', changed: Partial<ConnectionLimits> = {}): Promise<RunningRelay> {
  return startRelay({
    config: { port: 0, host, dataFolder: folder, pepperFile: null, origins: [], metricsPort: null },
    deployment: { rootHash: filled(32, 1), demo: false },
    appFolder: 'no-such-folder',
    log: () => {},
    limits: { ...limits, ...changed },
  })
}

interface Talk {
  readonly socket: Socket
  /** Everything that came back, once the other side has closed. */
  readonly closed: Promise<string>
}

function talk(host = '127.0.0.1'): Talk {
  const socket = connect(relay.port, host)
  const closed = new Promise<string>((resolve) => {
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => (text += String(chunk)))
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
  })
  return { socket, closed }
}

const head = (length: number): string =>
  `POST /v1/post HTTP/1.1\r\nHost: 127.0.0.1:${relay.port}\r\nContent-Length: ${length}\r\n`

async function postBody(number: number): Promise<Buffer> {
  const mail = envelope(number, 2)
  const address = filled(32, 1)
  const nonce = await solveWork({ address, id: idOf(mail) }, WORK_MIN_BITS)
  return Buffer.from(encodePostRequest({ address, nonce, envelope: mail }))
}

describe('a slow sender', () => {
  it('of headers is cut off, in a few seconds, with the security headers', async () => {
    const { socket, closed } = talk()
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 50)
    const answer = await closed
    clearInterval(drip)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain("content-security-policy: default-src 'none'")
    expect(answer.toLowerCase()).not.toContain('\r\ndate:')
  })

  it('of a body is cut off when its time is over', async () => {
    const { socket, closed } = talk()
    socket.write(`${head(16_000)}\r\n`)
    const drip = setInterval(() => socket.write('x'), 50)
    const answer = await closed
    clearInterval(drip)
    expect(answer).toMatch(/^(HTTP\/1\.1 408 .*)?/)
    expect(answer).not.toContain('200')
  })

  it('who is slow but in time is served', async () => {
    const body = await postBody(1)
    const { socket, closed } = talk()
    socket.write(`${head(body.length)}Connection: close\r\n\r\n`)
    for (let at = 0; at < body.length; at += 2_000) {
      socket.write(body.subarray(at, at + 2_000))
      await wait(100)
    }
    expect(await closed).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })
})

describe('what does not fit', () => {
  it('is refused before it is read, and in chunks as soon as it is too long', async () => {
    const announced = talk()
    announced.socket.write(`${head(10_000_000)}\r\n`)
    expect(await announced.closed).toMatch(/^HTTP\/1\.1 413 /)
    const chunked = talk()
    chunked.socket.write(
      `POST /v1/post HTTP/1.1\r\nHost: 127.0.0.1:${relay.port}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    const send = setInterval(() => chunked.socket.write(`2000\r\n${'x'.repeat(0x2000)}\r\n`), 5)
    const answer = await chunked.closed
    clearInterval(send)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('urn:sosafe:problem:too-large')
  })

  it('of headers is refused, with the security headers', async () => {
    const { socket, closed } = talk()
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`)
    const answer = await closed
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    expect(answer).toContain('x-content-type-options: nosniff')
  })

  it('is no HTTP at all: refused, with the security headers', async () => {
    for (const nonsense of [
      '\x16\x03\x01\x02\x00 hello\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a b c\r\n\r\n',
      'POST /v1/post HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    ]) {
      const { socket, closed } = talk()
      socket.write(nonsense)
      setTimeout(() => socket.end(), 300)
      const answer = await closed
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).toContain('referrer-policy: no-referrer')
      expect(answer.toLowerCase()).not.toContain('\r\ndate:')
    }
  })

  it('is more connections than there may be: the oldest of those that say nothing makes room', async () => {
    const silent = Array.from({ length: 8 }, () => talk())
    await wait(100)
    const body = await postBody(3)
    const over = talk()
    over.socket.write(`${head(body.length)}Connection: close\r\n\r\n`)
    over.socket.write(body)
    expect(await over.closed).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(await silent[0]?.closed).toBe('')
    expect(silent.slice(1).filter(({ socket }) => socket.destroyed)).toEqual([])
    for (const { socket } of silent) socket.destroy()
  })

  it('is more connections than there may be: whoever sends something stays, though it came first', async () => {
    await relay.stop()
    relay = await start('127.0.0.1', { headersTimeoutMs: 10_000, requestTimeoutMs: 10_000 })
    const body = await postBody(4)
    const slow = talk()
    slow.socket.write(`${head(body.length)}Connection: close\r\n\r\n`)
    let sent = 0
    const sending = setInterval(() => {
      slow.socket.write(body.subarray(sent, sent + 1_000))
      sent += 1_000
    }, 150)
    await wait(50)
    const silent = Array.from({ length: 7 }, () => talk())
    // Nobody is young any more.
    await wait(2_100)
    const over = talk()
    expect(await silent[0]?.closed).toBe('')
    expect(await slow.closed).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    clearInterval(sending)
    for (const { socket } of [...silent, over]) socket.destroy()
  })
})

describe('answers over a socket', () => {
  it('have no Date, no Server, no cookie', async () => {
    const answer = await fetch(`${relay.address}/healthz`)
    for (const name of ['date', 'server', 'set-cookie', 'etag', 'x-powered-by'])
      expect(answer.headers.get(name)).toBeNull()
    expect(answer.headers.get('content-security-policy')).not.toBeNull()
  })

  it('come on both loopback addresses when the host is localhost', async () => {
    await relay.stop()
    relay = await start('localhost')
    const hosts = ['127.0.0.1', '[::1]', 'localhost']
    const statuses = await Promise.all(
      hosts.map(async (host) => (await fetch(`http://${host}:${relay.port}/healthz`)).status),
    )
    expect(statuses).toEqual([200, 200, 200])
  })
})

describe('stopping', () => {
  it('answers what is under way, takes nothing new, and cuts who dawdles', async () => {
    const body = await postBody(2)
    const busy = talk()
    busy.socket.write(`${head(body.length)}\r\n`)
    busy.socket.write(body.subarray(0, 5_000))
    const dawdler = talk()
    dawdler.socket.write(`${head(100)}\r\nx`)
    const idle = talk()
    idle.socket.write(`GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`)
    await wait(200)
    const begun = Date.now()
    const stopped = relay.stop()
    void relay.stop()
    await wait(100)
    await expect(fetch(`${relay.address}/healthz`)).rejects.toThrow('fetch failed')
    busy.socket.write(body.subarray(5_000))
    expect(await busy.closed).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    await Promise.all([stopped, dawdler.closed, idle.closed])
    expect(Date.now() - begun).toBeLessThan(limits.drainMs + 1_000)
  })
})
