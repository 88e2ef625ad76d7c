import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkpoint, close, openDatabase, openToRead, type Sqlite } from '../../../server/sqlite/database.ts'

describe('the database', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosafe-database-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const bytesOfAllFiles = (): Buffer =>
    Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))

  it('survives a power cut after each commit, overwrites what is deleted, and keeps one envelope whole on a page', () => {
    const sqlite = openDatabase(join(folder, 'relay.db'))
    const pragma = (name: string): unknown => sqlite.pragma(name, { simple: true })
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('secure_delete')]).toEqual(['wal', 2, 1])
    expect([pragma('page_size'), pragma('auto_vacuum'), pragma('trusted_schema')]).toEqual([16_384, 2, 0])
    close(sqlite)
  })

  it('holds no byte of what was deleted after the next checkpoint, in no file', () => {
    const sqlite = openDatabase(join(folder, 'relay.db'))
    const marker = 'MARKER-of-a-body'
    const body = Buffer.alloc(5000, marker)
    const insert = sqlite.prepare('insert into log_0_body values (?, ?)')
    for (let key = 1000; key < 1050; key++) insert.run(key, body)
    expect(bytesOfAllFiles().includes(marker)).toBe(true)
    sqlite.exec('delete from log_0_body where key >= 1000')
    checkpoint(sqlite)
    expect(bytesOfAllFiles().includes(marker)).toBe(false)
    close(sqlite)
  })

  it('applies each migration once, and refuses the file of a newer relay', () => {
    const migrations = join(folder, 'migrations')
    mkdirSync(migrations)
    const path = join(folder, 'relay.db')
    const open = (): Sqlite => openDatabase(path, 'relay', { migrations })
    writeFileSync(join(migrations, '0001-first.sql'), 'create table first (x integer) strict')
    close(open())
    writeFileSync(join(migrations, '0002-second.sql'), 'alter table first add column y integer')
    close(open())
    const sqlite = open()
    expect(sqlite.pragma('table_info(first)')).toHaveLength(2)
    sqlite.pragma('user_version = 3')
    close(sqlite)
    expect(open).toThrow('newer relay')
  })

  it('is not held up by a program that reads it, and its journal is emptied when that has ended', () => {
    const path = join(folder, 'relay.db')
    const sqlite = openDatabase(path)
    const write = (key: number): unknown =>
      sqlite.prepare('insert into log_0_body values (?, ?)').run(key, Buffer.alloc(5000, 1))
    write(1)
    const reader = openToRead(path)
    expect(() => reader.exec('delete from log_0_body')).toThrow('readonly')
    reader.exec('begin')
    const count = reader.prepare('select count(*) from log_0_body').pluck()
    expect(count.get()).toBe(1)
    write(2)
    const begun = performance.now()
    checkpoint(sqlite)
    // Waiting for the reader would take the five seconds that a writer waits.
    expect(performance.now() - begun).toBeLessThan(2_500)
    expect(count.get()).toBe(1)
    expect(sqlite.pragma('busy_timeout', { simple: true })).toBe(5_000)
    reader.close()
    checkpoint(sqlite)
    expect(statSync(`${path}-wal`).size).toBe(0)
    close(sqlite)
  })
})
