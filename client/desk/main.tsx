/**
 * The caseworkers' app. Composition root: the clock, randomness, the network, storage, locks and workers enter here. A link's
 * secret leaves the address bar before anything else happens.
 */
import { render } from 'preact'
import '../ui/base.css'
import './desk.css'
import { concat } from '../../shared/bytes/cursor.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { type Day, dayOf } from '../../shared/day.ts'
import { argon2id } from '../argon2/argon2.ts'
import { keepOffline } from '../offline/register.ts'
import { createRelay } from '../relay/relay.ts'
import { createDeskStore } from '../storage/desk-store.ts'
import { App, type Entrance } from './app.tsx'
import { createTurns } from './in-turn.ts'
import { watchRelayClock } from './relay-clock.ts'
import { languageOf, loadWords } from './speech.ts'
import type { DeskTools, Exclusive } from './tools.ts'

/** The fragment, and no longer in the address. */
function takeFragment(): string {
  const { hash } = location
  if (hash !== '') history.replaceState(null, '', '/desk/')
  return hash
}

const fragment = takeFragment()
const nowMs = (): number => Date.now()
const today = (): Day => dayOf(nowMs())

const inTurn = createTurns()
/** Without Web Locks only this page's own rounds wait for each other; two pages then ask the relay twice, which does no harm. */
const exclusive: Exclusive = <T,>(name: string, work: () => Promise<T>): Promise<T> =>
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

const entrance: Entrance = {
  origin: location.origin,
  fragment,
  onFragment(listener) {
    const onChange = (): void => listener(takeFragment())
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  },
  keepStorage: () => void navigator.storage?.persist?.().catch(() => false),
}

async function open(): Promise<void> {
  const root = document.getElementById('app')
  if (root === null) return
  const language = languageOf(navigator.languages)
  const [words, tools] = await Promise.all([loadWords(language), createTools()])
  root.replaceChildren()
  render(<App first={{ language, words }} tools={tools} entrance={entrance} />, root)
  void keepOffline('/desk/')
}

void open()
