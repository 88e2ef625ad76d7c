/**
 * The MailboxStore on one SQLite file: writes go through the commit queue, reads see what is committed.
 * Source: docs/protocol.md P8.1 to P8.7.
 */
import { ID_BYTES, TAKEN_ROW_DAYS } from '../../shared/protocol.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { addDays } from '../../shared/day.ts'
import type { Random } from '../draw.ts'
import type { CommitQueue } from '../sqlite/commit-queue.ts'
import type { Sqlite } from '../sqlite/database.ts'
import { createGrower } from '../sqlite/grow-soon.ts'
import { inWordsOfTheStore } from '../sqlite/sqlite-error.ts'
import { createLogs } from './sqlite-log.ts'
import { createMail, FIRST_MAIL, type ExpiryStep, type MailPosition } from './sqlite-mail.ts'
import type { MailboxStore, TakeResult } from './store.ts'

export interface SqliteStoreInput {
  readonly sqlite: Sqlite
  readonly queue: CommitQueue
  readonly random: Random
}

/** The database stays open after `close`: it belongs to whoever opened it. */
export function createSqliteStore({ sqlite, queue, random }: SqliteStoreInput): MailboxStore {
  const mail = createMail(sqlite, random)
  const logs = createLogs(sqlite, random)
  const grower = createGrower(queue, () => mail.grow())
  grower.soon()
  let closed = false

  return {
    async post(item) {
      await queue.run(() => {
        if (logs.bySource(item.mailbox, item.id) === null) mail.put(item)
      })
      grower.soon()
    },
    drop: (envelope, today) => queue.run(() => mail.putAndClear(envelope, today)),
    async listInbox(page) {
      return inWordsOfTheStore(() => mail.listInbox(page))
    },
    async listReplies(page) {
      return inWordsOfTheStore(() => mail.listReplies(page))
    },
    take: ({ mailbox, envelopeId, device, today, ...entry }) =>
      queue.run((): TakeResult => {
        const holder = logs.bySource(mailbox, envelopeId)
        if (holder !== null) {
          // The same entry again: its first answer was lost on the way.
          const same = holder.team === entry.team && equalBytes(holder.entry, entry.entryId)
          return { kind: same ? 'taken' : 'conflict', number: holder.number }
        }
        if (!mail.waits(mailbox, envelopeId)) return { kind: 'unknown-envelope' }
        // An entry that came from other mail, or was erased, holds this one in no way that anybody could find.
        const spoken = logs.spokenFor({ mailbox, ...entry })
        if (spoken !== null) return { kind: 'conflict', number: spoken }
        const number = logs.append({ mailbox, ...entry }, envelopeId)
        mail.markTaken(mailbox, envelopeId, device, today)
        return { kind: 'taken', number }
      }),
    append: (entry) => queue.run(() => logs.append(entry, null)),
    tombstone: (erasure) => queue.run(() => logs.tombstone(erasure)),
    async sync({ mailbox, team, device, incarnation, after, confirmed }) {
      if (confirmed.length > 0) {
        await queue.run(() => {
          for (const id of confirmed) {
            if (logs.bySource(mailbox, id)?.team === team) mail.confirm(mailbox, id, device)
          }
        })
      }
      return inWordsOfTheStore(() => logs.read({ mailbox, team }, incarnation, after))
    },
    async erase(mailbox) {
      let after: Uint8Array | null = new Uint8Array(ID_BYTES)
      while (after !== null) {
        const from: Uint8Array = after
        after = await queue.run(() => mail.eraseSome(mailbox, from))
      }
    },
    async expire(today) {
      const total = { mail: 0, taken: 0 }
      let position: MailPosition | null = FIRST_MAIL
      while (!closed && position !== null) {
        const from: MailPosition = position
        const step: ExpiryStep = await queue.run(() => mail.expireSome(from, today, addDays(today, -TAKEN_ROW_DAYS)))
        total.mail += step.mail
        total.taken += step.taken
        position = step.next
      }
      while (!closed && (await queue.run(() => mail.shrink())));
      return total
    },
    async close() {
      closed = true
      grower.stop()
      queue.flush()
    },
  }
}
