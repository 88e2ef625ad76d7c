/**
 * Milliseconds on a network of 40 kbit/s and 600 ms there and back, the larger of two: on a first visit, from the navigation
 * until a hotline's number that can be tapped is painted; and from the tap on Send until the report is handed over, on the
 * same visit, the network still busy with keeping the app. Beside them kilobytes, both ways and heads included, of a later
 * open for which no document has changed. The processor is not slowed.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { words } from '../../client/words/reporter.en.ts'
import { bringChromium } from '../bring-chromium.ts'
import { chromiumArgs } from '../e2e/harness/chromium.ts'
import { startRelay } from '../e2e/harness/relay-process.ts'
import { tell } from '../e2e/harness/reporter.ts'
import { chromiumScreen } from '../e2e/harness/screen.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { median, progress, type BenchResult } from './measure.ts'
import { slowNetwork, type SlowNetwork } from './slow-network.ts'

const ROUNDS = 3
const SPEED = { bitsPerSecond: 40_000, roundTripMs: 600 }
/** Nothing has passed for so long: the visit is over. */
const QUIET_MS = 8_000
const KILOBYTE = 1_000

interface Visits {
  readonly numberMs: number
  readonly handedMs: number
  readonly laterKilobytes: number
}

export async function run(): Promise<BenchResult> {
  bringChromium('The benches', 'npm run bench')
  const relay = await startRelay()
  const rounds: Visits[] = []
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const network = await slowNetwork(Number(new URL(relay.origin).port), SPEED)
      try {
        const visits = await visitTwice(relay.origin, network)
        progress(`  round ${round}: ${JSON.stringify(visits)}`)
        rounds.push(visits)
      } finally {
        await network.stop()
      }
    }
  } finally {
    await relay.remove()
  }
  const [number, handed, later] = (['numberMs', 'handedMs', 'laterKilobytes'] as const).map((name) =>
    median(rounds.map((visits) => visits[name])),
  ) as [number, number, number]
  return {
    name: '2g',
    value: Math.max(number, handed),
    unit: 'ms',
    baseline: { 'ms to the first number': number, 'ms from Send to handed over': handed, 'kB of a later open': later },
    ratio: Math.max(number, handed) / number,
  }
}

async function visitTwice(origin: string, network: SlowNetwork): Promise<Visits> {
  const profile = mkdtempSync(join(tmpdir(), 'sosafe-2g-'))
  try {
    const first = await open(origin, network, profile)
    await first.page.addInitScript(noteNumber)
    await first.page.goto(origin, { timeout: 120_000 })
    const numberMs = await noted(first.page, 'numberMs')
    await tell(chromiumScreen(first.page), { area: 'Lamphun', words: 'Words' })
    await first.page.evaluate(noteHandedOver, words['state.handed'])
    await chromiumScreen(first.page).tap(words['review.send'])
    const handedMs = await noted(first.page, 'handedMs')
    await quiet(network)
    await first.context.close()

    const second = await open(origin, network, profile)
    const before = network.bytes()
    await second.page.goto(origin)
    await chromiumScreen(second.page).sees(words['home.title'])
    await quiet(network)
    const laterKilobytes = (network.bytes() - before) / KILOBYTE
    await second.context.close()
    return { numberMs, handedMs, laterKilobytes }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

async function open(
  origin: string,
  network: SlowNetwork,
  profile: string,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: installedBrowser('chromium') ?? '',
    args: [...chromiumArgs, `--host-resolver-rules=MAP ${new URL(origin).host} 127.0.0.1:${network.port}`],
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
    locale: 'en-GB',
  })
  return { context, page: context.pages()[0] ?? (await context.newPage()) }
}

async function noted(page: Page, name: 'numberMs' | 'handedMs'): Promise<number> {
  const found = await page.waitForFunction((which) => Reflect.get(globalThis, which) as number | undefined, name, {
    timeout: 180_000,
  })
  return (await found.jsonValue())!
}

async function quiet(network: SlowNetwork): Promise<void> {
  for (let before = -1; before !== network.bytes();) {
    before = network.bytes()
    await wait(QUIET_MS)
  }
}

/** Runs in the page before its scripts. A frame is drawn only once the styles are there. */
function noteNumber(): void {
  const look = (): void => {
    if (document.querySelector('a[href^="tel:"]')?.checkVisibility() !== true) return void requestAnimationFrame(look)
    const { port1, port2 } = new MessageChannel()
    // Behind the frame that it is in.
    port1.onmessage = () => Object.assign(globalThis, { numberMs: performance.now() })
    port2.postMessage(null)
  }
  requestAnimationFrame(look)
}

/** Runs in the page, on the last screen before sealing. */
function noteHandedOver(handed: string): void {
  let tappedMs = 0
  addEventListener('pointerup', ({ timeStamp }) => (tappedMs = timeStamp), { capture: true, once: true })
  const watcher = new MutationObserver(() => {
    if (!document.body.innerText.includes(handed)) return
    Object.assign(globalThis, { handedMs: performance.now() - tappedMs })
    watcher.disconnect()
  })
  watcher.observe(document, { childList: true, subtree: true, characterData: true })
}
