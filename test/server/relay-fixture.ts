/** A relay in process over a database in memory, and clients of it: requests go through `app.request`, not a socket. */
import { randomBytes } from 'node:crypto'
import { createRelay, type Relay } from '../../client/relay/relay.ts'
import { createAlarm } from '../../server/alarm.ts'
import { createAnswers } from '../../server/answer.ts'
import { createSqliteBlobStore } from '../../server/blobs/sqlite-blob-store.ts'
import { createRegistry, type Registry } from '../../server/documents/registry.ts'
import {
  createSqliteDocumentStore,
  createSqliteIntroductionStore,
} from '../../server/documents/sqlite-document-store.ts'
import type { IntroductionStore } from '../../server/documents/store.ts'
import { createDiskGuard, type DiskSpace } from '../../server/gate/disk.ts'
import { createPriceBoard } from '../../server/gate/price.ts'
import { createLog } from '../../server/log.ts'
import { parsePepper } from '../../server/mailboxes/mailbox-key.ts'
import { createSqliteStore } from '../../server/mailboxes/sqlite-store.ts'
import type { MailboxStore } from '../../server/mailboxes/store.ts'
import { createCounts, type Counts } from '../../server/metrics.ts'
import { createSqliteRecoveryStore } from '../../server/recovery/sqlite-recovery-store.ts'
import type { BlobStore } from '../../server/blobs/store.ts'
import { createRelayApp, type RelayApp } from '../../server/relay.ts'
import { createCommitQueue } from '../../server/sqlite/commit-queue.ts'
import { openDatabase, type Sqlite } from '../../server/sqlite/database.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { replyAddressOf } from '../../shared/crypto/addresses.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import type { SigningKey } from '../../shared/crypto/keys.ts'
import { signerOf } from '../../shared/crypto/request.ts'
import { solveWork } from '../../shared/crypto/work.ts'
import type { Day } from '../../shared/day.ts'
import { WORK_MIN_BITS } from '../../shared/protocol.ts'
import { inboxOf, type InboxAddress, type ReplyAddress } from '../../shared/wire/address.ts'
import type { Envelope } from '../../shared/wire/envelope.ts'
import {
  makeWorld,
  p,
  pair,
  signDirectory,
  signIntakeSheet,
  signMemberSheet,
  TODAY,
  type Office,
  type World,
} from '../shared/trust/world.ts'
import { idOf } from './mailboxes/contract-fixture.ts'
import { present } from '../present.ts'

export const ORIGIN = 'http://localhost:8787'
const random = (length: number): Bytes => new Uint8Array(randomBytes(length))

export interface Setting extends RelayApp {
  readonly world: World
  readonly sqlite: Sqlite
  readonly store: MailboxStore
  readonly blobs: BlobStore
  readonly introductions: IntroductionStore
  readonly registry: Registry
  readonly counts: Counts
  /** Every line that was logged. */
  readonly lines: string[]
  /** What the relay's clock says. */
  setToday(day: Day): void
  setDisk(space: DiskSpace): void
  client(today?: () => Day): Relay
  /** With the work that an idle relay wants. */
  post(address: Uint8Array, envelope: Envelope): ReturnType<Relay['post']>
  close(): Promise<void>
}

export interface SettingInput {
  readonly appFolder?: string
  readonly metricsHere?: boolean
  readonly secure?: boolean
  readonly wrapStore?: (store: MailboxStore) => MailboxStore
  /** What the relay computes with. */
  readonly primitives?: Primitives
}

let world: World | null = null

