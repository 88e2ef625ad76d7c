/**
 * The real store beside the model's relay: random walks over the same steps, and after each the same answer. So the search
 * speaks of the program and not only of the model. Source: docs/protocol.md P8.1, P8.4, P8.5, P8.7.
 */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { createSqliteStore } from '../../server/mailboxes/sqlite-store.ts'
import type { MailboxStore } from '../../server/mailboxes/store.ts'
import { createCommitQueue } from '../../server/sqlite/commit-queue.ts'
import { close, openDatabase } from '../../server/sqlite/database.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { compareBytes } from '../../shared/bytes/equal.ts'
import { addDays, type Day } from '../../shared/day.ts'
import { TAKEN_ROW_DAYS } from '../../shared/protocol.ts'
import type { Envelope } from '../../shared/wire/envelope.ts'
import { device, envelope, idOf, mailbox, noIncarnation, today, zeros } from '../server/mailboxes/contract-fixture.ts'
import { append, confirm, EMPTY, expire, post, restore, take, type Relay } from './relay.ts'
import type { Rules } from './rules.ts'

const MAILS = 2
const agency = { mailbox: mailbox(1), team: 0 }
const mailEnvelope = (mail: number): Envelope => envelope(mail + 1)
/** What desk `desk` would make of a mail; two seals of it are two entries. */
const entryEnvelope = (mail: number, desk: number, seal: number): Envelope =>
  envelope(1000 + mail * 100 + desk * 10 + seal, 1)
const entryName = (mail: number, desk: number, seal: number): number => 1 + mail * 100 + desk * 10 + seal
const entryBytes = (entry: number): Envelope => envelope(999 + entry, 1)

export type Move =
  | { readonly kind: 'post' | 'reply'; readonly mail: number }
  | { readonly kind: 'take' | 'append'; readonly mail: number; readonly desk: 0 | 1; readonly seal: number }
  | { readonly kind: 'sync'; readonly desk: 0 | 1; readonly after: number; readonly confirmed: readonly number[] }
  | { readonly kind: 'restart' | 'week' | 'backup' | 'restore' }

const mail = fc.nat({ max: MAILS - 1 })
const desk = fc.constantFrom(0 as const, 1 as const)
export const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('post' as const, 'reply' as const), mail }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('take' as const, 'append' as const),
      mail,
      desk,
      seal: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('sync' as const),
      desk,
      after: fc.nat({ max: 5 }),
      confirmed: fc.uniqueArray(mail, { maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom<('restart' | 'week' | 'backup' | 'restore')[]>(
        'restart',
        'week',
        'week',
        'backup',
        'restore',
      ),
    }),
  },
)

interface Real {
  readonly store: MailboxStore
  stop(): Promise<void>
}

const random = (lengthBytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(lengthBytes))

/** What a restore does: the next start draws another incarnation. */
function forgetIncarnation(folder: string): void {
  const sqlite = openDatabase(join(folder, 'relay.db'))
  sqlite.exec("delete from setting where name = 'incarnation'")
  close(sqlite)
}

function start(folder: string): Real {
  const sqlite = openDatabase(join(folder, 'relay.db'))
  const store = createSqliteStore({ sqlite, queue: createCommitQueue(sqlite), random })
  return {
    store,
    async stop() {
      await store.close()
      close(sqlite)
    },
  }
}

const sortedIds = (envelopes: readonly Envelope[]): string[] =>
  envelopes
    .map((one) => idOf(one))
    .sort(compareBytes)
    .map((id) => id.join())

/** What lies where the relay keeps its data, and the model beside it. */
interface Place {
  readonly relay: Relay
  readonly replies: readonly number[]
}

