/** `sosafe backup` and what becomes of its files: docs/decisions/009-backups.md. */
import { spawn } from 'node:child_process'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBackupKey } from '../../../../client/operator/backup/backup-key.ts'
import { findBackups, KEEP_DAYS, MOST_KEEP_DAYS, PROMISED_DAYS } from '../../../../client/operator/backup/keep.ts'
import { openCopy } from '../../../../client/operator/backup/sealed-copy.ts'
import type { Outside } from '../../../../client/operator/command.ts'
import type { RunResult } from '../../../../client/operator/run.ts'
import { concat, type Bytes } from '../../../../shared/bytes/cursor.ts'
import { signerOf } from '../../../../shared/crypto/request.ts'
import { addDays, dayOf } from '../../../../shared/day.ts'
import { REPLY_EXPIRY_DAYS } from '../../../../shared/protocol.ts'
import { rounds } from '../../../long.ts'
import { envelope, filled, idOf } from '../../../server/mailboxes/contract-fixture.ts'
import { publish, ticket } from '../../../server/relay-fixture.ts'
import { p } from '../../../shared/trust/world.ts'
import { commandLine } from '../command.ts'
import { filesUnder } from '../real-relay.ts'
import { makeRelayApart, type RelayApart } from '../relay-apart.ts'

let relay: RelayApart
let backups = ''
const real = dayOf(Date.now())

const on = (days: number): Partial<Outside> => ({ today: () => addDays(real, days) })
const backUp = (days = 0, ...more: readonly string[]): Promise<RunResult> =>
  commandLine(on(days))('backup', '--data', relay.data, '--to', backups, ...more)
const names = (): string[] => readdirSync(backups).toSorted()
const fileOf = ({ stdout }: RunResult): string => (JSON.parse(stdout) as { file: string }).file

async function opened(file: string): Promise<Buffer> {
  const key = await readBackupKey(p, join(relay.keys, 'backup.key'))
  if (!key.ok) throw new Error(key.why)
  const copy = await openCopy(p, key.value, createReadStream(file))
  if (!copy.ok) throw new Error(copy.why)
  const parts: Bytes[] = []
  for await (const part of copy.copy) parts.push(part)
  return Buffer.from(concat(...parts))
}

/** How an envelope stands in rows of text, and in a database. */
const formsOf = (bytes: Uint8Array): Buffer[] => [
  Buffer.from(Buffer.from(bytes.subarray(0, 30)).toString('base64url')),
  Buffer.from(bytes.subarray(0, 30)),
]
const holds = (bytes: Buffer, forms: readonly Buffer[]): boolean => forms.some((form) => bytes.includes(form))

beforeAll(async () => {
  relay = await makeRelayApart('backup')
  backups = join(relay.folder, 'backups')
  await relay.start()
  await publish(relay)
}, 60_000)
afterAll(() => relay.close())

