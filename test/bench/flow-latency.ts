/**
 * Milliseconds from the end of a tap until the next screen is painted, the 95th of a hundred, over all screens of the short way
 * from the home to the ticket, on a first visit, with a main thread six times slower. Chromium slows nothing but the main
 * thread: workers and WebCrypto run as fast as ever. The tests that tell drive the way; they look at the page ten times a
 * second, which is in these figures. Against the tap on a bare Preact page, in the same browser, in turns.
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
import { chromiumScreen } from '../e2e/harness/screen.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { serveHello } from './hello.ts'
import { median, progress, type BenchResult } from './measure.ts'

const ROUNDS = 4
const PROCESSOR = { rate: 6 }
const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }
const PERCENTILE = 0.95
/** The one pause: nobody sends without having looked at what is sent. */
const READING_MS = 3_000

interface Change {
  readonly to: string
  readonly tookMs: number
}

export async function run(): Promise<BenchResult> {
  bringChromium('The benches', 'npm run bench')
  const relay = await startRelay()
  const hello = await serveHello(mkdtempSync(join(tmpdir(), 'sosafe-hello-')))
  const browser = await chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args: [...chromiumArgs] })
  const changes: Change[] = []
  const bare: number[] = []
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const [answered] = await onSlowPage(browser, 'main button', (page) => answer(page, hello.origin))
      const seen = await onSlowPage(browser, 'main h1', (page) => shortWay(page, relay.origin))
      progress(
        `  round ${round}: bare page ${Math.round(answered!.tookMs)}, ${seen.map(({ to, tookMs }) => `${to} ${Math.round(tookMs)}`).join(', ')}`,
      )
      // the first round warms up
      if (round === 0) continue
      changes.push(...seen)
      bare.push(answered!.tookMs)
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
    },
    ratio: value / floor,
  }
}

/** @param selector what is another after a tap */
async function onSlowPage(
  browser: Browser,
  selector: string,
  way: (page: Page) => Promise<void>,
): Promise<readonly Change[]> {
  const context = await browser.newContext({ ...PHONE, locale: 'en-GB' })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', PROCESSOR)
    await page.addInitScript(noteChanges, selector)
    await way(page)
    const changes = await page.waitForFunction(() => {
      const { changes: noted } = globalThis as unknown as { changes: Change[] }
      return noted.length > 0 ? noted : undefined
    })
    return (await changes.jsonValue())!
  } finally {
    await context.close()
  }
}

async function answer(page: Page, origin: string): Promise<void> {
  await page.goto(origin)
  await kept(page)
  await chromiumScreen(page).tap('Tap')
  await chromiumScreen(page).sees('Answered')
}

async function shortWay(page: Page, origin: string): Promise<void> {
  const screen = chromiumScreen(page)
  await page.goto(origin)
  await kept(page)
  await tell(screen, { area: 'Lamphun', words: 'Words' })
  await wait(READING_MS)
  await screen.tap(words['review.send'])
  await screen.sees(words['ticket.title'])
  // And painted.
  await page.evaluate(() => new Promise((done) => void requestAnimationFrame(() => setTimeout(done, 50))))
}

/** Nobody taps in the first moment, and the parts of the app are on their way. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 })
}

/** Runs in the page before its scripts: what stands in one place tells what is another screen. */
function noteChanges(selector: string): void {
  const changes: Change[] = []
  Object.assign(globalThis, { changes })
  const heading = (): string => document.querySelector(selector)?.textContent ?? ''
  let tapped: { readonly atMs: number; readonly from: string } | null = null
  addEventListener(
    'pointerup',
    ({ timeStamp }) => {
      tapped = { atMs: timeStamp, from: heading() }
    },
    { capture: true },
  )
  new MutationObserver(() => {
    const to = heading()
    if (tapped === null || to === '' || to === tapped.from) return
    const { atMs } = tapped
    tapped = null
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // Behind the frame that it is in.
      port1.onmessage = () => void changes.push({ to, tookMs: performance.now() - atMs })
      port2.postMessage(null)
    })
  }).observe(document, { childList: true, subtree: true, characterData: true })
}
