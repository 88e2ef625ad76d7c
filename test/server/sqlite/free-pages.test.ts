import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasDeletedBytes } from '../../../server/sqlite/free-pages.ts'

describe('the free pages of a database', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosafe-free-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    ['ON', false],
    ['OFF', true],
  ])('hold bytes of what was deleted with secure_delete %s: %s', (mode, expected) => {
    const path = join(folder, 'any.db')
    const sqlite = new Database(path)
    // Small pages: a list of several trunk pages, as in a large database.
    sqlite.pragma('page_size = 512')
    sqlite.pragma('auto_vacuum = INCREMENTAL')
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma(`secure_delete = ${mode}`)
    sqlite.exec('create table t (x blob)')
    const insert = sqlite.prepare('insert into t values (?)')
    sqlite.transaction(() => {
      for (let times = 0; times < 400; times++) insert.run(Buffer.alloc(400, 7))
    })()
    sqlite.pragma('wal_checkpoint(TRUNCATE)')
    expect(hasDeletedBytes(path)).toBe(false)
    sqlite.exec('delete from t')
    sqlite.pragma('wal_checkpoint(TRUNCATE)')
    expect(sqlite.pragma('freelist_count', { simple: true })).toBeGreaterThan(390)
    expect(hasDeletedBytes(path)).toBe(expected)
    sqlite.close()
  })

  it('are none where there is no database', () => {
    const path = join(folder, 'empty.db')
    new Database(path).close()
    expect(hasDeletedBytes(path)).toBe(false)
  })
})