describe('a backup', () => {
  it('is made while the relay runs, and no word of it can be read without the key', async () => {
    const mail = envelope(7)
    await relay.post(filled(32, 7), mail)
    const made = await backUp(0, '--json')
    expect(made).toMatchObject({ exitCode: 0, stderr: '' })
    const file = fileOf(made)
    const sealed = Buffer.concat([...filesUnder(backups).values()])
    const copy = await opened(file)
    const words = ['relay/mail_0', 'manifest.json', 'member-sheet'].map((word) => Buffer.from(word))
    for (const word of words) expect([word.toString(), copy.includes(word)]).toEqual([word.toString(), true])
    expect(holds(sealed, [...words, ...formsOf(mail)])).toBe(false)
    expect(holds(copy, formsOf(mail))).toBe(true)
    expect(await relay.post(filled(32, 8), envelope(8))).toEqual({ kind: 'stored' })
  })

  it('holds no byte of what was erased before it, and the one before still does', async () => {
    const mine = await ticket('of a person')
    const mail = envelope(77)
    await relay.post(mine.address, mail)
    const before = await opened(fileOf(await backUp(0, '--json')))
    expect(await relay.client().asReader(signerOf(p, mine.reading)).erase(mine.address)).toEqual({ kind: 'erased' })
    const after = await opened(fileOf(await backUp(0, '--json')))
    const forms = [
      ...formsOf(mail),
      Buffer.from(Buffer.from(idOf(mail)).toString('base64url')),
      Buffer.from(idOf(mail)),
    ]
    expect(holds(before, formsOf(mail))).toBe(true)
    expect(holds(after, forms)).toBe(false)
  })

  it('goes after so many days, the newer ones stay, and what broke off goes too', async () => {
    const [first = ''] = names()
    const broken = join(backups, `${first}.0123abcd.part`)
    const other = join(backups, 'sosafe-2026-01-01.backup')
    for (const path of [broken, other]) writeFileSync(path, 'not a backup')
    utimesSync(broken, 1, 1)
    const count = names().length
    expect((await backUp(KEEP_DAYS - 1)).exitCode).toBe(0)
    expect(existsSync(broken)).toBe(false)
    expect(names()).toHaveLength(count)
    const last = await backUp(KEEP_DAYS)
    expect(last.stdout).toContain(`Removed, older than ${KEEP_DAYS} days`)
    const left = await findBackups(backups)
    expect(left.map(({ day }) => day - real)).toEqual([KEEP_DAYS, KEEP_DAYS - 1])
    // Nobody's backup is no reason to delete a file.
    expect(existsSync(other)).toBe(true)
    // Another number of days, and a backup that cannot be made: what is over goes all the same.
    renameSync(join(relay.data, 'pepper'), join(relay.data, 'away'))
    const failed = await backUp(KEEP_DAYS + 1, '--keep-days', '1')
    renameSync(join(relay.data, 'away'), join(relay.data, 'pepper'))
    expect(failed.exitCode).toBe(1)
    expect(failed.stderr).toContain('pepper is missing')
    expect(await findBackups(backups)).toEqual([])
  })

  it('is kept shorter than people are promised', async () => {
    expect(KEEP_DAYS).toBeLessThanOrEqual(MOST_KEEP_DAYS)
    // A timer that misses a day, and a clock that is a day off.
    expect(MOST_KEEP_DAYS + 2).toBeLessThanOrEqual(PROMISED_DAYS)
    expect(PROMISED_DAYS).toBeLessThan(REPLY_EXPIRY_DAYS)
    for (const days of [String(MOST_KEEP_DAYS + 1), '0', '-1', 'x', '1e1']) {
      expect([days, (await backUp(0, `--keep-days=${days}`)).exitCode]).toEqual([days, 2])
    }
  })

  it('is refused beside the database, beside the pepper, without a key, and of what is no deployment', async () => {
    const sosafe = commandLine()
    const refused = async (said: string, ...argv: string[]): Promise<void> => {
      const outcome = await sosafe('backup', ...argv)
      expect([outcome.exitCode, outcome.stdout]).toEqual([1, ''])
      expect(outcome.stderr).toContain(said)
    }
    await refused('must lie apart', '--data', relay.data, '--to', join(relay.data, 'backups'))
    const beside = join(relay.folder, 'beside')
    mkdirSync(beside)
    writeFileSync(join(beside, 'pepper'), 'x')
    await refused('The pepper lies in', '--data', relay.data, '--to', beside)
    await refused('no deployment.json', '--data', beside, '--to', backups)
    const without = join(relay.folder, 'without')
    mkdirSync(without)
    const { backupKey: _key, ...old } = JSON.parse(
      filesUnder(relay.data).get(join(relay.data, 'deployment.json'))!.toString(),
    ) as Record<string, unknown>
    writeFileSync(join(without, 'deployment.json'), JSON.stringify(old))
    await refused('backup-key --data', '--data', without, '--to', backups)
    expect((await sosafe('backup', '--data', relay.data)).exitCode).toBe(2)
    // Two keys of one deployment: the second opens what is sealed from now on.
    const made = await sosafe('backup-key', '--data', without, '--keys', join(relay.folder, 'new-keys'))
    expect(made.exitCode).toBe(0)
    expect((await sosafe('backup-key', '--data', without, '--keys', join(relay.folder, 'more'))).exitCode).toBe(1)
    await refused('no database yet', '--data', without, '--to', backups)
  })
})

describe('a backup that is killed', () => {
  const program = join(import.meta.dirname, '../../../../client/operator/main.ts')

  it('leaves nothing on any disk that can be read, and no file that looks like a backup', async () => {
    const temporary = join(relay.folder, 'tmp')
    mkdirSync(temporary)
    const mails = Array.from({ length: 60 }, (_, number) => envelope(1000 + number, 2))
    for (const [index, mail] of mails.entries()) await relay.post(filled(32, 1 + (index % 200)), mail)
    const target = join(relay.folder, 'killed')
    const written = (): number =>
      existsSync(target) ? Math.max(0, ...[...filesUnder(target).values()].map(({ length }) => length)) : 0
    let partial = 0
    for (let round = 0; round < rounds(3, 60); round++) {
      const child = spawn(process.execPath, [program, 'backup', '--data', relay.data, '--to', target], {
        env: { ...process.env, TMPDIR: temporary },
        stdio: 'ignore',
        detached: true,
      })
      let running = true
      const ended = new Promise((done) => void child.on('close', done)).then(() => (running = false))
      rmSync(target, { recursive: true, force: true })
      while (running && written() <= round * 100_000) await wait(1)
      // The whole group: the relay's program too.
      if (child.pid !== undefined && running) process.kill(-child.pid, 'SIGKILL')
      await ended
      for (const [path, bytes] of filesUnder(relay.folder)) {
        if (path.startsWith(relay.data)) continue
        expect([path, mails.some((mail) => holds(bytes, formsOf(mail)))]).toEqual([path, false])
        if (path.endsWith('.part')) partial += 1
      }
      for (const { path } of await findBackups(target)) {
        expect(holds(await opened(path), formsOf(mails[0]!))).toBe(true)
      }
    }
    expect(readdirSync(temporary)).toEqual([])
    expect(partial).toBeGreaterThan(0)
    const inData = readdirSync(relay.data).filter(
      (name) => !/^(relay|blobs)\.db|^lock|^ballast$|^pepper$|^deployment/.test(name),
    )
    expect(inData).toEqual([])
  }, 120_000)
})
