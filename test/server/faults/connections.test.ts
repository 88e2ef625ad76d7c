/** Slow and half-open clients, ten thousand idle ones: whoever has something to say is heard. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { solveWork } from '../../../shared/crypto/work.ts'
import { WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { encodePostRequest } from '../../../shared/wire/post.ts'
import { rounds } from '../../long.ts'
import { envelope, filled, idOf } from '../mailboxes/contract-fixture.ts'
import { medianOf, rounded, sayFigures } from './figures.ts'
import { startRelayProcess, type RelayProcess, type RelayProcessInput } from './relay-process.ts'

let folder: string
let relay: RelayProcess | undefined
let crowd: ChildProcess | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-connections-'))
})
afterEach(async () => {
  crowd?.kill('SIGKILL')
  relay?.kill('SIGKILL')
  await relay?.ended
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: Partial<RelayProcessInput> = {}): Promise<RelayProcess> {
  relay = await startRelayProcess({ folder, rootHash: filled(32, 1), ...options })
  return relay
}

interface Crowd {
  /** Connections that it has now, and how often it was cut off so far. */
  count(): { readonly open: number; readonly cut: number }
}

/** The crowd counts itself once a second. */
const COUNTED = { timeout: 15_000 }

/** Resolves when all have knocked. */
async function gather(port: number, count: number, backMs: number): Promise<Crowd> {
  const args = [join(import.meta.dirname, 'crowd-child.ts'), String(port), String(count), String(backMs)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  crowd = child
  const lines = createInterface({ input: child.stdout })
  let [open, cut] = [0, 0]
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the crowd has gone')))
    lines.on('line', (line) => {
      if (line === 'come') resolve()
      else [open = 0, cut = 0] = line.split(' ').map(Number)
    })
  })
  return { count: () => ({ open, cut }) }
}

/** A post on a connection of its own, like a phone's. `null`: cut off before an answer came. */
async function post(port: number, number: number): Promise<{ readonly status: number | null; readonly ms: number }> {
  const mail = envelope(number)
  const address = filled(32, 1 + (number % 100))
  const nonce = await solveWork({ address, id: idOf(mail) }, WORK_MIN_BITS)
  const body = encodePostRequest({ address, nonce, envelope: mail })
  const begun = performance.now()
  const status = await new Promise<number | null>((resolve) => {
    const options = { port, host: '127.0.0.1', path: '/v1/post', method: 'POST', agent: false }
    const outgoing = request(options, (incoming) => {
      incoming.resume()
      incoming.on('end', () => resolve(incoming.statusCode ?? null))
      incoming.on('error', () => resolve(null))
    })
    outgoing.on('error', () => resolve(null))
    outgoing.end(body)
  })
  return { status, ms: performance.now() - begun }
}

function residentMegabytes(pid: number): number | string {
  const path = `/proc/${pid}/status`
  const [, kilobytes] = existsSync(path) ? (/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8')) ?? []) : []
  return kilobytes === undefined ? 'unknown' : Math.round(Number(kilobytes) / 1024)
}

/** Posts one after the other; every one must be stored at the first attempt. How many others were held at the most. */
async function expectServed(what: string, { port, pid }: RelayProcess, { count }: Crowd): Promise<number> {
  const posts = rounds(20, 400)
  const answers: Awaited<ReturnType<typeof post>>[] = []
  let most = 0
  for (let number = 0; number < posts; number++) {
    answers.push(await post(port, number))
    most = Math.max(most, count().open)
    await wait(50)
  }
  const ms = answers.map((answer) => answer.ms)
  const unanswered = answers.filter(({ status }) => status !== 200).length
  sayFigures(what, {
    posts,
    unanswered,
    'median ms': rounded(medianOf(ms)),
    'slowest ms': rounded(Math.max(...ms)),
    'held at most': most,
    'cut off': count().cut,
    'resident MB': residentMegabytes(pid),
  })
  expect(unanswered).toBe(0)
  return most
}

describe('ten thousand connections that want nothing', () => {
  it('are held, those that say nothing, half a header or a byte of a body now and then, while others are served', async () => {
    const one = await start()
    const many = await gather(one.port, 10_000, 3_000)
    await expect.poll(() => many.count().open, COUNTED).toBeGreaterThan(9_000)
    expect(await expectServed('10,000 idle connections', one, many)).toBeGreaterThan(9_000)
  }, 120_000)

  it('give way, the quietest first, where the system allows fewer', async () => {
    const one = await start({ openFiles: 1_024 })
    const come = rounds(3_000, 10_000)
    const many = await gather(one.port, come, 60_000)
    await expectServed(`${come} idle connections, 1,024 files`, one, many)
    await expect.poll(() => many.count().cut, COUNTED).toBeGreaterThan(come - 1_100)
    await expect.poll(() => many.count().open, COUNTED).toBeGreaterThan(500)
    expect(one.output()).toBe('')
  }, 120_000)
})
