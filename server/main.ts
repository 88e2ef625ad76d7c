/**
 * The relay, wired: the only place of the server that takes the clock, randomness, sockets, files and databases from the
 * system. `server/start.ts` calls it for `npm start`.
 */
import { randomBytes } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import process from 'node:process'
import { detectPrimitives } from '../shared/crypto/detect-primitives.ts'
import { dayOf } from '../shared/day.ts'
import { createAnswers } from './answer.ts'
import { createSqliteBlobStore } from './blobs/sqlite-blob-store.ts'
import { isLoopback, type Config } from './config.ts'
import { DataFolderError, filesIn, loadPepper, makeFolder, refuseHalfRestored, type Deployment } from './data-folder.ts'
import { createRegistry } from './documents/registry.ts'
import { createSqliteDocumentStore, createSqliteIntroductionStore } from './documents/sqlite-document-store.ts'
import type { Random } from './draw.ts'
import { createDiskGuard } from './gate/disk.ts'
import { CONNECTION_LIMITS, withinOpenFiles, type ConnectionLimits } from './gate/limits.ts'
import { createPriceBoard } from './gate/price.ts'
import { listen } from './http-server.ts'
import { createLog, type Log } from './log.ts'
import { keepPepperCheck } from './mailboxes/sqlite-pepper-check.ts'
import { createSqliteStore } from './mailboxes/sqlite-store.ts'
import { createCounts } from './metrics.ts'
import { createSqliteRecoveryStore } from './recovery/sqlite-recovery-store.ts'
import { createApp, createRelayApp, metricsRoute } from './relay.ts'
import { createCommitQueue } from './sqlite/commit-queue.ts'
import { checkpoint, close, giveBackPages, openDatabase } from './sqlite/database.ts'
import { lockFolder } from './sqlite/folder-lock.ts'
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
  readonly config: Config
  readonly deployment: Deployment
  /** Folder with the built apps. */
  readonly appFolder: string
  readonly log?: Log
  readonly limits?: ConnectionLimits
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
  const { config, deployment, appFolder } = input
  const limits = withinOpenFiles(input.limits ?? CONNECTION_LIMITS, openFiles())
  const nowMs = (): number => performance.now()
  const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())
  const log = input.log ?? createLog((line) => process.stdout.write(line), today)

  makeFolder(config.dataFolder)
  refuseHalfRestored(config.dataFolder)
  const files = filesIn(config.dataFolder)
  const lock = lockFolder(files.lock)
  if (lock === null) throw new DataFolderError(`Another relay runs on ${config.dataFolder}.`)
  const pepper = loadPepper(config.dataFolder, config.pepperFile, systemRandom)
  const sqlite = openDatabase(files.database)
  if (keepPepperCheck(sqlite, pepper) === 'other') {
    close(sqlite)
    lock.release()
    throw new DataFolderError(
      `The pepper is not the one of ${files.database}: bring back the pepper that belongs to it.`,
    )
  }
  const blobSqlite = openDatabase(files.blobs, 'blobs')
  const queue = createCommitQueue(sqlite)
  const store = createSqliteStore({ sqlite, queue, random: systemRandom })
  const blobs = createSqliteBlobStore({
    sqlite: blobSqlite,
    queue: createCommitQueue(blobSqlite),
    random: systemRandom,
  })
  const p = await detectPrimitives(globalThis.crypto)
  const registry = await createRegistry({
    p,
    rootHash: deployment.rootHash,
    documents: createSqliteDocumentStore(sqlite, queue),
    introductions: createSqliteIntroductionStore(sqlite, queue),
  })

  const isPublic = config.origins.length > 0 || !isLoopback(config.host)
  // Over plain HTTP, as on an onion address, browsers ignore the promise of TLS.
  const answers = createAnswers(config.origins.some((origin) => origin.startsWith('https:')))
  const disk = createDiskGuard(async () => {
    const { bavail, blocks, bsize } = await statfs(config.dataFolder)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  })
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
    counts,
    appFolder,
    prices: createPriceBoard(nowMs),
    origins: () => origins,
    metricsHere: !isPublic,
  }
  const socket = { answers, limits, nowMs }
  const server = await listen({ ...socket, app: createRelayApp(relay), port: config.port, host: config.host })
  const name = config.host === 'localhost' ? 'localhost' : hostInUrl(config.host)
  if (origins.length === 0) {
    const names = isLoopback(config.host) ? ['localhost', '127.0.0.1', '[::1]'] : [name]
    origins = names.map((one) => `http://${one}:${server.port}`)
  }
  const metricsApp = createApp([metricsRoute(relay)], relay)
  const metrics =
    config.metricsPort === null
      ? null
      : await listen({ ...socket, app: metricsApp, port: config.metricsPort, host: '127.0.0.1' })

  const tidy = (): void => {
    for (const database of [sqlite, blobSqlite]) {
      giveBackPages(database)
      checkpoint(database)
    }
  }
  const upkeep = createUpkeep({ today, store, blobs, disk, counts, log, tidy })
  let round = upkeep.round()
  await round
  const timer = setInterval(() => {
    round = upkeep.round()
  }, input.upkeepEveryMs ?? UPKEEP_EVERY_MS)

  let stopping: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    clearInterval(timer)
    await Promise.all([server.stop(), metrics?.stop(), round])
    await store.close()
    await blobs.close()
    close(sqlite)
    close(blobSqlite)
    lock.release()
    log({ event: 'stopped' })
  }
  return {
    port: server.port,
    address: config.origins[0] ?? `http://${name}:${server.port}`,
    stop: () => (stopping ??= stop()),
  }
}
