/**
 * The worker of one open desk: the only place in the browser where its keys are. Composition root: the clock, randomness, the
 * network, storage and locks enter here. It ends with the page, or when the page locks the desk.
 */
import { concat } from '../../shared/bytes/cursor.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { type Day, dayOf } from '../../shared/day.ts'
import { argon2id } from '../argon2/argon2.ts'
import { createRelay } from '../relay/relay.ts'
import { createDeskStore } from '../storage/desk-store.ts'
import { serveDesk } from './bridge/serve-desk.ts'
import { createTurns } from './in-turn.ts'
import { watchRelayClock } from './relay-clock.ts'
import type { DeskTools, Exclusive } from './tools.ts'

declare const self: DedicatedWorkerGlobalScope

const nowMs = (): number => Date.now()
const today = (): Day => dayOf(nowMs())

const inTurn = createTurns()
/** Without Web Locks only this page's own rounds wait for each other; two pages then ask the relay twice, which does no harm. */
const exclusive: Exclusive = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(name, work) : inTurn(work)

/** Null when the build was given none: then no directory is trusted. */
function rootHash(): DeskTools['rootHash'] {
  const pairs = __ROOT_HASH__.match(/../g)
  return pairs === null ? null : Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16))
}

async function createTools(): Promise<DeskTools> {
  const primitives = await detectPrimitives(crypto)
  const clock = watchRelayClock((url, init) => fetch(url, init), today)
  return {
    primitives,
    random: (lengthBytes) => crypto.getRandomValues(new Uint8Array(lengthBytes)),
    argon2id: async (password, salt, cost) => concat(await argon2id(password, salt, cost)),
    nowMs,
    today,
    pause: () => new Promise((done) => setTimeout(done)),
    relay: createRelay({ fetch: clock.fetch, origin: location.origin, today, p: primitives }),
    store: createDeskStore('desk'),
    rootHash: rootHash(),
    exclusive,
    clockAheadDays: () => clock.aheadDays(),
  }
}

/** The page waits for the same lock: it gets it when this worker is gone, however that came about. */
async function holdLife(): Promise<void> {
  if (!('locks' in navigator)) return
  await new Promise<void>((held) => {
    void navigator.locks.request(self.name, () => {
      held()
      return new Promise(() => {})
    })
  })
}

async function start(): Promise<void> {
  const [tools] = await Promise.all([createTools(), holdLife()])
  serveDesk(self, tools, location.origin)
}

void start()
