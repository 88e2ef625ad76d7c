/** The relay as a newcomer starts it: a child process of `server/start.ts` with a data folder of its own. */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'

export interface RelayProcess {
  /** `http://localhost:<port>`, the same after a restart. */
  readonly origin: string
  readonly dataFolder: string
  /** Everything that it printed so far, restarts included. */
  output(): string
  /** SIGTERM; resolves when the process has ended. @throws when it ends otherwise than with code 0. */
  stop(): Promise<void>
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** On the same data folder and port. @param shiftDays its clock runs ahead by so many days */
  start(shiftDays?: number): Promise<void>
  /** Stops it if it runs and deletes its data. */
  remove(): Promise<void>
}

export interface RelayOptions {
  /** Kept by the caller; else a temporary one. */
  readonly dataFolder?: string
  readonly env?: Readonly<Record<string, string>>
  readonly shiftDays?: number
}

const repository = join(import.meta.dirname, '../../..')
const shiftClock = pathToFileURL(join(import.meta.dirname, 'shift-clock.ts')).href

/** The environment of a newcomer's shell: nothing of the runner (NODE_ENV=test would make another build). */
function newcomersEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^(npm_|VITEST|NODE_|TEST$|SOSAFE_|PORT$|HOST$)/.test(name),
  )
  return Object.fromEntries(entries) as Record<string, string>
}

export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** Runs one of the project's programs to its end. */
export async function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(repository, program), ...args], {
    cwd: repository,
    env: { ...newcomersEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((done) => void child.on('close', done))
  return { code, output }
}

export async function startRelay(options: RelayOptions = {}): Promise<RelayProcess> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'sosafe-relay-'))
  let output = ''
  let port = '0'
  let child: ChildProcessByStdio<null, Readable, Readable> | undefined
  let ended: Promise<number | null> = Promise.resolve(0)

  async function start(shiftDays = 0): Promise<string> {
    const before = output.length
    const started = spawn(process.execPath, [join(repository, 'server', 'start.ts')], {
      cwd: repository,
      env: {
        ...newcomersEnvironment(),
        PORT: port,
        SOSAFE_DATA: dataFolder,
        ...options.env,
        ...(shiftDays === 0 ? {} : { NODE_OPTIONS: `--import=${shiftClock}`, SHIFT_DAYS: String(shiftDays) }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    ended = new Promise((done) => void started.on('close', done))
    const printed = (): string => output.slice(before)
    const ready = new Promise<string>((done) => {
      const look = (chunk: Buffer): void => {
        output += chunk.toString()
        const [, address] = /is ready: (http:\/\/\S+)\s/.exec(printed()) ?? []
        if (address !== undefined) done(address)
      }
      for (const stream of [started.stdout, started.stderr]) stream.on('data', look)
    })
    const failed = ended.then((code): never => {
      throw new Error(`the relay ended with ${code} before it was ready:\n${printed()}`)
    })
    const address = await Promise.race([ready, failed])
    failed.catch(() => {})
    port = new URL(address).port
    return new URL(address).origin
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    child?.kill(signal)
    return ended
  }

  const origin = await start(options.shiftDays)
  return {
    origin,
    dataFolder,
    output: () => output,
    stop: async () => {
      const code = await end('SIGTERM')
      if (code !== 0) throw new Error(`the relay ended with ${code}:\n${output}`)
    },
    kill: async () => void (await end('SIGKILL')),
    start: async (shiftDays) => void (await start(shiftDays)),
    remove: async () => {
      await end('SIGKILL')
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The desk links that were printed, in order. */
export function linksIn(output: string): string[] {
  return [...output.matchAll(/https?:\/\/\S+\/desk\/#\S+/g)].map(([link]) => link)
}
