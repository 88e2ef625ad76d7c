/** `sosafe restore` where something is not as it should be: it says what, and changes nothing. */
import { spawn } from 'node:child_process'
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sealCopy } from '../../../../client/operator/backup/sealed-copy.ts'
import { readDeployment } from '../../../../client/operator/deployment.ts'
import type { RunResult } from '../../../../client/operator/run.ts'
import { refuseHalfRestored } from '../../../../server/data-folder.ts'
import { incarnationOf } from '../../../../server/mailboxes/sqlite-incarnation.ts'
import { pepperFit } from '../../../../server/mailboxes/sqlite-pepper-check.ts'
import { openDatabase, wholeness } from '../../../../server/sqlite/database.ts'
import { lockFolder } from '../../../../server/sqlite/folder-lock.ts'
import { concat, type Bytes } from '../../../../shared/bytes/cursor.ts'
import { SEALED_CHUNK_BYTES } from '../../../../shared/protocol.ts'
import { isLong, rounds } from '../../../long.ts'
import { fillFolder, inPieces, pepperOf, random, ROOT_HASH, copyBytes } from '../../../server/copy/copy-fixture.ts'
import { today } from '../../../server/mailboxes/contract-fixture.ts'
import { present } from '../../../present.ts'
import { p } from '../../../shared/trust/world.ts'
import { commandLine, thisMachine } from '../command.ts'
import { filesUnder, makeFolder, removeFolder } from '../real-relay.ts'

const sosafe = commandLine()
const folder = makeFolder('refusals')
const keys = join(folder, 'keys')
const from = join(folder, 'from')
const data = join(folder, 'data')
const key = join(keys, 'backup.key')
const pepper = join(folder, 'pepper')
let file = ''
let rootHash = ''

const restore = (...more: readonly string[]): Promise<RunResult> =>
  sosafe('restore', '--from', file, '--key', key, '--pepper', pepper, '--data', data, ...more)

/** A deployment with a database that was filled without a relay. */
beforeAll(async () => {
  await sosafe('init', '--data', from, '--keys', keys, '--name', 'Trial')
  const filled = await fillFolder()
  for (const name of ['relay.db', 'blobs.db', 'pepper']) copyFileSync(join(filled.folder, name), join(from, name))
  filled.remove()
  copyFileSync(join(from, 'pepper'), pepper)
  const made = await sosafe('backup', '--data', from, '--to', join(folder, 'backups'), '--json')
  file = (JSON.parse(made.stdout) as { file: string }).file
  rootHash = Buffer.from(present(await readDeployment(p, [from])).rootHash).toString('hex')
})
beforeEach(() => rmSync(data, { recursive: true, force: true }))
afterAll(() => removeFolder(folder))

function expectNothingChanged(): void {
  expect(existsSync(data) ? readdirSync(data).filter((name) => !name.startsWith('lock')) : []).toEqual([])
}

async function expectRefused(outcome: Promise<RunResult>, said: string): Promise<void> {
  const { exitCode, stdout, stderr } = await outcome
  expect([stderr.includes(said) ? said : stderr, exitCode, stdout]).toEqual([said, 1, ''])
}

async function expectFileRefused(bytes: Uint8Array, said: string): Promise<void> {
  const other = join(folder, 'changed.backup')
  writeFileSync(other, bytes)
  await expectRefused(sosafe('restore', '--from', other, '--key', key, '--pepper', pepper, '--data', data), said)
  expectNothingChanged()
}

