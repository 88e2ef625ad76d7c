/** The README's commands are run: `npm test` is what runs this, `npm start` is started here as a newcomer would. */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const shellBlocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block)
const commands = shellBlocks
  .flatMap((block) => block.split('\n').map((line) => line.replace(/#.*/, '').trim()))
  .filter(Boolean)
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

describe('the README', () => {
  it('has exactly two commands, and both are scripts', () => {
    expect(commands).toEqual(['npm start', 'npm test'])
    for (const command of commands) expect(scripts).toHaveProperty(command.replace('npm ', ''))
  })

  it('lists every document', () => {
    const documents = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.md'),
    )
    const missing = documents.filter((path) => !readme.includes(`(docs/${path})`) && !path.startsWith('decisions'))
    expect(missing).toEqual([])
  })

  it('is what .ci/run follows', () => {
    const lines = readFileSync(join(root, '.ci/run'), 'utf8').trim().split('\n')
    expect(lines.at(-1)).toBe('npm test')
    expect(lines).toContain('npm run check')
  })
})

describe('npm start, on an empty data folder', () => {
  const data = mkdtempSync(join(tmpdir(), 'sosafe-data-'))
  let npm: ChildProcessByStdio<null, Readable, Readable>
  let output = ''
  let address = ''
  let ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>

  beforeAll(async () => {
    // as in a newcomer's shell: nothing of the npm, the vitest and the PATH that run this test
    const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_|TEST$|SOSAFE_)/.test(name))
    const PATH = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
    const env = { ...Object.fromEntries(inherited), PATH: PATH.join(delimiter), PORT: '0', SOSAFE_DATA: data }
    npm = spawn('npm', ['start'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    ended = new Promise((resolve) => npm.on('exit', (code, signal) => resolve({ code, signal })))
    const ready = new Promise<void>((resolve) =>
      npm.stdout.on('data', () => /is ready: http\S+/.test(output) && resolve()),
    )
    await Promise.race([ready, ended])
    address = /SoSafe is ready: (http:\/\/localhost:\d+)\s*$/.exec(output)?.[1] ?? ''
  }, 130_000)
  afterAll(() => {
    npm.kill('SIGKILL')
    rmSync(data, { recursive: true, force: true })
  })

  it('prints its address as the last line', () => expect({ address, output }).not.toMatchObject({ address: '' }))

  it.each(['/', '/desk/', '/manifest.webmanifest', '/healthz'])('answers %s', async (path) => {
    const { status } = await fetch(address + path)
    expect(status).toBe(200)
  })

  it('ends on SIGTERM within 10 s and frees the port', async () => {
    const start = performance.now()
    npm.kill('SIGTERM')
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(performance.now() - start).toBeLessThan(10_000)
    expect(await refusesConnections(Number(new URL(address).port))).toBe(true)
  }, 15_000)
})

function refusesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' }, () => {
      socket.destroy()
      resolve(false)
    })
    socket.on('error', () => resolve(true))
  })
}
