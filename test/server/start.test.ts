import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const program = join(import.meta.dirname, '..', '..', 'server', 'start.ts')

describe('npm start refuses', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosafe-start-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const start = (environment: Record<string, string>): { status: number | null; stderr: string } => {
    const env = { PATH: process.env['PATH'] ?? '', SOSAFE_DATA: folder, PORT: '0', ...environment }
    const { status, stderr } = spawnSync(process.execPath, [program], { env, encoding: 'utf8' })
    return { status, stderr }
  }

  it('a demonstration that others could reach, and leaves the folder empty', () => {
    for (const open of [{ HOST: '0.0.0.0' }, { HOST: '192.168.1.7' }, { SOSAFE_ORIGIN: 'https://sosafe.example' }]) {
      expect(start(open)).toMatchObject({ status: 2, stderr: expect.stringContaining('demonstration') as string })
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('to open a demonstration that was made before', () => {
    writeFileSync(
      join(folder, 'deployment.json'),
      JSON.stringify({ rootHash: 'ab'.repeat(32), name: 'x', demo: true, roots: [] }),
    )
    expect(start({ HOST: '0.0.0.0' })).toMatchObject({ status: 2 })
  })

  it('an environment that cannot work, in one line', () => {
    const { status, stderr } = start({ PORT: 'x' })
    expect([status, stderr.trim().split('\n').length]).toEqual([2, 1])
  })

  it('a database without its deployment, which it would otherwise take for nothing', () => {
    writeFileSync(join(folder, 'relay.db'), '')
    const { status, stderr } = start({})
    expect(status).toBe(1)
    expect(stderr).toContain('deployment.json')
    expect(readdirSync(folder)).toEqual(['relay.db'])
  })
})
