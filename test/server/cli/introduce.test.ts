import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseAgencyId } from '../../../shared/wire/address.ts'
import { encodeBase64url, parseBase64url } from '../../../shared/bytes/base64url.ts'
import { createSqliteIntroductionStore } from '../../../server/documents/sqlite-document-store.ts'
import { sha256 } from '../../../server/sha256.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { close, openDatabase } from '../../../server/sqlite/database.ts'
import { filled } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'

const program = join(import.meta.dirname, '..', '..', '..', 'server', 'cli', 'introduce.ts')
const description = { area: 'lamphun', kind: 'agency', type: 'shelter', names: { en: 'Shelter' } } as const

async function run(input: unknown): Promise<{ code: number | null; out: string; complaint: string }> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  child.stdin.end(JSON.stringify(input))
  const [out, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, complaint }
}

describe('the introducing program', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosafe-introduce-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('prints a token that works once, while the relay has the database open', async () => {
    const sqlite = openDatabase(join(folder, 'relay.db'))
    const store = createSqliteIntroductionStore(sqlite, createCommitQueue(sqlite))
    const { code, out } = await run({ dataFolder: folder, ...description })
    expect(code).toBe(0)
    const token = present(parseBase64url((JSON.parse(out) as { token: string }).token))
    expect(token).toHaveLength(32)
    const agency = present(parseAgencyId(encodeBase64url(filled(32, 1))))
    expect(await store.redeem(sha256(token), agency, filled(32, 2))).toEqual({ kind: 'introduced', description })
    close(sqlite)
  })

  it('refuses what is no description, and a folder that is not there', async () => {
    expect(await run({ dataFolder: folder, ...description, kind: 'king' })).toMatchObject({ code: 2, out: '' })
    expect(await run({ dataFolder: join(folder, 'nowhere'), ...description })).toMatchObject({ code: 1, out: '' })
  })
})
