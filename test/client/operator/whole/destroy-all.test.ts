/** `sosafe destroy-all`: nothing is left, the pepper goes first, and an interrupted one is ended by the next. */
import { spawn } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from '../../../../server/sqlite/folder-lock.ts'
import { present } from '../../../present.ts'
import { commandLine } from '../command.ts'
import { makeFolder, removeFolder } from '../real-relay.ts'

const program = join(import.meta.dirname, '../../../../client/operator/main.ts')
const MEGABYTE = 1024 * 1024
let folder = ''
let data = ''
const files = ['relay.db', 'relay.db-wal', 'blobs.db', 'pepper', 'app/index.html', 'before-restore-2026-01-01/pepper']

/** What a relay leaves, by name; a database of any bytes. */
function fill(databaseBytes = 3 * MEGABYTE + 5): void {
  mkdirSync(join(data, 'app'), { recursive: true })
  mkdirSync(join(data, 'before-restore-2026-01-01'))
  for (const name of files)
    writeFileSync(join(data, name), Buffer.alloc(name === 'relay.db' ? databaseBytes : 40, 'secret'))
  writeFileSync(join(data, 'lock'), '')
  writeFileSync(join(data, 'deployment.json'), JSON.stringify({ name: 'Trial', demo: false }))
}

beforeEach(() => {
  folder = makeFolder('destroy')
  data = join(folder, 'data')
  fill()
})
afterEach(() => removeFolder(folder))

describe('destroy-all', () => {
  it('overwrites every file with zeros before it removes it, and the folder', async () => {
    for (const name of files) linkSync(join(data, name), join(folder, name.replaceAll('/', '-')))
    const outcome = await commandLine()('destroy-all', '--data', data, '--yes', 'Trial', '--json')
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' })
    expect(JSON.parse(outcome.stdout)).toEqual({ files: files.length + 1, left: [] })
    expect(existsSync(data)).toBe(false)
    for (const name of files) {
      const bytes = readFileSync(join(folder, name.replaceAll('/', '-')))
      expect([name, bytes.length > 0, bytes.every((byte) => byte === 0)]).toEqual([name, true, true])
    }
  })

  it('says what it does not reach, and what is still to be done', async () => {
    const { stdout } = await commandLine()('destroy-all', '--data', data, '--yes', 'Trial')
    for (const word of ['snapshots', 'flash cells', 'backup', 'root keys', 'DNS', 'paper'])
      expect(stdout).toContain(word)
  })

  it('asks for the name, and does nothing without it or with another one', async () => {
    const before = readdirSync(data, { recursive: true })
    const asked: string[] = []
    const answering = (answer: string | null): ReturnType<typeof commandLine> =>
      commandLine({
        ask: (question) => {
          asked.push(question)
          return Promise.resolve(answer)
        },
      })
    expect((await answering(null)('destroy-all', '--data', data)).exitCode).toBe(2)
    expect((await answering('trial')('destroy-all', '--data', data)).exitCode).toBe(1)
    expect((await commandLine()('destroy-all', '--data', data, '--yes', 'Other')).exitCode).toBe(1)
    expect(readdirSync(data, { recursive: true })).toEqual(before)
    expect(asked[0]).toContain('for ever')
    expect((await answering('Trial')('destroy-all', '--data', data)).exitCode).toBe(0)
  })

  it('does nothing while a relay runs, or to a folder that is no deployment', async () => {
    const lock = present(lockFolder(join(data, 'lock')))
    const running = await commandLine()('destroy-all', '--data', data, '--yes', 'Trial')
    expect([running.exitCode, running.stderr.includes('A relay runs')]).toEqual([1, true])
    lock.release()
    for (const name of files) expect(existsSync(join(data, name))).toBe(true)
    const other = join(folder, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'letter.txt'), 'x')
    for (const where of [other, join(folder, 'nowhere')]) {
      expect((await commandLine()('destroy-all', '--data', where, '--yes', 'Trial')).exitCode).toBe(1)
    }
    expect(readdirSync(other)).toEqual(['letter.txt'])
  })

  it('leaves and names what no relay has made, and follows a link to the pepper', async () => {
    writeFileSync(join(data, 'notes.txt'), 'mine')
    const elsewhere = join(folder, 'elsewhere')
    writeFileSync(elsewhere, 'the pepper')
    linkSync(elsewhere, join(folder, 'seen'))
    symlinkSync(elsewhere, join(data, 'pepper.link'))
    const outcome = await commandLine({ pepperFile: join(data, 'pepper.link') })(
      'destroy-all',
      '--data',
      data,
      '--yes',
      'Trial',
    )
    expect(outcome.stdout).toContain(join(data, 'notes.txt'))
    expect(readdirSync(data)).toEqual(['notes.txt'])
    expect(existsSync(elsewhere)).toBe(false)
    expect(readFileSync(join(folder, 'seen')).every((byte) => byte === 0)).toBe(true)
  })

  it('that is killed has taken the pepper first, and ends when it is run again', async () => {
    removeFolder(data)
    fill(64 * MEGABYTE)
    const child = spawn(process.execPath, [program, 'destroy-all', '--data', data, '--yes', 'Trial'], {
      stdio: 'ignore',
      detached: true,
    })
    const ended = new Promise((done) => void child.on('close', done))
    const peppers = files.filter((name) => name.endsWith('pepper')).map((name) => join(data, name))
    while (peppers.some((path) => existsSync(path)) && child.exitCode === null) await wait(1)
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    await ended
    const left = readdirSync(data, { recursive: true, encoding: 'utf8' })
    expect(left.filter((name) => name.endsWith('pepper'))).toEqual([])
    expect(left).toContain('deployment.json')
    expect(statSync(join(data, 'relay.db')).size).toBe(64 * MEGABYTE)
    expect((await commandLine()('destroy-all', '--data', data, '--yes', 'Trial')).exitCode).toBe(0)
    expect(existsSync(data)).toBe(false)
  })

  it('ends also when it was killed just before its end', async () => {
    removeFolder(data)
    mkdirSync(data)
    writeFileSync(join(data, 'lock'), '')
    expect((await commandLine()('destroy-all', '--data', data, '--yes', 'Trial')).exitCode).toBe(0)
    expect(existsSync(data)).toBe(false)
  })
})
