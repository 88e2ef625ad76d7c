/** Recovery copies in the relay's SQLite file. Source: docs/protocol.md P8.10. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { CommitQueue } from '../sqlite/commit-queue.ts'
import { envelopeOf } from '../mailboxes/sqlite-bodies.ts'
import type { Sqlite } from '../sqlite/database.ts'
import { inWordsOfTheStore } from '../sqlite/sqlite-error.ts'
import type { KeepResult, RecoveryStore } from './store.ts'

interface CopyRow {
  readonly serial: number
  readonly signature: Uint8Array
  readonly envelope: Bytes
}

export function createSqliteRecoveryStore(sqlite: Sqlite, queue: CommitQueue): RecoveryStore {
  const one = sqlite.prepare<[Uint8Array], CopyRow>(
    'select serial, signature, envelope from recovery_copy where address = ?',
  )
  // A keeper stands in one row: its copy at another address is replaced as well.
  const write = sqlite.prepare<[Uint8Array, Uint8Array, number, Uint8Array, Uint8Array]>(
    'insert or replace into recovery_copy (address, keeper, serial, signature, envelope) values (?, ?, ?, ?, ?)',
  )
  const remove = sqlite.prepare<[Uint8Array]>('delete from recovery_copy where keeper = ?')
  return {
    keep: ({ address, keeper, serial, signature, envelope }) =>
      queue.run((): KeepResult => {
        const stored = one.get(address)
        const isAgain = stored?.serial === serial && equalBytes(stored.envelope, envelope)
        if (stored !== undefined && stored.serial >= serial && !isAgain) {
          return { kind: 'superseded', serial: stored.serial }
        }
        write.run(address, keeper, serial, signature, envelope)
        return { kind: 'kept' }
      }),
    async find(address) {
      const row = inWordsOfTheStore(() => one.get(address))
      if (row === undefined) return null
      const { serial, signature, envelope } = row
      return { serial, signature: new Uint8Array(signature), envelope: envelopeOf(envelope) }
    },
    forget: (keepers) =>
      queue.run(() => {
        for (const keeper of keepers) remove.run(keeper)
      }),
  }
}
