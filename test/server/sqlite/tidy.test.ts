import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMail, type Mail } from '../../../server/mailboxes/sqlite-mail.ts'
import { checkpoint, close, openDatabase, openToRead, type Sqlite } from '../../../server/sqlite/database.ts'
import { coverTimes, tidy } from '../../../server/sqlite/tidy.ts'
import { addDays, dayStartMs } from '../../../shared/day.ts'
import { envelope, idOf, mailbox, today } from '../mailboxes/contract-fixture.ts'

let folder: string
let path: string
let sqlite: Sqlite
let mail: Mail
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-tidy-'))
  path = join(folder, 'relay.db')
  sqlite = openDatabase(path)
  mail = createMail(sqlite, (length) => new Uint8Array(randomBytes(length)))
  while (mail.grow());
  checkpoint(sqlite)
})
afterEach(() => {
  close(sqlite)
  rmSync(folder, { recursive: true, force: true })
})

function post(count: number): void {
  for (let number = 0; number < count; number++) {
    const mailNow = envelope(number)
    const id = idOf(mailNow)
    mail.put({ mailbox: mailbox(1), id, envelope: mailNow, today, expiresDay: addDays(today, 90) })
  }
}

/** The part of the index of the journal that lists pages in the order in which they were written. */
function pagesInOrder(): number[] {
  const index = readFileSync(`${path}-shm`)
  return Array.from({ length: 4_062 }, (_, at) => index.readUInt32LE(136 + 4 * at)).filter((page) => page !== 0)
}

describe('after tidying', () => {
  it('the index of the journal does not tell in which order pages were written; an empty journal alone does not do it', () => {
    post(20)
    checkpoint(sqlite)
    expect(statSync(`${path}-wal`).size).toBe(0)
    expect(pagesInOrder().length).toBeGreaterThanOrEqual(40)
    expect(tidy({ sqlite, path })).toBe(true)
    expect(statSync(`${path}-wal`).size).toBe(0)
    expect(pagesInOrder()).toEqual([1])
  })

  it('nothing was changed by what covers the order', () => {
    const version = (): unknown => sqlite.pragma('user_version', { simple: true })
    const before = version()
    tidy({ sqlite, path })
    expect(version()).toBe(before)
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  })

  it('every file seems to have been written when the day began', () => {
    post(3)
    tidy({ sqlite, path })
    coverTimes({ path }, today)
    const names = readdirSync(folder)
    expect(names.toSorted()).toEqual(['relay.db', 'relay.db-shm', 'relay.db-wal'])
    for (const name of names) {
      const { mtimeMs, atimeMs } = statSync(join(folder, name))
      expect([name, mtimeMs, atimeMs]).toEqual([name, dayStartMs(today), dayStartMs(today)])
    }
  })
})

describe('while another program reads', () => {
  it('deleted bytes stay in the journal, which is said, and leave it when that one is done', () => {
    const reader = openToRead(path)
    reader.exec('begin')
    reader.prepare('select count(*) from mail_0').get()
    post(3)
    expect(tidy({ sqlite, path })).toBe(false)
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0)
    reader.close()
    expect(tidy({ sqlite, path })).toBe(true)
    expect(statSync(`${path}-wal`).size).toBe(0)
  })

  it('and writes: likewise, without waiting for it', () => {
    const writer = openDatabase(path)
    writer.exec("begin immediate; insert into setting values ('other', x'00')")
    expect(tidy({ sqlite, path })).toBe(false)
    writer.exec('commit')
    writer.close()
    expect(tidy({ sqlite, path })).toBe(true)
  })
})
