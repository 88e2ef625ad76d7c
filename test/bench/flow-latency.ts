/**
 * Milliseconds from the end of a tap until the next screen is painted, the 95th of a hundred, over all screens of the short way
 * from the home to the ticket, on a first visit, with a main thread six times slower. Chromium slows nothing but the main
 * thread: workers and WebCrypto run as fast as ever. The tests that tell drive the way; between a tap and what follows nobody
 * looks at the page, which tells of itself. Beside it, how long a letter takes from Send until its ticket is shown: the screen
 * before that one says that it is being sealed. Against the tap on a bare Preact page, in the same browser, in turns.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright-core'
import { words } from '../../client/words/reporter.en.ts'
import { bringChromium } from '../bring-chromium.ts'
import { chromiumArgs } from '../e2e/harness/chromium.ts'
import { startRelay } from '../e2e/harness/relay-process.ts'
import { tell } from '../e2e/harness/reporter.ts'
import { type Screen, chromiumScreen, patienceMs } from '../e2e/harness/screen.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { serveHello } from './hello.ts'
import { median, progress, type BenchResult } from './measure.ts'

const ROUNDS = 4
const PROCESSOR = { rate: 6 }
const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }
const PERCENTILE = 0.95
/** The one long pause: nobody sends without having looked at what is sent. */
const READING_MS = 3_000
/** Shorter than anybody needs to read a question. */
const LOOKING_MS = 300

const titles: ReadonlySet<string> = new Set(
  Object.entries(words).flatMap(([key, text]) => (key.endsWith('.title') ? [text] : [])),
)
const CHANGED = 'another screen: '

interface Change {
  readonly to: string
  /** Since the tap before it. */
  readonly tookMs: number
  /** The first one after that tap. */
  readonly isAnswer: boolean
}

export async function run(): Promise<BenchResult> {
  bringChromium('The benches', 'npm run bench')
  const relay = await startRelay()
  const hello = await serveHello(mkdtempSync(join(tmpdir(), 'sosafe-hello-')))
  const browser = await chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args: [...chromiumArgs] })
  const changes: Change[] = []
  const bare: number[] = []
  const sealed: number[] = []
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const [answered] = await onSlowPage(browser, 'main button', (page, screen) => answer(page, screen, hello.origin))
      const seen = await onSlowPage(browser, 'main h1', (page, screen) => shortWay(page, screen, relay.origin))
      progress(
        `  round ${round}: bare page ${Math.round(answered!.tookMs)}, ${seen.map(({ to, tookMs }) => `${to} ${Math.round(tookMs)}`).join(', ')}`,
      )
      // the first round warms up
      if (round === 0) continue
      changes.push(...seen.filter(({ isAnswer }) => isAnswer))
      bare.push(answered!.tookMs)
      sealed.push(...seen.filter(({ to }) => to === words['ticket.title']).map(({ tookMs }) => tookMs))
    }
  } finally {
    await browser.close()
    await hello.stop()
    await relay.remove()
  }
  const times = changes.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b)
  const value = times[Math.ceil(times.length * PERCENTILE) - 1]!
  const slowest = changes.find(({ tookMs }) => tookMs === times.at(-1))
  progress(`  the slowest: ${slowest?.to}`)
  const floor = median(bare)
  return {
    name: 'flow-latency',
    value,
    unit: 'ms',
    baseline: {
      'bare Preact page, half of the taps': floor,
      'half of ours': median(times),
      'the slowest of ours': times.at(-1)!,
      'from Send to the ticket': median(sealed),
    },
    ratio: value / floor,
  }
}

/** @param selector what is another after a tap */
async function onSlowPage(
  browser: Browser,
  selector: string,
  way: (page: Page, screen: Screen) => Promise<void>,
): Promise<readonly Change[]> {
  const context = await browser.newContext({ ...PHONE, locale: 'en-GB' })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', PROCESSOR)
    const changes: Change[] = []
    page.on('console', (message) => {
      const text = message.text()
      if (text.startsWith(CHANGED)) changes.push(JSON.parse(text.slice(CHANGED.length)) as Change)
    })
    await page.addInitScript(noteChanges, { selector, said: CHANGED })
    await way(page, unwatched(chromiumScreen(page), changes))
    return changes
  } finally {
    await context.close()
  }
}

/** Learns what is on the screen from the page, instead of looking at it: that takes the page's time. */
function unwatched(screen: Screen, changes: readonly Change[]): Screen {
  let before = 0
  return {
    ...screen,
    async tap(name) {
      before = changes.length
      await screen.tap(name)
    },
    /** The screen that follows the last tap; a heading that is waited for may come after another one. */
    async sees(wanted) {
      const until = Date.now() + patienceMs
      const isThere = ({ to }: Change): boolean => to === wanted || !titles.has(String(wanted))
      while (!changes.slice(before).some(isThere)) {
        if (Date.now() > until) throw new Error(`waited in vain for ${wanted}`)
        await wait(20)
      }
      // nobody taps in the moment in which a screen appears
      await wait(LOOKING_MS)
      return ''
    },
  }
}

async function answer(page: Page, screen: Screen, origin: string): Promise<void> {
  await page.goto(origin)
  await kept(page)
  await screen.tap('Tap')
  await screen.sees(/Answered/)
}

async function shortWay(page: Page, screen: Screen, origin: string): Promise<void> {
  await page.goto(origin)
  await kept(page)
  await tell(screen, { area: 'Lamphun', words: 'Words' })
  await wait(READING_MS)
  await screen.tap(words['review.send'])
  await screen.sees(words['ticket.title'])
}

/** Nobody taps in the first moment, and the parts of the app are on their way. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 })
}

/** Runs in the page before its scripts: what stands in one place tells what is another screen. */
function noteChanges({ selector, said }: { readonly selector: string; readonly said: string }): void {
  const heading = (): string => document.querySelector(selector)?.textContent ?? ''
  let tappedMs: number | null = null
  let isAnswer = true
  let before = ''
  addEventListener(
    'pointerup',
    ({ timeStamp }) => {
      tappedMs = timeStamp
      isAnswer = true
      before = heading()
    },
    { capture: true },
  )
  new MutationObserver(() => {
    const to = heading()
    if (tappedMs === null || to === '' || to === before) return
    const since = tappedMs
    const change = { to, isAnswer }
    before = to
    isAnswer = false
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // Behind the frame that it is in.
      port1.onmessage = () => console.log(said + JSON.stringify({ ...change, tookMs: performance.now() - since }))
      port2.postMessage(null)
    })
  }).observe(document, { childList: true, subtree: true, characterData: true })
}
