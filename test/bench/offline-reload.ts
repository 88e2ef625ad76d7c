/**
 * How long a second visit without a network takes: milliseconds from the start of the navigation to the first contentful
 * paint, the server stopped, beside a bare Preact page whose worker keeps it too. Both in one browser, in turns.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { chromiumArgs } from '../e2e/harness/chromium.ts'
import { startRelay } from '../e2e/harness/relay-process.ts'
import { bringChromium } from '../bring-chromium.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { serveHello } from './hello.ts'
import { median, progress, type BenchResult } from './measure.ts'

const ROUNDS = 15

interface Reload {
  readonly paintedMs: number
  /** The first thing that can be tapped is there. */
  readonly usableMs: number
}

export async function run(): Promise<BenchResult> {
  bringChromium('The benches', 'npm run bench')
  const relay = await startRelay()
  const hello = await serveHello(mkdtempSync(join(tmpdir(), 'sosafe-hello-')))
  const browser = await chromium.launch({
    executablePath: installedBrowser('chromium') ?? '',
    args: [...chromiumArgs],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB' })
    const ours = await visited(context, relay.origin, '.door')
    const bare = await visited(context, hello.origin, 'button')
    await relay.stop()
    await hello.stop()
    const times = { ours: [] as Reload[], bare: [] as Reload[] }
    for (let round = 0; round <= ROUNDS; round++) {
      const turn = [
        { name: 'ours', page: ours },
        { name: 'bare', page: bare },
      ] as const
      for (const { name, page } of round % 2 === 0 ? turn : turn.toReversed()) {
        const reload = await reloaded(page)
        // the first round warms up
        if (round > 0) times[name].push(reload)
        progress(`  round ${round} ${name}: painted ${reload.paintedMs} ms, usable ${reload.usableMs} ms`)
      }
    }
    const painted = (reloads: readonly Reload[]): number => median(reloads.map(({ paintedMs }) => paintedMs))
    const usable = (reloads: readonly Reload[]): number => median(reloads.map(({ usableMs }) => usableMs))
    progress(`  usable: ours ${usable(times.ours)} ms, bare ${usable(times.bare)} ms`)
    const value = painted(times.ours)
    const bareMs = painted(times.bare)
    return {
      name: 'offline-reload',
      value,
      unit: 'ms',
      baseline: {
        'bare Preact page': bareMs,
        'bare Preact page, its button there': usable(times.bare),
        'ours, the first door there': usable(times.ours),
      },
      ratio: value / bareMs,
    }
  } finally {
    await browser.close()
    await relay.remove()
  }
}

/** A page that its worker keeps. */
async function visited(context: BrowserContext, origin: string, usable: string): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(noteWhenThere, usable)
  await page.goto(origin)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 })
  return page
}

/** Runs in the page before its scripts. */
function noteWhenThere(selector: string): void {
  const watcher = new MutationObserver(() => {
    if (document.querySelector(selector) === null) return
    Object.assign(globalThis, { usableMs: performance.now() })
    watcher.disconnect()
  })
  watcher.observe(document, { childList: true, subtree: true })
}

async function reloaded(page: Page): Promise<Reload> {
  await page.bringToFront()
  await page.reload()
  const found = await page.waitForFunction(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    const { usableMs } = globalThis as { usableMs?: number }
    return paint === undefined || usableMs === undefined ? undefined : { paintedMs: paint.startTime, usableMs }
  })
  return (await found.jsonValue())!
}
