/** `sosafe doctor` on a deployment with a real relay: each fault is made, seen in plain words, and gone when it is mended. */
import { chmodSync, copyFileSync, cpSync, mkdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../../../client/operator/doctor/finding.ts'
import { addDays, type Day } from '../../../../shared/day.ts'
import { readBytes } from '../../../server/copy/copy-fixture.ts'
import { lockFolder, type FolderLock } from '../../../../server/sqlite/folder-lock.ts'
import { envelope, filled } from '../../../server/mailboxes/contract-fixture.ts'
import { inboxAddress, publish } from '../../../server/relay-fixture.ts'
import { DISK } from '../../../on-disk.ts'
import { TODAY } from '../../../shared/trust/world.ts'
import { commandLine, thisMachine } from '../command.ts'
import { filesUnder } from '../real-relay.ts'
import { makeRelayApart, type RelayApart } from '../relay-apart.ts'

let relay: RelayApart
let backups = ''
const path = (name: string): string => join(relay.data, name)

interface Answer {
  readonly exitCode: number
  readonly findings: readonly Finding[]
}

async function examine(data = relay.data, today: Day = TODAY, ...more: readonly string[]): Promise<Answer> {
  // The proxy and the swap of the machine that runs the tests are not the deployment's.
  const machine = { ...thisMachine, runtime: thisMachine.runtime }
  const outside = commandLine({ machine, today: () => today })
  const { exitCode, stdout, stderr } = await outside('doctor', '--data', data, '--backups', backups, '--json', ...more)
  if (stdout === '') throw new Error(stderr)
  return { exitCode, findings: (JSON.parse(stdout) as { findings: Finding[] }).findings }
}
const linesOf = ({ findings }: Answer, ...checks: readonly string[]): string[] =>
  findings
    .filter(({ check }) => checks.includes(check))
    .map(({ severity, check, says }) => `${severity} ${check}: ${says}`)
/** Whether one finding says all of these words. */
const sees = (answer: Answer, ...words: readonly string[]): boolean =>
  answer.findings.some(({ severity, check, says, advice }) =>
    words.every((word) => `${severity} ${check}: ${says} -> ${advice ?? ''}`.includes(word)),
  )

beforeAll(async () => {
  relay = await makeRelayApart('doctor', DISK)
  backups = join(relay.folder, 'backups')
  await relay.start()
  await publish(relay)
  await relay.post(inboxAddress(relay.world.front), envelope(1))
  await commandLine({ today: () => TODAY })('backup', '--data', relay.data, '--to', backups)
}, 60_000)
afterAll(() => relay.close())

describe('doctor, while the relay runs', () => {
  it('finds nothing wrong with a good deployment, and says so for people', async () => {
    const answer = await examine()
    expect(answer.findings.filter(({ severity }) => severity === 'wrong')).toEqual([])
    expect(answer.exitCode).toBe(0)
    const checks = [
      'relay',
      'database',
      'pepper',
      'folder',
      'keys',
      'open-files',
      'core',
      'directory',
      'devices',
      'desk',
    ]
    for (const check of checks) expect([check, linesOf(answer, check).length > 0]).toEqual([check, true])
    expect(linesOf(answer, 'relay')).toEqual([`ok relay: A relay runs on this folder (process ${relay.pid()}).`])
    const { stdout } = await commandLine({ today: () => TODAY })('doctor', '--data', relay.data)
    expect(stdout).toMatch(/^ok {4}pepper {7}The pepper is there and is the one of this database\.$/m)
    expect(stdout).toContain('Nothing is wrong;')
    expect(stdout).toContain('-> doctor --backups DIR')
    expect((await commandLine()('doctor', '--data', join(relay.folder, 'nowhere'))).exitCode).toBe(1)
  })

  it('sees what others may read, what a restore has left, keys and pepper where they must not lie, old backups', async () => {
    const old = addDays(TODAY, -40)
    await commandLine({ today: () => old })('backup', '--data', relay.data, '--to', join(relay.folder, 'old'))
    cpSync(join(relay.folder, 'old'), backups, { recursive: true })
    copyFileSync(path('pepper'), join(backups, 'the-pepper'))
    copyFileSync(join(relay.keys, 'backup.key'), path('backup.key'))
    chmodSync(relay.data, 0o755)
    chmodSync(path('relay.db'), 0o644)
    mkdirSync(path('before-restore-2026-01-01'))
    utimesSync(path('before-restore-2026-01-01'), 1, 1)
    writeFileSync(path('restore-begun'), '')
    const answer = await examine()
    const words = [
      ['wrong folder', 'mode 755', 'chmod 700'],
      ['wrong files', 'relay.db', 'chmod 600'],
      ['wrong aside', 'before-restore-2026-01-01', 'shred'],
      ['wrong restore', 'begun and not finished'],
      ['wrong keys', 'A backup key lies on this machine', 'shred -u'],
      ['wrong pepper', 'beside the backups', 'the-pepper'],
      ['wrong backup', 'is older than 28 days'],
      ['look backup', 'same disk'],
    ]
    for (const line of words) expect([line, sees(answer, ...line)]).toEqual([line, true])
    expect(answer.exitCode).toBe(1)
    chmodSync(relay.data, 0o700)
    chmodSync(path('relay.db'), 0o600)
    for (const name of ['before-restore-2026-01-01', 'restore-begun', 'backup.key'])
      rmSync(path(name), { recursive: true })
    rmSync(join(backups, 'the-pepper'))
    for (const name of filesUnder(backups).keys()) if (name.includes('2026-04')) rmSync(name)
    expect((await examine()).exitCode).toBe(0)
  })

  it('sees mail that waits, mail that should be gone, backups that are old, and a clock that is behind', async () => {
    const later = await examine(relay.data, addDays(TODAY, 100))
    expect(sees(later, 'look waiting', 'that no desk has taken in')).toBe(true)
    expect(sees(later, 'wrong expiry', 'restart the relay')).toBe(true)
    expect(sees(later, 'wrong backup', '100 days old', 'sosafe-backup.timer')).toBe(true)
    expect(sees(later, 'wrong desk', 'no desk was opened')).toBe(true)
    expect(sees(await examine(relay.data, addDays(TODAY, -3)), 'wrong clock', 'set the clock')).toBe(true)
  })
})

describe('doctor, of a folder that no relay serves', () => {
  let copy = ''
  const other = (name: string): string => join(copy, name)

  /** A fresh copy of the good folder, changed. */
  async function examineWith(change: () => void, today: Day = TODAY): Promise<Answer> {
    copy = join(relay.folder, 'copy')
    rmSync(copy, { recursive: true, force: true })
    cpSync(relay.data, copy, { recursive: true })
    change()
    return examine(copy, today)
  }
  const changeDatabase = (work: (sqlite: Database.Database) => void): void => {
    const sqlite = new Database(other('relay.db'))
    work(sqlite)
    sqlite.close()
  }

  beforeAll(() => relay.stop())

  it('says that none runs, and how it is without', async () => {
    const answer = await examineWith(() => undefined)
    expect(sees(answer, 'look relay', 'No relay runs on this folder')).toBe(true)
    expect(answer.exitCode).toBe(0)
  })

  it('sees a pepper that is not the database’s, and a database that does not know its own', async () => {
    const another = await examineWith(() => writeFileSync(other('pepper'), filled(32, 3), { mode: 0o600 }))
    expect(sees(another, 'wrong pepper', 'is not the one of this database')).toBe(true)
    const forgotten = await examineWith(() =>
      changeDatabase((sqlite) => sqlite.exec("delete from setting where name = 'pepper-check'")),
    )
    expect(sees(forgotten, 'look pepper', 'does not know its pepper yet')).toBe(true)
  })

  it('sees databases that are damaged, missing, or of another age or shape, and bytes of what was deleted', async () => {
    const damaged = await examineWith(() => {
      const bytes = readBytes(other('relay.db'))
      bytes.fill(0xee, 2 * 16_384, 6 * 16_384)
      writeFileSync(other('relay.db'), bytes)
    })
    expect(sees(damaged, 'wrong database', 'relay.db is damaged', 'restore')).toBe(true)
    const newer = await examineWith(() => {
      rmSync(other('blobs.db'))
      changeDatabase((sqlite) => sqlite.pragma('user_version = 99'))
    })
    expect(sees(newer, 'look database', 'There is no blobs.db')).toBe(true)
    expect(sees(newer, 'wrong schema', 'newer SoSafe')).toBe(true)
    const older = await examineWith(() => changeDatabase((sqlite) => sqlite.pragma('user_version = 1')))
    expect(sees(older, 'look schema', 'restart the relay')).toBe(true)
    const tinkered = await examineWith(() =>
      changeDatabase((sqlite) => {
        sqlite.pragma('journal_mode = DELETE')
        sqlite.pragma('page_size = 4096')
        sqlite.exec('vacuum')
        sqlite.exec('create table t (x blob)')
        for (let times = 0; times < 20; times++) sqlite.prepare('insert into t values (?)').run(filled(3_000, 7))
        sqlite.exec('drop table t')
      }),
    )
    expect(sees(tinkered, 'wrong geometry', 'another page size')).toBe(true)
    expect(sees(tinkered, 'wrong erasure', 'bytes of what was deleted')).toBe(true)
  })

  it('sees a journal that is not being emptied', async () => {
    let lock: FolderLock | null = null
    const answer = await examineWith(() => {
      lock = lockFolder(other('lock'))
      writeFileSync(other('relay.db-wal'), '')
      truncateSync(other('relay.db-wal'), 300_000_000)
    })
    lock!.release()
    expect(sees(answer, 'wrong journal', 'it is not being emptied')).toBe(true)
  })
})
