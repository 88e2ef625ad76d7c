/**
 * A deployment whose relay is a process of its own, which can be killed and started again, and which the desks of
 * desk-fixture.ts reach as they reach the one in this process. Its clock stands on the day of the test world.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { createRelay, type Relay } from '../../../client/relay/relay.ts'
import { writeBackupKey } from '../../../client/operator/backup/backup-key.ts'
import { writeDeployment } from '../../../client/operator/deployment.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { type Day, dayOf } from '../../../shared/day.ts'
import { WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { idOf } from '../../server/mailboxes/contract-fixture.ts'
import { ORIGIN } from '../../server/relay-fixture.ts'
import { makeWorld, p, TODAY, type World } from '../../shared/trust/world.ts'
import type { BenchRelay } from '../desk/desk-fixture.ts'
import { makeFolder, removeFolder, systemRandom } from './real-relay.ts'

export interface RelayApart extends BenchRelay {
  /** Of the whole: data, keys and what a test adds. */
  readonly folder: string
  readonly data: string
  readonly keys: string
  readonly world: World
  /** The process; null while it stands still. */
  pid(): number | null
  start(): Promise<void>
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const PROGRAM = join(import.meta.dirname, '../../server/relay-child.ts')
const CLOCK = pathToFileURL(join(import.meta.dirname, '../../e2e/harness/shift-clock.ts')).href

/** With a deployment, two root keys and a backup key on disk; not started. */
export async function makeRelayApart(name: string, under?: string): Promise<RelayApart> {
  const world = await makeWorld()
  const folder = makeFolder(name, under)
  const [data, keys] = [join(folder, 'data'), join(folder, 'keys')]
  for (const one of [data, keys]) mkdirSync(one, { mode: 0o700 })
  const { publicKey } = await writeBackupKey(p, systemRandom, keys)
  const roots = world.roots.map((root) => root.publicKey)
  const deployment = { name: 'Trial', demo: false, roots, rootHash: world.rootHash, backupKey: publicKey }
  for (const one of [data, keys]) writeDeployment(one, deployment)

  let child: ChildProcessByStdio<null, Readable, Readable> | null = null
  let ended: Promise<unknown> = Promise.resolve()
  let place = ''
  let today = TODAY
  const request = (url: string, init: RequestInit): Promise<Response> => fetch(url.replace(ORIGIN, place), init)
  const client = (clientDay: () => Day = () => TODAY): Relay =>
    createRelay({ origin: ORIGIN, today: clientDay, p, fetch: (url, init) => request(url, init) })
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child?.kill(signal)
    await ended
    child = null
  }
  return {
    folder,
    data,
    keys,
    world,
    app: { request },
    client,
    setToday: (day) => {
      today = day
    },
    async post(address, envelope) {
      const nonce = await solveWork({ address: new Uint8Array(address), id: idOf(envelope) }, WORK_MIN_BITS)
      return client().post({ address: new Uint8Array(address), nonce, envelope })
    },
    pid: () => child?.pid ?? null,
    async start() {
      const rootHash = Buffer.from(world.rootHash).toString('hex')
      const shift = { NODE_OPTIONS: `--import=${CLOCK}`, SHIFT_DAYS: String(today - dayOf(Date.now())) }
      // As `npm start` does: nobody else reads what it writes.
      const before = process.umask(0o077)
      const started = spawn(process.execPath, [PROGRAM, data, rootHash, ORIGIN], {
        env: { ...process.env, ...shift },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      process.umask(before)
      child = started
      ended = new Promise((done) => void started.on('close', done))
      let complaint = ''
      started.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
      const port = new Promise<string>((done) =>
        started.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim())),
      )
      const failed = ended.then((): never => {
        throw new Error(`the relay did not start:\n${complaint}`)
      })
      place = `http://127.0.0.1:${await Promise.race([port, failed])}`
      failed.catch(() => undefined)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async close() {
      await end('SIGKILL')
      removeFolder(folder)
    },
  }
}
