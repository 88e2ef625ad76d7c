/** A database is served with the pepper that it was first served with, and with no other. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataFolderError, RESTORE_MARK } from '../../server/data-folder.ts'
import { startRelay, type RunningRelay } from '../../server/main.ts'
import { filled } from './mailboxes/contract-fixture.ts'

describe('a relay', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sosafe-pepper-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const start = (): Promise<RunningRelay> =>
    startRelay({
      config: { port: 0, host: '127.0.0.1', dataFolder: folder, pepperFile: null, origins: [], metricsPort: null },
      deployment: { rootHash: filled(32, 1), demo: false },
      appFolder: 'no-such-folder',
      log: () => undefined,
    })

  it('does not start with another pepper, and starts when the right one is back', async () => {
    await (await start()).stop()
    const pepper = readFileSync(join(folder, 'pepper'))
    writeFileSync(join(folder, 'pepper'), filled(32, 9))
    await expect(start()).rejects.toThrow('The pepper is not the one')
    writeFileSync(join(folder, 'pepper'), pepper)
    await (await start()).stop()
  })

  it('does not start on a folder into which a restore was begun and not finished', async () => {
    writeFileSync(join(folder, RESTORE_MARK), '')
    await expect(start()).rejects.toThrow(DataFolderError)
    rmSync(join(folder, RESTORE_MARK))
    await (await start()).stop()
  })
})