/** Walks both through the moves, comparing every answer. */
export async function walk(moves: readonly Move[], folder: string, rules: Rules): Promise<void> {
  const live = join(folder, 'live')
  const kept = join(folder, 'backup')
  mkdirSync(live)
  let real = start(live)
  let { relay, replies }: Place = { relay: EMPTY, replies: [] }
  let backup: Place | null = null
  let weeks = 0
  const day = (): Day => addDays(today, weeks * (TAKEN_ROW_DAYS + 1))
  const expiresDay = addDays(today, 400)
  const incarnationNow = async (): Promise<Bytes> => {
    const asked = { ...agency, device: device(9), incarnation: noIncarnation, after: 0, confirmed: [] }
    return (await real.store.sync(asked)).incarnation
  }

  for (const step of moves) {
    const { store } = real
    switch (step.kind) {
      case 'post': {
        const sent = mailEnvelope(step.mail)
        await store.post({ mailbox: agency.mailbox, id: idOf(sent), envelope: sent, today: day(), expiresDay })
        relay = post(relay, step.mail, rules)
        break
      }
      case 'reply': {
        const sent = mailEnvelope(step.mail)
        await store.post({ mailbox: mailbox(2), id: idOf(sent), envelope: sent, today: day(), expiresDay })
        replies = [...new Set([...replies, step.mail])]
        break
      }
      case 'take': {
        const { mail: of, desk: by, seal } = step
        const entry = entryEnvelope(of, by, seal)
        const asked = { ...agency, device: device(by + 1), today: day(), envelopeId: idOf(mailEnvelope(of)) }
        const answer = await store.take({ ...asked, entry, entryId: idOf(entry) })
        const said = take(relay, { desk: by, mail: of, entry: entryName(of, by, seal), epoch: weeks }, rules)
        relay = said.relay
        const number = relay.sources.indexOf(of) + 1
        expect(answer).toEqual(
          said.answer === 'unknown-envelope' ? { kind: said.answer } : { kind: said.answer, number },
        )
        break
      }
      case 'append': {
        const { mail: of, desk: by, seal } = step
        const entry = entryEnvelope(of, by, seal)
        relay = append(relay, entryName(of, by, seal))
        const number = relay.log.indexOf(entryName(of, by, seal)) + 1
        expect(await store.append({ ...agency, entry, entryId: idOf(entry) })).toBe(number)
        break
      }
      case 'sync': {
        const incarnation = await incarnationNow()
        const confirmed = step.confirmed.map((one) => idOf(mailEnvelope(one)))
        relay = confirm(relay, step.desk, step.confirmed, rules)
        const asked = { ...agency, device: device(step.desk + 1), incarnation, after: step.after, confirmed }
        const { head, entries } = await store.sync(asked)
        expect(head).toBe(relay.log.length)
        expect(entries.map(({ number, from, bytes }) => [number, from.join(), idOf(bytes).join()])).toEqual(
          relay.log.slice(step.after).map((name, index) => {
            const source = relay.sources[step.after + index] ?? -1
            const from = source < 0 ? zeros : idOf(mailEnvelope(source))
            return [step.after + index + 1, from.join(), idOf(entryBytes(name)).join()]
          }),
        )
        break
      }
      case 'week': {
        weeks += 1
        const before = relay.rows.length
        relay = expire(relay, weeks)
        expect(await store.expire(day())).toEqual({ mail: 0, taken: before - relay.rows.length })
        break
      }
      case 'restart':
        await real.stop()
        real = start(live)
        break
      case 'backup':
        await real.stop()
        rmSync(kept, { recursive: true, force: true })
        cpSync(live, kept, { recursive: true })
        backup = { relay, replies }
        real = start(live)
        break
      case 'restore': {
        if (backup === null) break
        const before = await incarnationNow()
        await real.stop()
        rmSync(live, { recursive: true })
        cpSync(kept, live, { recursive: true })
        forgetIncarnation(live)
        real = start(live)
        relay = restore(backup.relay, relay, rules)
        replies = backup.replies
        expect(await incarnationNow()).not.toEqual(before)
        // A position of the old log is none in this one.
        const asked = { ...agency, device: device(9), incarnation: before, after: 1000, confirmed: [] }
        expect((await real.store.sync(asked)).entries).toHaveLength(relay.log.length)
        break
      }
    }
    const { items } = await real.store.listInbox({ mailbox: agency.mailbox, after: zeros })
    const waiting = relay.rows.filter(({ taker }) => taker === null).map((row) => mailEnvelope(row.mail))
    expect(items.map((item) => idOf(item.envelope).join())).toEqual(sortedIds(waiting))
    const { envelopes } = await real.store.listReplies({ mailbox: mailbox(2), after: zeros })
    expect(sortedIds(envelopes)).toEqual(sortedIds(replies.map(mailEnvelope)))
  }
  await real.stop()
}