describe('a restore', () => {
  it('makes a folder of a good backup, with its pepper, that only its owner may look into', async () => {
    const { exitCode, stdout } = await restore()
    expect([exitCode, stdout.includes('3 log entries')]).toEqual([0, true])
    expect(readdirSync(data).toSorted()).toEqual(['blobs.db', 'deployment.json', 'lock', 'pepper', 'relay.db'])
    expect(readFileSync(join(data, 'pepper'))).toEqual(readFileSync(pepper))
    expect(readFileSync(join(data, 'deployment.json'))).toEqual(readFileSync(join(from, 'deployment.json')))
    await expectRefused(restore(), 'is not empty')
    // Root restores for the relay's user.
    rmSync(join(data, 'lock'))
    chownSync(data, thisMachine.userId === 0 ? 12_345 : (thisMachine.userId ?? 0), -1)
    expect((await restore('--replace')).exitCode).toBe(0)
    const owner = statSync(data).uid
    for (const name of readdirSync(data)) expect([name, statSync(join(data, name)).uid]).toEqual([name, owner])
  })

  it('refuses a file that was changed anywhere, cut off, or is none', async () => {
    const good = new Uint8Array(readFileSync(file))
    const front = 4 + 21 + 4 + new DataView(good.buffer).getUint32(25)
    const flipped = (at: number): Bytes => good.map((byte, index) => (index === at ? byte ^ 1 : byte))
    await expectFileRefused(flipped(10), 'is no backup')
    await expectFileRefused(flipped(29), 'is no backup')
    /** Another hex digit, so that it still reads as a head. */
    const otherDigit = (at: number): Bytes =>
      good.map((byte, index) => (index !== at ? byte : byte === 0x61 ? 0x62 : 0x61))
    await expectFileRefused(otherDigit(front - 3), 'another backup key')
    await expectFileRefused(otherDigit(Buffer.from(good).indexOf(rootHash)), 'its beginning is not what was sealed')
    await expectFileRefused(flipped(front + 5), 'its beginning is not what was sealed')
    await expectFileRefused(flipped(front + 1120 + 5), 'its beginning is not what was sealed')
    const stream = front + 1120 + 32
    await expectFileRefused(flipped(stream + 3 * SEALED_CHUNK_BYTES), 'is damaged')
    await expectFileRefused(good.slice(0, stream + 2 * SEALED_CHUNK_BYTES), 'is damaged')
    await expectFileRefused(good.slice(0, 1000), 'its beginning is not what was sealed')
    await expectFileRefused(new Uint8Array(0), 'is no backup')
  })

  it('refuses another key, another pepper, and a copy that somebody without the pepper has sealed', async () => {
    const others = join(folder, 'others')
    if (!existsSync(others)) await sosafe('init', '--data', join(folder, 'other-data'), '--keys', others)
    const at = ['restore', '--from', file, '--data', data]
    await expectRefused(sosafe(...at, '--pepper', pepper, '--key', join(others, 'backup.key')), 'another backup key')
    await expectRefused(
      sosafe(...at, '--key', key, '--pepper', join(folder, 'other-data', 'pepper')),
      'The pepper is not the one',
    )
    await expectRefused(sosafe(...at, '--key', key), 'The pepper is needed')
    await expectRefused(sosafe(...at, '--key', join(keys, 'root-1.key'), '--pepper', pepper), 'neither such a file')
    expectNothingChanged()
    // The public half of the key is public: whoever has it can seal whatever they like.
    const filled = await fillFolder()
    const { backupKey, rootHash: root } = present(await readDeployment(p, [from]))
    const copy = copyBytes(filled.source({ pepper: pepperOf(9), rootHash: Buffer.from(root).toString('hex') }))
    filled.remove()
    const sealed = await sealCopy(p, random, present(backupKey), { day: today, rootHash }, inPieces(copy))
    const parts: Bytes[] = []
    for await (const part of sealed.pieces) parts.push(part)
    await expectFileRefused(concat(...parts), 'or the copy was not made by this relay')
  })

  it('refuses a folder on which a relay runs, or that belongs to another deployment', async () => {
    mkdirSync(data)
    const lock = present(lockFolder(join(data, 'lock')))
    await expectRefused(restore(), 'A relay runs on')
    lock.release()
    writeFileSync(join(data, 'deployment.json'), JSON.stringify({ rootHash: ROOT_HASH, demo: false }))
    await expectRefused(restore('--replace'), 'belongs to another deployment')
    expect(readdirSync(data).toSorted()).toEqual(['deployment.json', 'lock'])
  })

  it('takes pepper and key from paper, and says which line of it is wrong', async () => {
    const onPaper = async (name: string, ...argv: string[]): Promise<string> => {
      const { stdout } = await sosafe('paper', ...argv)
      const path = join(folder, name)
      writeFileSync(path, stdout)
      return path
    }
    const [pepperPaper, keyPaper] = [
      await onPaper('pepper.txt', '--data', from),
      await onPaper('key.txt', '--key', key),
    ]
    const text = readFileSync(pepperPaper, 'utf8')
    writeFileSync(
      pepperPaper,
      text.replace(/^(3: )(\d)/m, (_, line: string, digit: string) => line + String((Number(digit) + 1) % 10)),
    )
    const argv = ['restore', '--from', file, '--key', keyPaper, '--pepper', pepperPaper, '--data', data]
    await expectRefused(sosafe(...argv), 'has a wrong digit in line 3')
    writeFileSync(pepperPaper, text)
    expect((await sosafe(...argv)).exitCode).toBe(0)
    expect(readFileSync(join(data, 'pepper'))).toEqual(readFileSync(pepper))
  })

  it('leaves the pepper where the relay reads it, and compares it', async () => {
    const outside = commandLine({ pepperFile: pepper })
    const argv = ['restore', '--from', file, '--key', key, '--data', data]
    expect((await outside(...argv)).exitCode).toBe(0)
    expect(existsSync(join(data, 'pepper'))).toBe(false)
  })
})

