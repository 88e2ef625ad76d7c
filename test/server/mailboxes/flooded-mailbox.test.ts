import { createHash, randomBytes } from 'node:crypto'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMail, type Mail } from '../../../server/mailboxes/sqlite-mail.ts'
import { createSqliteStore } from '../../../server/mailboxes/sqlite-store.ts'
import type { MailboxStore } from '../../../server/mailboxes/store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { openDatabase } from '../../../server/sqlite/database.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { parseEnvelopeId, type EnvelopeId } from '../../../shared/wire/address.ts'
import { rounds } from '../../long.ts'
import { median } from '../../bench/measure.ts'
import { device, envelope, mailbox, today, zeros } from './contract-fixture.ts'
import { present } from '../../present.ts'

const random = (length: number): Bytes => new Uint8Array(randomBytes(length))
const idOf = (number: number): EnvelopeId =>
  present(parseEnvelopeId(new Uint8Array(createHash('sha256').update(String(number)).digest())))

const FEW = 100
const MANY = rounds(10_000, 100_000)
const PAIRS = 41
/** What looks at each row takes MANY / FEW times as long. */
const AT_MOST = 4

interface Filled {
  readonly store: MailboxStore
  readonly rows: number
  close(): Promise<void>
}

async function fill(rows: number): Promise<Filled> {
  const sqlite = openDatabase(':memory:')
  const store = createSqliteStore({ sqlite, queue: createCommitQueue(sqlite), random })
  for (let at = 0; at < rows; at += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, more) => post(store, at + more)))
  }
  return {
    store,
    rows,
    async close() {
      await store.close()
      sqlite.close()
    },
  }
}

function post(store: MailboxStore, number: number): Promise<void> {
  const mail = { mailbox: mailbox(1), id: idOf(number), envelope: envelope(1) }
  return store.post({ ...mail, today, expiresDay: addDays(today, 90) })
}

/** How many times longer it takes with the second than with the first, in turns. */
async function slower<T>(first: T, second: T, verb: (of: T, round: number) => unknown): Promise<number> {
  const took = async (of: T, round: number): Promise<number> => {
    // Not the time on the wall: other processes have their share of that.
    const before = process.cpuUsage()
    await verb(of, round)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const pairs: { first: number; second: number }[] = []
  for (let round = 0; round < PAIRS; round++) {
    pairs.push({ first: await took(first, round), second: await took(second, round) })
  }
  return median(pairs.map((pair) => pair.second)) / median(pairs.map((pair) => pair.first))
}

describe(`a mailbox flooded with ${MANY} rows`, () => {
  let few: Filled
  let many: Filled
  beforeAll(async () => {
    few = await fill(FEW)
    many = await fill(MANY)
  }, 300_000)
  afterAll(() => Promise.all([few.close(), many.close()]))

  it('takes a post as fast as one of few', async () => {
    expect(await slower(few, many, ({ store, rows }, round) => post(store, rows + round))).toBeLessThan(AT_MOST)
  })

  it('takes a post again as fast', async () => {
    expect(await slower(few, many, ({ store, rows }, round) => post(store, (rows * round) % rows))).toBeLessThan(
      AT_MOST,
    )
  })

  it('is listed as fast, from its start and from its middle', async () => {
    const middle = present(parseEnvelopeId(new Uint8Array(32).fill(128)))
    for (const after of [zeros, middle]) {
      const page = { mailbox: mailbox(1), after }
      expect(await slower(few, many, ({ store }) => store.listInbox(page))).toBeLessThan(AT_MOST)
      expect(await slower(few, many, ({ store }) => store.listReplies(page))).toBeLessThan(AT_MOST)
    }
  })

  it('is taken in as fast', async () => {
    const take = ({ store }: Filled, number: number): ReturnType<MailboxStore['take']> => {
      const entry = { team: 0, entry: envelope(2), entryId: idOf(-number - 1) }
      return store.take({ mailbox: mailbox(1), envelopeId: idOf(number), device: device(1), today, ...entry })
    }
    expect(await slower(few, many, take)).toBeLessThan(AT_MOST)
  })

  it('is listed as fast when all of it is taken and waits for a second device', async () => {
    const taken = (rows: number): Mail => {
      const sqlite = openDatabase(':memory:')
      const mail = createMail(sqlite, random)
      const take = (number: number): void => {
        const name = { mailbox: mailbox(1), id: idOf(number) }
        mail.put({ ...name, envelope: envelope(1), today, expiresDay: addDays(today, 90) })
        mail.markTaken(name.mailbox, name.id, device(1), today)
      }
      sqlite.transaction(() => Array.from({ length: rows }, (_, number) => take(number))).immediate()
      return mail
    }
    const page = { mailbox: mailbox(1), after: zeros }
    expect(await slower(taken(FEW), taken(MANY / 4), (mail) => mail.listInbox(page))).toBeLessThan(AT_MOST)
  })
})
