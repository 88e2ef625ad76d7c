/**
 * The reporter's app: what a survivor sees first. Loads nothing but the home and the words of one language; everything
 * else comes after the first paint. Composition root: the clock, randomness and the network enter here.
 */
import { render } from 'preact'
import '../ui/base.css'
import './reporter.css'
import { App } from './app.tsx'
import { createCover } from './cover/cover.ts'
import { createCurtain } from './cover/curtain.ts'
import { createLongestClock, watch } from './cover/watch.ts'
import { leave, watchForLeaving } from './exit.ts'
import { loadSpoken } from './language/load-language.ts'
import { type Spoken, type SpokenWords, createSpoken } from './language/spoken.ts'
import { parts } from './parts.ts'
import type { OfflineState } from '../offline/register.ts'
import type { System } from './system.ts'
import { LANGUAGES, languageOf } from '../words/languages.ts'
import { oneByOne } from './main-thread/when-idle.ts'

watchForLeaving()

const now = (): number => Date.now()

let kept: OfflineState | null = null
let starting: Promise<System> | null = null

/** One System per page. A part that could not be loaded is asked for again at the next call. */
function system(): Promise<System> {
  starting ??= load().catch((error: unknown) => {
    starting = null
    throw error
  })
  return starting
}

async function load(): Promise<System> {
  const { start } = await import('./start.ts')
  return start({
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    now,
    chance: () => Math.random(),
    fetch: (url, init) => fetch(url, init),
    offline: () => kept,
  })
}

async function keep(): Promise<void> {
  try {
    const { keepOffline } = await import('../offline/register.ts')
    kept = await keepOffline('/')
  } catch {
    kept = 'failed'
  }
}

/** Asked at every open: what the browser writes down of the asking must not tell that something waits. */
async function wakeLater(): Promise<void> {
  try {
    await (await system()).outbox.askToBeWoken()
  } catch {
    // none in this browser: nothing can wait either
  }
}

/** From here on the app is under the cover. */
function show(root: HTMLElement, first: Spoken): SpokenWords {
  let spoken = first
  /** Each life begins at the home, with nothing of the one before. */
  let life = 1
  const draw = (): void => {
    document.documentElement.lang = spoken.language
    document.documentElement.dir = LANGUAGES[spoken.language].rtl ? 'rtl' : 'ltr'
    render(<App key={life} spoken={spoken} words={words} now={now} system={system} cover={cover} />, root)
  }
  const words = createSpoken({
    first,
    load: loadSpoken,
    show: (next) => {
      spoken = next
      draw()
    },
  })
  const cover = createCover({
    now: createLongestClock([now, () => performance.now()]),
    after: (ms, work) => void setTimeout(work, ms),
    curtain: createCurtain(
      root,
      () => {
        const { cover: label = '', 'cover.close': close = '', 'cover.more': more = '' } = spoken.words
        return { label, close, more }
      },
      (longer) => cover.lift(longer),
      leave,
    ),
    drop: () => {
      life++
      draw()
    },
  })
  root.replaceChildren()
  draw()
  watch(cover)
  return words
}

async function open(): Promise<void> {
  const root = document.getElementById('app')
  if (root === null) return
  // a link that leads out of another app says so: nobody who looks at the address needs to read that
  if (location.search !== '') history.replaceState(null, '', '/')
  const first = await loadSpoken(languageOf(navigator.languages), false)
  const words = show(root, first)
  const { tell, ticket, about, rights, use, services } = parts
  const others = [about, services, rights, ticket, use].map(({ load }) => load)
  const sealing = async (): Promise<void> => (await system()).loadSealing()
  const offices = async (): Promise<void> => (await system()).offices.refresh()
  // what waits goes out at every open, before anything else; then what a letter needs; the rest, and keeping all, can wait.
  // Failures are told where they matter, when a letter is sealed.
  await oneByOne([system, words.whole, tell.load, sealing, offices, ...others, () => keep().then(wakeLater)])
}

// where even the words do not come, the page keeps the numbers that it was sent with
open().catch(() => undefined)
