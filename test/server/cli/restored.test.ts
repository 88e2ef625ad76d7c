import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesIn } from '../../../server/data-folder.ts'
import { incarnationOf } from '../../../server/mailboxes/sqlite-incarnation.ts'
import { close, openDatabase } from '../../../server/sqlite/database.ts'
import { lockFolder } from '../../../server/sqlite/folder-lock.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { filled, present } from '../mailboxes/contract-fixture.ts'

const program = join(import.meta.dirname, '..', '..', '..', 'server', 'cli', 'restored.ts')

describe('the program after a restore', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosafe-restored-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const run = (): number | null => spawnSync(process.execPath, [program, folder]).status
  const incarnation = (): Bytes => {
    const sqlite = openDatabase(filesIn(folder).database)
    const value = incarnationOf(sqlite, (length) => filled(length, 7))
    close(sqlite)
    return value
  }

  it('gives the logs another incarnation', () => {
    expect(incarnation()).toEqual(filled(16, 7))
    expect(run()).toBe(0)
    expect(incarnation()).not.toEqual(filled(16, 7))
    expect(incarnation()).toHaveLength(16)
  })

  it('touches nothing where a relay runs, or where there is no database', () => {
    expect(run()).toBe(1)
    incarnation()
    const lock = present(lockFolder(filesIn(folder).lock))
    expect(run()).toBe(1)
    lock.release()
    expect(incarnation()).toEqual(filled(16, 7))
  })
})
