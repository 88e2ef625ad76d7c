import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isLoopback, readConfig } from '../../server/config.ts'
import { filesIn, loadPepper, readDeployment } from '../../server/data-folder.ts'
import { folderState, startOver } from '../../server/demo.ts'
import { lockFolder } from '../../server/sqlite/folder-lock.ts'
import { filled } from './mailboxes/contract-fixture.ts'

describe('the environment', () => {
  it('has defaults for everything', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        port: 8787,
        host: 'localhost',
        dataFolder: './data',
        pepperFile: null,
        areaPacks: null,
        origins: [],
        metricsPort: null,
      },
    })
  })

  it('is read', () => {
    const read = readConfig({
      PORT: '0',
      HOST: '::1',
      SOSAFE_DATA: '/srv/x',
      SOSAFE_PEPPER_FILE: '/srv/p',
      SOSAFE_AREAS: '/srv/areas',
      SOSAFE_ORIGIN: 'https://a.example https://b.example:8443',
      SOSAFE_METRICS_PORT: '9000',
    })
    expect(read).toEqual({
      ok: true,
      config: {
        port: 0,
        host: '::1',
        dataFolder: '/srv/x',
        pepperFile: '/srv/p',
        areaPacks: '/srv/areas',
        origins: ['https://a.example', 'https://b.example:8443'],
        metricsPort: 9000,
      },
    })
  })

  it('that cannot work is refused in one line', () => {
    const wrong: readonly Record<string, string>[] = [
      { PORT: 'x' },
      { PORT: '70000' },
      { PORT: '-1' },
      { SOSAFE_ORIGIN: 'a.example' },
      { SOSAFE_ORIGIN: 'https://a.example/' },
      { SOSAFE_ORIGIN: 'ftp://a.example' },
      { SOSAFE_METRICS_PORT: 'x' },
    ]
    for (const environment of wrong)
      expect(readConfig(environment)).toMatchObject({ ok: false, line: expect.not.stringContaining('\n') as string })
  })

  it('tells what is only on this machine', () => {
    expect(['localhost', '127.0.0.1', '127.8.8.8', '::1'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '::', '192.168.1.1', 'example.org', 'localhost.example.org'].some(isLoopback)).toBe(false)
  })
})

describe('the data folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosafe-folder-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const random = (length: number): ReturnType<typeof filled> => filled(length, 5)
  const write = (name: string, content: string): void => writeFileSync(join(folder, name), content)

  it('gets a pepper that only the relay reads, once', () => {
    expect(loadPepper(folder, null, random)).toEqual(filled(32, 5))
    expect(statSync(join(folder, 'pepper')).mode & 0o777).toBe(0o600)
    expect(loadPepper(folder, null, () => filled(32, 6))).toEqual(filled(32, 5))
  })

  it('may have its pepper elsewhere', () => {
    const path = join(folder, 'elsewhere')
    loadPepper(folder, path, random)
    expect(readFileSync(path)).toHaveLength(32)
  })

  it('with a database and no pepper is refused: a new one would lose every mailbox', () => {
    write('relay.db', '')
    expect(() => loadPepper(folder, null, random)).toThrow('pepper')
  })

  it('with a pepper of another length is refused', () => {
    write('pepper', 'short')
    expect(() => loadPepper(folder, null, random)).toThrow('32 bytes')
  })

  it('says its deployment, or that there is none, or that the file is damaged', () => {
    expect(readDeployment(folder)).toBeNull()
    write('deployment.json', JSON.stringify({ rootHash: 'ab'.repeat(32), demo: false, name: 'x', roots: [] }))
    expect(readDeployment(folder)).toEqual({ rootHash: filled(32, 0xab), demo: false })
    for (const wrong of ['', '{}', '{"rootHash":"AB","demo":true}', JSON.stringify({ rootHash: 'ab'.repeat(32) })]) {
      write('deployment.json', wrong)
      expect(() => readDeployment(folder)).toThrow('deployment.json')
    }
  })

  it('tells a demonstration that was never finished from everything else, and begins it anew', () => {
    expect(folderState(folder)).toBe('empty')
    write('demo-begun', '')
    write('relay.db', 'x')
    write('pepper', 'x')
    expect(folderState(folder)).toBe('half-seeded')
    startOver(folder)
    rmSync(join(folder, 'demo-begun'))
    expect(folderState(folder)).toBe('empty')
    write('relay.db', 'x')
    expect(folderState(folder)).toBe('foreign')
    write('deployment.json', '{}')
    expect(folderState(folder)).toBe('ready')
  })

  it('belongs to one relay at a time', () => {
    const { lock } = filesIn(folder)
    const first = lockFolder(lock)
    expect(first).not.toBeNull()
    expect(lockFolder(lock)).toBeNull()
    first?.release()
    const second = lockFolder(lock)
    expect(second).not.toBeNull()
    second?.release()
  })
})
