/** Backup and restore of many letters: every one comes back, and memory does not grow with them. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPepperCheck } from '../../../../server/mailboxes/sqlite-pepper-check.ts'
import { createSqliteStore } from '../../../../server/mailboxes/sqlite-store.ts'
import { createCommitQueue } from '../../../../server/sqlite/commit-queue.ts'
import { close, openDatabase, openToRead } from '../../../../server/sqlite/database.ts'
import { addDays } from '../../../../shared/day.ts'
import { rounds } from '../../../long.ts'
import { pepperOf, random } from '../../../server/copy/copy-fixture.ts'
import { envelope, idOf, mailbox, today } from '../../../server/mailboxes/contract-fixture.ts'
import { commandLine } from '../command.ts'
import { makeFolder, removeFolder } from '../real-relay.ts'

const LETTERS = rounds(500, 60_000)
/** A process of Node with its libraries has 130 MB of its own; the copy in the long run 450. */
const MOST_MEGABYTES = 350
const program = join(import.meta.dirname, '../../../../client/operator/main.ts')
const folder = makeFolder('large')
const [data, keys, backups, into] = ['data', 'keys', 'backups', 'into'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
  string,
]
afterAll(() => removeFolder(folder))

beforeAll(async () => {
  await commandLine()('init', '--data', data, '--keys', keys)
  writeFileSync(join(data, 'pepper'), pepperOf(1))
  const sqlite = openDatabase(join(data, 'relay.db'))
  close(openDatabase(join(data, 'blobs.db'), 'blobs'))
  keepPepperCheck(sqlite, pepperOf(1))
  const store = createSqliteStore({ sqlite, queue: createCommitQueue(sqlite), random })
  const expiresDay = addDays(today, 90)
  for (let from = 0; from < LETTERS; from += 500) {
    const mails = Array.from({ length: 500 }, (_, index) => envelope(from + index))
    await Promise.all(
      mails.map((mail, index) =>
        store.post({ mailbox: mailbox(index % 250), id: idOf(mail), envelope: mail, today, expiresDay }),
      ),
    )
  }
  await store.close()
  close(sqlite)
}, 600_000)

/** Most memory that any process of the command had, in MB; null where the system does not tell. */
function peakOf(group: number): number {
  let peak = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) !== group) continue
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // It has just ended.
    }
  }
  return peak
}

async function run(...argv: string[]): Promise<{ exitCode: number | null; megabytes: number; seconds: number }> {
  const begun = performance.now()
  const child = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'ignore', 'inherit'], detached: true })
  let megabytes = 0
  const timer = setInterval(() => {
    if (process.platform === 'linux') megabytes = Math.max(megabytes, peakOf(child.pid ?? 0))
  }, 100)
  const exitCode = await new Promise<number | null>((done) => void child.on('close', done))
  clearInterval(timer)
  return { exitCode, megabytes, seconds: (performance.now() - begun) / 1000 }
}

function idsOf(where: string): string {
  const sqlite = openToRead(join(where, 'relay.db'))
  const rows = sqlite
    .prepare<[], Uint8Array>(
      'select m.id || b.bytes from mail_0 m join mail_0_body b using (key) where m.mailbox != zeroblob(32) order by m.id',
    )
    .pluck()
  const hash = createHash('sha256')
  let count = 0
  for (const row of rows.iterate()) {
    hash.update(row)
    count += 1
  }
  sqlite.close()
  return `${count} ${hash.digest('hex')}`
}

describe('many letters', () => {
  it('go into a backup and come back, all of them, in little memory', async () => {
    const backup = await run('backup', '--data', data, '--to', backups)
    const [file = ''] = readdirSync(backups).map((name) => join(backups, name))
    const restore = await run(
      'restore',
      '--from',
      file,
      '--key',
      join(keys, 'backup.key'),
      '--pepper',
      join(data, 'pepper'),
      '--data',
      into,
    )
    expect([backup.exitCode, restore.exitCode]).toEqual([0, 0])
    expect(idsOf(into)).toBe(idsOf(data))
    expect(idsOf(into).startsWith(`${LETTERS} `)).toBe(true)
    const line = ({ seconds, megabytes }: typeof backup): string =>
      `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB of memory`
    const sizes = [join(data, 'relay.db'), file].map((path) => (statSync(path).size / 1e6).toFixed(0))
    process.stdout.write(
      `${LETTERS} letters: database ${sizes[0]} MB, backup ${sizes[1]} MB; backup ${line(backup)}; restore ${line(restore)}\n`,
    )
    expect(Math.max(backup.megabytes, restore.megabytes)).toBeLessThan(MOST_MEGABYTES)
  }, 600_000)
})
