/**
 * The relay, wired: the only place of the server that takes the clock, randomness, sockets, files and databases from the
 * system. `server/start.ts` calls it for `npm start`.
 */
import { randomBytes } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import process from 'node:process'
import { detectPrimitives } from '../shared/crypto/detect-primitives.ts'
import { dayOf, type Day } from '../shared/day.ts'
import { createAlarm } from './alarm.ts'
import { createAnswers } from './answer.ts'
import { BLOB_TABLES, createSqliteBlobStore } from './blobs/sqlite-blob-store.ts'
import { createCalendar } from './calendar.ts'
import { isLoopback, type Config } from './config.ts'
import type { Deployment } from './data-folder.ts'
import { createRegistry } from './documents/registry.ts'
import { createSqliteDocumentStore, createSqliteIntroductionStore } from './documents/sqlite-document-store.ts'
import type { Random } from './draw.ts'
import { createDiskGuard } from './gate/disk.ts'
import { CONNECTION_LIMITS, withinOpenFiles, type ConnectionLimits } from './gate/limits.ts'
import { createPriceBoard, type PriceBoard } from './gate/price.ts'
import { listen } from './http-server.ts'
import { createLog, type Log } from './log.ts'
import { MAIL_TABLES } from './mailboxes/sqlite-bodies.ts'
import { createSqliteStore } from './mailboxes/sqlite-store.ts'
import type { MailboxStore } from './mailboxes/store.ts'
import { createCounts } from './metrics.ts'
import { createSqliteRecoveryStore } from './recovery/sqlite-recovery-store.ts'
import { isReadOnly, openFolder } from './open-folder.ts'
import { createApp, createRelayApp, metricsRoute } from './relay.ts'
import { createCommitQueue, type CommitQueue, type CommitQueueOptions } from './sqlite/commit-queue.ts'
import { readCalendar, saveCalendar } from './sqlite/calendar-row.ts'
import type { Sqlite } from './sqlite/database.ts'
import { correctDays, prolongDays } from './sqlite/row-days.ts'
import { coverTimes, tidy } from './sqlite/tidy.ts'
import { createUpkeep } from './upkeep.ts'

export const systemRandom: Random = (lengthBytes) => new Uint8Array(randomBytes(lengthBytes))

export interface RunningRelay {
  readonly port: number
  /** For a person to click. */
  readonly address: string
  /** Drains, commits, checkpoints, closes. Calm when called twice. */
  stop(): Promise<void>
}

export interface StartInput {
  readonly config: Omit<Config, 'areaPacks'>
  readonly deployment: Deployment
  /** Folder with the built apps. */
  readonly appFolder: string
  readonly log?: Log
  readonly limits?: ConnectionLimits
  readonly prices?: PriceBoard
  readonly openQueue?: (sqlite: Sqlite, options: CommitQueueOptions) => CommitQueue
  readonly wrapStore?: (store: MailboxStore) => MailboxStore
  readonly upkeepEveryMs?: number
}

const UPKEEP_EVERY_MS = 60_000

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** How many files the system lets this process open; Node has raised the soft limit to the hard one. Null: not said. */
function openFiles(): number | null {
  const limit: unknown = Reflect.get(Object(Reflect.get(process.report.getReport(), 'userLimits')), 'open_files')
  const soft: unknown = Reflect.get(Object(limit), 'soft')
  return typeof soft === 'number' ? soft : null
}

