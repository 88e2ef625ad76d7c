import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore } from '../../../server/mailboxes/sqlite-store.ts'
import type { MailboxStore } from '../../../server/mailboxes/store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { close, openDatabase } from '../../../server/sqlite/database.ts'
import type { OpenStore } from './contract-fixture.ts'
import { describeMailboxStore } from './store-contract.ts'

const random = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(length))

async function open(): Promise<OpenStore> {
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-store-'))
  let stop = async (): Promise<void> => {}
  const start = (): MailboxStore => {
    const sqlite = openDatabase(join(folder, 'relay.db'))
    const store = createSqliteStore({ sqlite, queue: createCommitQueue(sqlite), random })
    stop = async () => {
      await store.close()
      close(sqlite)
    }
    return store
  }
  return {
    store: start(),
    async reopen() {
      await stop()
      return start()
    },
    async end() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describeMailboxStore('one SQLite file', open)
