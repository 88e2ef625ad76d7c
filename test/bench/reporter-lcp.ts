/**
 * Milliseconds until the largest piece of a first visit is painted, on a phone as Lighthouse's mobile run pretends one when it
 * throttles through the DevTools protocol: its screen, its network and a processor four times slower. Against a bare Preact
 * page, both in one browser, in turns, each time with nothing kept.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { bringChromium } from '../bring-chromium.ts'
import { chromiumArgs } from '../e2e/harness/chromium.ts'
import { startRelay } from '../e2e/harness/relay-process.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { serveHello } from './hello.ts'
import { median, progress, type BenchResult } from './measure.ts'

const ROUNDS = 9
/** A slow 4G: 1.6 Mbit/s, 150 ms there and back. Chromium delays requests, not packets: Lighthouse makes up for it so. */
const NETWORK = { offline: false, latency: 150 * 3.75, downloadThroughput: 184_320, uploadThroughput: 84_375 }
const PROCESSOR = { rate: 4 }
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true }
/** Nothing larger has come for so long. */
const SETTLED_MS = 1_500

export async function run(): Promise<BenchResult> {
  bringChromium('The benches', 'npm run bench')
  const relay = await startRelay()
  const hello = await serveHello(mkdtempSync(join(tmpdir(), 'sosafe-hello-')))
  const browser = await chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args: [...chromiumArgs] })
  const pages = { ours: relay.origin, bare: hello.origin } as const
  const times = { ours: [] as number[], bare: [] as number[] }
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const names = ['ours', 'bare'] as const
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const paintedMs = await largestPaint(browser, pages[name])
        // the first round warms up
        if (round > 0) times[name].push(paintedMs)
        progress(`  round ${round} ${name}: ${Math.round(paintedMs)} ms`)
      }
    }
  } finally {
    await browser.close()
    await hello.stop()
    await relay.remove()
  }
  return {
    name: 'reporter-lcp',
    value: median(times.ours),
    unit: 'ms',
    baseline: { 'bare Preact page': median(times.bare) },
    ratio: median(times.ours.map((ms, round) => ms / times.bare[round]!)),
  }
}

async function largestPaint(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext({ ...PHONE, locale: 'en-GB' })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', NETWORK)
    await session.send('Emulation.setCPUThrottlingRate', PROCESSOR)
    await page.addInitScript(noteLargest)
    await page.goto(origin, { waitUntil: 'load' })
    const found = await page.waitForFunction((settledMs) => {
      const { largestMs } = globalThis as { largestMs?: number }
      return largestMs !== undefined && performance.now() - largestMs > settledMs ? largestMs : undefined
    }, SETTLED_MS)
    return (await found.jsonValue())!
  } finally {
    await context.close()
  }
}

/** Runs in the page before its scripts. */
function noteLargest(): void {
  new PerformanceObserver((list) => {
    const last = list.getEntries().at(-1)
    if (last !== undefined) Object.assign(globalThis, { largestMs: last.startTime })
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}
