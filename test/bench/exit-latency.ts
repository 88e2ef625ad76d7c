/**
 * Milliseconds from the end of a tap on the exit until the screen is painted empty, the longest of all, with a main thread six
 * times slower and at the moments when it has most to do: while the app is still arriving, and while a letter is being sealed.
 * The screen is emptied from the touch on, so the time since the touch stands beside it. Chromium slows nothing but the main
 * thread. Held against the same tap on an app that has nothing to do.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser } from 'playwright-core'
import { words } from '../../client/words/reporter.en.ts'
import { bringChromium } from '../bring-chromium.ts'
import { chromiumArgs } from '../e2e/harness/chromium.ts'
import { startRelay } from '../e2e/harness/relay-process.ts'
import { tell } from '../e2e/harness/reporter.ts'
import { chromiumScreen, type Screen } from '../e2e/harness/screen.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { median, progress, type BenchResult } from './measure.ts'

const PROCESSOR = { rate: 6 }
const LEFT = 'left after '
/** How long the finger rests: half of what Android takes for a tap at most (ViewConfiguration.getTapTimeout, 100 ms). */
const RESTING_MS = 50
/** Nothing is on its way any more. */
const QUIET_MS = 6_000
const ARRIVING_MS = [0, 100, 300, 700, 1_500] as const
const SEALING_MS = [0, 30, 100, 300, 700] as const

interface Left {
  readonly sinceTouchMs: number
  readonly sinceLiftedMs: number
}

export async function run(): Promise<BenchResult> {
  bringChromium('The benches', 'npm run bench')
  const relay = await startRelay()
  const browser = await chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args: [...chromiumArgs] })
  const sealing = async (screen: Screen): Promise<void> => {
    await tell(screen, { area: 'Lamphun', words: 'Words' })
    await wait(QUIET_MS / 2)
    await screen.tap(words['review.send'])
  }
  const arriving = (): Promise<void> => Promise.resolve()
  const busy: Left[] = []
  const quiet: Left[] = []
  const leave = async (before: (screen: Screen) => Promise<void>, ms: number, what: string): Promise<Left> => {
    const left = await leaveAfter(browser, relay.origin, before, ms)
    const { sinceTouchMs, sinceLiftedMs } = left
    progress(`  ${what}, after ${ms} ms: ${Math.round(sinceLiftedMs)} ms (${Math.round(sinceTouchMs)} since the touch)`)
    return left
  }
  try {
    for (const ms of ARRIVING_MS) busy.push(await leave(arriving, ms, 'arriving'))
    for (const ms of SEALING_MS) busy.push(await leave(sealing, ms, 'sealing'))
    for (let round = 0; round < 3; round++) quiet.push(await leave(arriving, QUIET_MS, 'nothing to do'))
  } finally {
    await browser.close()
    await relay.remove()
  }
  const value = Math.max(...busy.map(({ sinceLiftedMs }) => sinceLiftedMs))
  const touched = Math.max(...busy.map(({ sinceTouchMs }) => sinceTouchMs))
  const quietly = median(quiet.map(({ sinceTouchMs }) => sinceTouchMs))
  const baseline = {
    'nothing to do, since the touch': quietly,
    'nothing to do': median(quiet.map(({ sinceLiftedMs }) => sinceLiftedMs)),
    'since the touch': touched,
  }
  return { name: 'exit-latency', value, unit: 'ms', baseline, ratio: value / quietly }
}

async function leaveAfter(
  browser: Browser,
  origin: string,
  before: (screen: Screen) => Promise<void>,
  ms: number,
): Promise<Left> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
    locale: 'en-GB',
  })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', PROCESSOR)
    // elsewhere never answers, so that the empty page stays
    await page.route('https://www.google.com/', () => undefined)
    await page.addInitScript(noteLeaving, LEFT)
    await page.goto(origin)
    await page.locator('button.exit').waitFor()
    await before(chromiumScreen(page))
    await wait(ms)
    const left = page.waitForEvent('console', (message) => message.text().startsWith(LEFT))
    // by place: looking for the button would wait for the main thread; so would waiting until the touch is heard
    const touched = session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 320, y: 28 }] })
    await wait(RESTING_MS)
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await touched
    return JSON.parse((await left).text().slice(LEFT.length)) as Left
  } finally {
    await context.close()
  }
}

/** Runs in the page before its scripts. The time of an event is that of the finger, not of the page that hears of it. */
function noteLeaving(said: string): void {
  let touchedMs = 0
  let liftedMs = 0
  let paintedMs = 0
  const tell = (): void => {
    if (liftedMs === 0 || paintedMs === 0) return
    const left = { sinceTouchMs: paintedMs - touchedMs, sinceLiftedMs: Math.max(0, paintedMs - liftedMs) }
    console.log(said + JSON.stringify(left))
  }
  addEventListener('pointerdown', ({ timeStamp, target }) => {
    if (!(target instanceof Element) || !target.matches('.exit')) return
    touchedMs = timeStamp
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // Behind the frame that it is in.
      port1.onmessage = () => {
        paintedMs = performance.now()
        tell()
      }
      port2.postMessage(null)
    })
  })
  addEventListener('pointerup', ({ timeStamp }) => {
    if (touchedMs === 0) return
    liftedMs = timeStamp
    tell()
  })
}
