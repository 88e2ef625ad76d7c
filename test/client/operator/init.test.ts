import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDeployment } from '../../../client/operator/deployment.ts'
import { initialise } from '../../../client/operator/init.ts'
import { readLastDirectory, readRootKeys, writeLastDirectory } from '../../../client/operator/root-keys.ts'
import type { Random } from '../../../shared/crypto/primitives.ts'
import { rootHashOf } from '../../../shared/trust/directory.ts'
import { p } from '../../shared/trust/world.ts'

const random: Random = (length) => globalThis.crypto.getRandomValues(new Uint8Array(length))
const isPosix = process.platform !== 'win32'
let folder = ''
let data = ''
let keys = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-init-'))
  data = join(folder, 'data')
  keys = join(folder, 'keys')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const init = (input: { data?: string; keys?: string } = {}): ReturnType<typeof initialise> =>
  initialise(p, random, { data, keys, name: 'Real', ...input })

/** Every byte under a folder, as one latin-1 text. */
const contents = (where: string): string =>
  readdirSync(where, { recursive: true, encoding: 'utf8' })
    .map((name) => join(where, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n')

describe('sosafe init', () => {
  it('puts three root keys into three files of their own, and a deployment into the data folder', async () => {
    const outcome = await init()
    expect(outcome).toMatchObject({ ok: true, json: { name: 'Real' } })
    expect(readdirSync(keys).toSorted()).toEqual([
      'backup.key',
      'deployment.json',
      'root-1.key',
      'root-2.key',
      'root-3.key',
    ])
    expect(readdirSync(data).toSorted()).toEqual(['deployment.json', 'pepper'])
    const roots = await readRootKeys(p, [keys])
    expect(new Set(roots.map(({ publicKey }) => publicKey.join())).size).toBe(3)
    const deployment = await readDeployment(p, [data])
    expect(deployment).toMatchObject({ name: 'Real', demo: false })
    expect(deployment?.rootHash).toEqual(
      await rootHashOf(
        p,
        roots.map(({ publicKey }) => publicKey),
      ),
    )
  })

  it.runIf(isPosix)('lets nobody else read keys and pepper', async () => {
    await init()
    const secret = ['backup.key', 'root-1.key', 'root-2.key', 'root-3.key']
      .map((name) => join(keys, name))
      .concat(join(data, 'pepper'))
    for (const file of secret) expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(keys).mode & 0o077).toBe(0)
  })

  it('leaves no root key in the data folder, and prints none', async () => {
    const outcome = await init()
    const printed = JSON.stringify(outcome)
    for (const { seed } of await readRootKeys(p, [keys])) {
      for (const form of ['base64url', 'base64', 'hex', 'latin1'] as const) {
        expect(contents(data).includes(Buffer.from(seed).toString(form))).toBe(false)
        expect(printed.includes(Buffer.from(seed).toString(form))).toBe(false)
      }
    }
  })

  it('refuses a keys folder inside the data folder, or around it', async () => {
    for (const input of [{ keys: join(data, 'keys') }, { keys: data }, { keys: folder }]) {
      expect(await init(input)).toMatchObject({ ok: false, kind: 'refused' })
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('never overwrites keys, pepper or deployment', async () => {
    await init()
    const before = contents(folder)
    expect(await init()).toMatchObject({ ok: false })
    expect(await init({ data: join(folder, 'other') })).toMatchObject({ ok: false })
    expect(await init({ keys: join(folder, 'more') })).toMatchObject({ ok: false })
    expect(contents(folder)).toBe(before)
  })

  it('keeps the pepper that the relay may have made already', async () => {
    mkdirSync(data)
    writeFileSync(join(data, 'pepper'), 'x'.repeat(32))
    expect(await init()).toMatchObject({ ok: true })
    expect(readFileSync(join(data, 'pepper'), 'utf8')).toBe('x'.repeat(32))
  })
})

describe('what lies beside the root keys', () => {
  it('is a deployment only when its roots hash to its root hash', async () => {
    await init()
    const file = join(keys, 'deployment.json')
    const json = JSON.parse(readFileSync(file, 'utf8')) as { rootHash: string; roots: string[] }
    writeFileSync(
      file,
      JSON.stringify({ ...json, rootHash: json.rootHash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }),
    )
    expect(await readDeployment(p, [keys])).toBeNull()
    writeFileSync(file, JSON.stringify({ ...json, roots: json.roots.slice(1) }))
    expect(await readDeployment(p, [keys])).toBeNull()
  })

  it('remembers the newest directory over all folders', () => {
    mkdirSync(keys)
    mkdirSync(data)
    expect(readLastDirectory([keys, data])).toBeNull()
    const hash = random(32)
    writeLastDirectory([keys], { version: 3, hash })
    writeLastDirectory([data], { version: 2, hash })
    expect(readLastDirectory([data, keys])).toEqual({ version: 3, hash })
  })

  it('skips files that are no root keys', async () => {
    await init()
    writeFileSync(join(keys, 'root-9.key'), '{"format":"other"}')
    writeFileSync(join(keys, 'root-8.key'), 'not json')
    expect(await readRootKeys(p, [keys])).toHaveLength(3)
  })
})
