import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parsePepper } from '../../../server/mailboxes/mailbox-key.ts'
import { createSqliteRecoveryStore } from '../../../server/recovery/sqlite-recovery-store.ts'
import { copyKeyOf, keeperTagOf, type RecoveryStore } from '../../../server/recovery/store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { checkpoint, close, openDatabase, type Sqlite } from '../../../server/sqlite/database.ts'
import { parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import { filled } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { describeRecoveryStore } from './store-contract.ts'

const inFolder = (): string => mkdtempSync(join(tmpdir(), 'sosafe-recovery-'))

function openIn(folder: string): { readonly sqlite: Sqlite; readonly store: RecoveryStore } {
  const sqlite = openDatabase(join(folder, 'relay.db'))
  return { sqlite, store: createSqliteRecoveryStore(sqlite, createCommitQueue(sqlite)) }
}

describeRecoveryStore('one SQLite file', async () => {
  const folder = inFolder()
  let { sqlite, store } = openIn(folder)
  return {
    store,
    async reopen() {
      close(sqlite)
      ;({ sqlite, store } = openIn(folder))
      return store
    },
    async end() {
      close(sqlite)
      rmSync(folder, { recursive: true, force: true })
    },
  }
})

it('leaves no byte of a copy that was replaced or forgotten in any file, and no address or device key ever', async () => {
  const folder = inFolder()
  const { sqlite, store } = openIn(folder)
  const pepper = present(parsePepper(filled(32, 1)))
  const [address, device] = [filled(32, 0xa1), filled(32, 0xd1)]
  const marked = (marker: string): Parameters<RecoveryStore['keep']>[0]['envelope'] =>
    present(parseEnvelopeBytes(new Uint8Array(Buffer.alloc(16_272, marker))))
  const names = { address: copyKeyOf(pepper, address), keeper: keeperTagOf(pepper, device) }
  const files = (): Buffer => {
    checkpoint(sqlite)
    return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
  }
  await store.keep({ ...names, serial: 1, signature: filled(64, 1), envelope: marked('MARKER-first-copy') })
  expect(files().includes('MARKER-first-copy')).toBe(true)
  await store.keep({ ...names, serial: 2, signature: filled(64, 2), envelope: marked('MARKER-second-one') })
  expect(files().includes('MARKER-first-copy')).toBe(false)
  expect([address, device].some((name) => files().includes(name))).toBe(false)
  await store.forget([names.keeper])
  expect(files().includes('MARKER-second-one')).toBe(false)
  close(sqlite)
  rmSync(folder, { recursive: true, force: true })
})