export async function openSetting(input: SettingInput = {}): Promise<Setting> {
  world ??= await makeWorld()
  const sqlite = openDatabase(':memory:')
  const blobSqlite = openDatabase(':memory:', 'blobs')
  const queue = createCommitQueue(sqlite)
  const plain = createSqliteStore({ sqlite, queue, random })
  const store = input.wrapStore?.(plain) ?? plain
  const blobs = createSqliteBlobStore({ sqlite: blobSqlite, queue: createCommitQueue(blobSqlite), random })
  const introductions = createSqliteIntroductionStore(sqlite, queue)
  const documents = createSqliteDocumentStore(sqlite, queue)
  const relayPrimitives = input.primitives ?? p
  const registry = await createRegistry({ p: relayPrimitives, rootHash: world.rootHash, documents, introductions })
  const lines: string[] = []
  let relayDay = TODAY
  let space: DiskSpace = { freeBytes: 1e12, totalBytes: 2e12 }
  const today = (): Day => relayDay
  const disk = createDiskGuard(async () => space)
  await disk.look()
  const counts = createCounts(today)
  const log = createLog((line) => lines.push(line), today)
  const { app, commands } = createRelayApp({
    p: relayPrimitives,
    pepper: present(parsePepper(random(32))),
    store,
    blobs,
    copies: createSqliteRecoveryStore(sqlite, queue),
    registry,
    prices: createPriceBoard(() => 0),
    disk,
    today,
    answers: createAnswers(input.secure ?? false),
    origins: () => [ORIGIN, 'http://127.0.0.1:8787'],
    appFolder: input.appFolder ?? 'no-such-folder',
    log,
    alarm: createAlarm(log, today),
    counts,
    metricsHere: input.metricsHere ?? false,
  })
  const client = (clientDay: () => Day = () => TODAY): Relay =>
    createRelay({
      origin: ORIGIN,
      today: clientDay,
      p,
      fetch: async (url, init) => {
        const headers = new Headers(init.headers)
        headers.set('host', new URL(url).host)
        const { signal: _, ...rest } = init
        return app.request(url, { ...rest, headers })
      },
    })
  return {
    world,
    app,
    commands,
    sqlite,
    store,
    blobs,
    introductions,
    registry,
    counts,
    lines,
    setToday: (day) => {
      relayDay = day
    },
    setDisk: (changed) => {
      space = changed
      void disk.look()
    },
    client,
    async post(address, envelope) {
      const nonce = await solveWork({ address: new Uint8Array(address), id: idOf(envelope) }, WORK_MIN_BITS)
      return client().post({ address: new Uint8Array(address), nonce, envelope })
    },
    async close() {
      await plain.close()
      await blobs.close()
      sqlite.close()
      blobSqlite.close()
    },
  }
}

/** Puts the directory and the sheets of the whole world. */
export async function publish({
  client,
  world: { directory, roots, front, second, overseer },
}: Pick<Setting, 'client' | 'world'>): Promise<void> {
  const relay = client()
  const done = [
    await relay.putDocument({ kind: 'directory', document: await signDirectory(directory, roots.slice(0, 2)) }),
  ]
  for (const office of [front, second, overseer]) {
    const members = await signMemberSheet(office.memberSheet, office.signing)
    done.push(await relay.putDocument({ kind: 'member-sheet', agency: office.id, document: members }))
    const intake = await signIntakeSheet(office.intakeSheet, present(office.devices[0]))
    done.push(await relay.putDocument({ kind: 'intake-sheet', agency: office.id, document: intake }))
  }
  if (done.some(({ kind }) => kind !== 'stored')) throw new Error(`the fixture was refused: ${JSON.stringify(done)}`)
}

export function memberOf(setting: Setting, office: Office, index: number): ReturnType<Relay['asMember']> {
  return setting.client().asMember(signerOf(p, present(office.devices[index])))
}

export const inboxAddress = (office: Office): InboxAddress => inboxOf(office.id)

export interface Ticket {
  readonly reading: SigningKey<'reading'>
  readonly address: ReplyAddress
}

export async function ticket(name: string): Promise<Ticket> {
  const reading = await pair('reading', name)
  return { reading, address: await replyAddressOf(p, reading.publicKey) }
}

export const readerOf = (setting: Setting, { reading }: Ticket): ReturnType<Relay['asReader']> =>
  setting.client().asReader(signerOf(p, reading))
