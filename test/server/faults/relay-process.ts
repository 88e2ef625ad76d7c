/** Starts `relay-child.ts` and ends it: by signal, at any moment, again on the same files. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import type { RelayOptions } from '../relay-child.ts'

export interface RelayProcess {
  readonly origin: string
  readonly port: number
  readonly pid: number
  /** Exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>
  kill(signal: 'SIGKILL' | 'SIGTERM'): void
  /** What it logged, and said when it refused to start. */
  output(): string
}

export interface RelayProcessInput extends RelayOptions {
  readonly folder: string
  readonly rootHash: Uint8Array
  /** Modules that run before it: another clock, a store that breaks its promise. */
  readonly preload?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Most files that it may open. */
  readonly openFiles?: number
  /** Called as soon as the process runs, before it serves. */
  readonly onSpawn?: (child: ChildProcessByStdio<null, Readable, Readable>) => void
}

const program = join(import.meta.dirname, '../relay-child.ts')
/** What was compiled for one start need not be for the next: half of its time. */
const compiled = join(import.meta.dirname, '../../../node_modules/.cache/compiled')

/** @throws with what it said, when it ends before it serves. */
export async function startRelayProcess(input: RelayProcessInput): Promise<RelayProcess> {
  const { folder, rootHash, preload = [], env = {}, openFiles, onSpawn, ...options } = input
  const args = [
    ...preload.map((path) => `--import=${pathToFileURL(path).href}`),
    program,
    folder,
    Buffer.from(rootHash).toString('hex'),
    '',
    JSON.stringify(options),
  ]
  const limited = openFiles === undefined ? [] : ['sh', '-c', 'ulimit -n "$0" && exec "$@"', String(openFiles)]
  const [command = process.execPath, ...rest] = [...limited, process.execPath, ...args]
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...env },
  })
  onSpawn?.(child)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString().trim())))
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    ended,
    kill: (signal) => void child.kill(signal),
    output: () => said,
  }
}