/** @throws DataFolderError, or the error of `listen`. */
export async function startRelay(input: StartInput): Promise<RunningRelay> {
  const { config, deployment, appFolder, openQueue = createCommitQueue, wrapStore = (own) => own } = input
  const limits = withinOpenFiles(input.limits ?? CONNECTION_LIMITS, openFiles())
  const nowMs = (): number => performance.now()
  const clock = (): Day => dayOf(Date.now())
  const log = input.log ?? createLog((line) => process.stdout.write(line), clock)
  const alarm = createAlarm(log, clock)

  const { dataFolder, pepperFile } = config
  const folder = openFolder({ dataFolder, pepperFile, random: systemRandom })
  const { pepper, ballast } = folder
  const [sqlite, blobSqlite] = [folder.relay.sqlite, folder.blobs.sqlite]
  if (folder.damagedBodies > 0) alarm.raise({ event: 'store', code: 'damaged' })
  const makeRoom = (): boolean => ballast.drop()
  const queue = openQueue(sqlite, { makeRoom })
  const blobQueue = openQueue(blobSqlite, { makeRoom })
  const store = wrapStore(createSqliteStore({ sqlite, queue, random: systemRandom }))
  const blobs = createSqliteBlobStore({ sqlite: blobSqlite, queue: blobQueue, random: systemRandom })
  const p = await detectPrimitives(globalThis.crypto)
  const registry = await createRegistry({
    p,
    rootHash: deployment.rootHash,
    documents: createSqliteDocumentStore(sqlite, queue),
    introductions: createSqliteIntroductionStore(sqlite, queue),
  })
  const calendar = createCalendar({
    clock,
    nowMs,
    stored: readCalendar(sqlite),
    save: saveCalendar(sqlite, queue),
    proof: () => registry.provenDay(),
    async prolong(days, day) {
      await prolongDays(sqlite, queue, MAIL_TABLES, { days, today: day })
      await prolongDays(blobSqlite, blobQueue, BLOB_TABLES, { days, today: day })
    },
  })

  const isPublic = config.origins.length > 0 || !isLoopback(config.host)
  // Over plain HTTP, as on an onion address, browsers ignore the promise of TLS.
  const answers = createAnswers(config.origins.some((origin) => origin.startsWith('https:')))
  const disk = createDiskGuard(async () => {
    const { bavail, blocks, bsize } = await statfs(dataFolder)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize, isReadOnly: isReadOnly(dataFolder) }
  })
  const today = (): Day => calendar.today()
  const counts = createCounts(today)
  let origins = config.origins
  const relay = {
    p,
    pepper,
    store,
    blobs,
    copies: createSqliteRecoveryStore(sqlite, queue),
    registry,
    disk,
    today,
    answers,
    log,
    alarm,
    counts,
    appFolder,
    prices: input.prices ?? createPriceBoard(nowMs),
    origins: () => origins,
    metricsHere: !isPublic,
  }
  const databases = [folder.relay, folder.blobs]
  const upkeep = createUpkeep({
    ...relay,
    calendar,
    async correctDays(day) {
      await correctDays(sqlite, queue, MAIL_TABLES, day)
      await correctDays(blobSqlite, blobQueue, BLOB_TABLES, day)
    },
    tidy(day) {
      const done = databases.map(tidy)
      for (const database of databases) coverTimes(database, day)
      return done.every(Boolean)
    },
    keepBallast: () => ballast.fill(),
  })
  let round = upkeep.round()
  // The day is known before anything comes.
  await round

  const socket = { answers, limits, nowMs }
  const server = await listen({ ...socket, ...createRelayApp(relay), port: config.port, host: config.host })
  const name = config.host === 'localhost' ? 'localhost' : hostInUrl(config.host)
  if (origins.length === 0) {
    const names = isLoopback(config.host) ? ['localhost', '127.0.0.1', '[::1]'] : [name]
    origins = names.map((one) => `http://${one}:${server.port}`)
  }
  const metricsApp = createApp([metricsRoute(relay)], relay)
  const metrics =
    config.metricsPort === null
      ? null
      : await listen({ ...socket, ...metricsApp, port: config.metricsPort, host: '127.0.0.1' })

  const timer = setInterval(() => {
    round = upkeep.round()
  }, input.upkeepEveryMs ?? UPKEEP_EVERY_MS)

  let stopping: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    clearInterval(timer)
    await Promise.all([server.stop(), metrics?.stop(), round])
    // A sweep under way ends with its step.
    await store.close()
    await blobs.close()
    await upkeep.ended()
    folder.close(calendar.today())
    log({ event: 'stopped' })
  }
  return {
    port: server.port,
    address: config.origins[0] ?? `http://${name}:${server.port}`,
    stop: () => (stopping ??= stop()),
  }
}
