/**
 * Puts the app's machinery together: crypto, storage, outbox, documents. Loaded after the first paint, so that the numbers
 * and the exit are there first. Second half of the composition root: what touches the platform comes from main.tsx.
 */
import { concat } from '../../shared/bytes/cursor.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import type { Random } from '../../shared/crypto/primitives.ts'
import type { Argon2id } from '../../shared/crypto/ticket.ts'
import { type Day, dayOf } from '../../shared/day.ts'
import { argon2id, loadArgon2 } from '../argon2/argon2.ts'
import { wakeWhenOnline } from '../offline/wake.ts'
import { createOutbox } from '../outbox/outbox.ts'
import { loadSolving, solveApart } from '../outbox/solve-apart.ts'
import { wireOutbox } from '../outbox/wire.ts'
import { createRelay } from '../relay/relay.ts'
import type { Fetch } from '../relay/transport.ts'
import { createDocumentStore } from '../storage/document-store.ts'
import { createMarks } from '../storage/marks.ts'
import { readSlotsApart } from '../storage/read-apart.ts'
import { createPersistence } from '../storage/persistence.ts'
import { connectReporterDatabase } from '../storage/reporter-database.ts'
import { gently, letOthers } from './main-thread/gently.ts'
import { createOffices } from './offices/offices.ts'
import type { System } from './system.ts'

export interface Platform {
  readonly random: Random
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** 0 to 1; not secret. */
  readonly chance: () => number
  readonly fetch: Fetch
  readonly offline: System['offline']
}

/** This browser lacks what sealing needs: a page that is not secure, or a very old one. */
export class NoCryptoError extends Error {
  override readonly name = 'NoCryptoError'
  constructor(options?: ErrorOptions) {
    super('no crypto', options)
  }
}

/** Sends what waits and refreshes the documents at once, and whenever the network comes back. @throws NoCryptoError */
export async function start({ random, now, chance, fetch, offline }: Platform): Promise<System> {
  const clock = (): Day => dayOf(now())
  // in steps: at the speed of a slow phone, all of it at once keeps whoever leaves waiting
  await letOthers()
  const primitives = gently(await detect())
  const database = connectReporterDatabase()
  const relay = createRelay({ fetch, origin: location.origin, today: clock, p: primitives })
  const outbox = createOutbox({
    ...wireOutbox(database, relay, clock, { solve: solveApart, readSlots: readSlotsApart(database) }),
    wakeLater: () => wakeWhenOnline('/'),
    chance,
  })
  const deploymentId = parseHex(__ROOT_HASH__)
  const store = createDocumentStore(database)
  const offices = createOffices({
    primitives,
    rootHash: deploymentId,
    relay,
    store,
    today: clock,
  })
  const onNetwork = (): void => {
    void outbox.send()
    void offices.refresh()
  }
  const marks = createMarks(database, 'caches' in globalThis ? caches : null, random)
  // absent on pages that are not secure; the engine that asks nobody is the one that has Background Sync
  const { storage } = navigator as { readonly storage?: StorageManager }
  const persistence = createPersistence(storage, 'SyncManager' in globalThis)
  addEventListener('online', onNetwork)
  await letOthers()
  onNetwork()
  void marks.compare()
  void persistence.askQuietly()
  return {
    primitives,
    random,
    now,
    today: () => latest(clock(), offices.provenDay()),
    relay,
    outbox,
    marks,
    persistence,
    offices,
    argon2id: derive,
    async loadSealing() {
      await loadArgon2()
      await loadSolving()
      await primitives.deflate(new Uint8Array(1))
    },
    offline,
    deploymentId,
  }
}

async function detect(): ReturnType<typeof detectPrimitives> {
  // absent on pages that are not secure
  const { crypto } = globalThis as { crypto?: Partial<Crypto> }
  if (crypto?.subtle === undefined) throw new NoCryptoError()
  try {
    return await detectPrimitives({ subtle: crypto.subtle })
  } catch (error) {
    throw new NoCryptoError({ cause: error })
  }
}

/** A clock that was set back is not believed against a signed document: what is sealed would seem to have expired. */
const latest = (day: Day, provenDay: Day | null): Day => (provenDay === null || day > provenDay ? day : provenDay)

const derive: Argon2id = async (password, salt, cost) => concat(await argon2id(password, salt, cost))

/** Empty when the build was given no root hash: then no directory is trusted. */
function parseHex(text: string): ReturnType<typeof concat> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