describe('a restore that is killed', () => {
  const program = join(import.meta.dirname, '../../../../client/operator/main.ts')
  const own = Buffer.alloc(16, 5)

  function makeOld(): void {
    rmSync(data, { recursive: true, force: true })
    mkdirSync(data)
    for (const name of ['relay.db', 'blobs.db', 'pepper', 'deployment.json'])
      copyFileSync(join(from, name), join(data, name))
    const sqlite = openDatabase(join(data, 'relay.db'))
    sqlite.prepare("insert or replace into setting values ('incarnation', ?)").run(own)
    sqlite.close()
  }

  function served(): 'old' | 'new' {
    const sqlite = openDatabase(join(data, 'relay.db'))
    expect([wholeness(sqlite), pepperFit(sqlite, pepperOf(1))]).toEqual(['ok', 'fits'])
    expect(sqlite.prepare('select count(*) from log').pluck().get()).toBe(3)
    const incarnation = Buffer.from(incarnationOf(sqlite, random))
    sqlite.close()
    return incarnation.equals(own) ? 'old' : 'new'
  }

  it('leaves the old data or the new ones, or a folder that no relay starts on until it is run again', async () => {
    const seen = new Set<string>()
    const moments = ['restoring/relay.db', 'restore-begun']
    for (let round = 0; round < rounds(2, 80); round++) {
      makeOld()
      const argv = ['restore', '--from', file, '--key', key, '--data', data, '--replace']
      const child = spawn(process.execPath, [program, ...argv], { stdio: 'ignore', detached: true })
      let running = true
      const ended = new Promise((done) => void child.on('close', done)).then(() => (running = false))
      while (running && !existsSync(join(data, moments[round % moments.length]!))) await wait(1)
      if (round >= moments.length) await wait(round)
      if (child.pid !== undefined && running) process.kill(-child.pid, 'SIGKILL')
      await ended
      let half = false
      try {
        refuseHalfRestored(data)
      } catch {
        half = true
      }
      seen.add(half ? 'half' : served())
      expect((await restore('--replace')).exitCode).toBe(0)
      expect(served()).toBe('new')
      // Whatever lay there before is somewhere.
      const kept = [...filesUnder(data).keys()].filter(
        (path) => path.includes('before-restore') && path.endsWith('relay.db'),
      )
      expect(kept.length).toBeGreaterThan(0)
    }
    expect(seen.has('old')).toBe(true)
  }, 180_000)

  it.each(isLong ? [0, 1, 2, 3, 4, 5, 6] : [3])(
    'in the middle of moving files, after %i of them, is seen and finished',
    async (moved) => {
      makeOld()
      const aside = join(data, 'before-restore-2026-01-01')
      mkdirSync(aside)
      mkdirSync(join(data, 'restoring'))
      writeFileSync(join(data, 'restore-begun'), '')
      for (const name of ['deployment.json', 'pepper', 'relay.db', 'blobs.db'].slice(0, moved)) {
        copyFileSync(join(data, name), join(aside, name))
        rmSync(join(data, name))
      }
      for (const name of ['blobs.db', 'deployment.json'].slice(0, Math.max(0, moved - 4))) {
        copyFileSync(join(from, name), join(data, name))
      }
      expect(() => refuseHalfRestored(data)).toThrow('run "npm run sosafe -- restore" again')
      expect((await restore('--replace')).exitCode).toBe(0)
      refuseHalfRestored(data)
      expect(served()).toBe('new')
      expect(existsSync(join(data, 'restoring'))).toBe(false)
    },
  )
})
