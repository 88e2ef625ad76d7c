/**
 * What a first visit costs: bytes as the relay transfers them (heads of the answers included) for everything that the page
 * asks for until the home answers a tap. The tap comes the moment that the first door is there. The service worker and what
 * it keeps for later are not counted. Held against the same measure on a bare Preact page.
 */
import { mkdtempSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { chromiumArgs } from '../e2e/harness/chromium.ts'
import { startRelay } from '../e2e/harness/relay-process.ts'
import { bringChromium } from '../bring-chromium.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { serveHello } from './hello.ts'
import { median, progress, type BenchResult } from './measure.ts'

const ROUNDS = 3

interface Load {
  readonly path: string
  /** Head and body as they came over the network. */
  bytes: number
}

export async function run(): Promise<BenchResult> {
  bringChromium('The benches', 'npm run bench')
  const relay = await startRelay()
  const hello = await serveHello(mkdtempSync(join(tmpdir(), 'sosafe-hello-')))
  const browser = await chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args: [...chromiumArgs] })
  const ours: number[] = []
  const bare: number[] = []
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      ours.push(sum(`round ${round}, SoSafe`, await firstLoad(browser, relay.origin, '.door')))
      bare.push(sum(`round ${round}, bare page`, await firstLoad(browser, hello.origin, 'button')))
    }
  } finally {
    await browser.close()
    await hello.stop()
    await relay.remove()
  }
  const value = median(ours)
  const baseline = { 'bare Preact page': median(bare) }
  return { name: 'first-load', value, unit: 'bytes', baseline, ratio: value / baseline['bare Preact page'] }
}

function sum(what: string, loads: readonly Load[]): number {
  const total = loads.reduce((bytes, load) => bytes + load.bytes, 0)
  progress(`  ${what}: ${total} bytes = ${loads.map(({ path, bytes }) => `${path} ${bytes}`).join(', ')}`)
  return total
}

async function firstLoad(browser: Browser, origin: string, door: string): Promise<Load[]> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB' })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const loads = new Map<string, Load & { readonly askedMs: number }>()
  const finished = new Set<string>()
  session.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
    loads.set(requestId, { path: new URL(request.url).pathname, bytes: 0, askedMs: wallTime * 1000 })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId)
    if (load !== undefined) load.bytes = encodedDataLength
    finished.add(requestId)
  })
  await session.send('Network.enable')
  await page.addInitScript(tapAtOnce, door)
  await page.goto(origin, { waitUntil: 'load' })
  const answered = await page.waitForFunction(() => (globalThis as { answeredMs?: number }).answeredMs)
  const answeredMs = (await answered.jsonValue()) ?? 0
  const needed = [...loads].filter(([, { askedMs }]) => askedMs <= answeredMs)
  while (needed.some(([id]) => !finished.has(id))) await new Promise((done) => void setTimeout(done, 20))
  const counted: Load[] = needed.map(([, load]) => load)
  const named = await page.$$eval('link[rel~="icon"], link[rel="manifest"]', (links) =>
    links.map((link) => (link as HTMLLinkElement).href),
  )
  await context.close()
  // Chromium asks for icon and manifest out of the page's sight
  const missing = named.filter((url) => !counted.some(({ path }) => path === new URL(url).pathname))
  return [...counted, ...(await Promise.all(missing.map(transferred)))]
}

/** Runs in the page before its scripts: taps the door as soon as it is there and notes when the screen has changed. */
function tapAtOnce(door: string): void {
  let before: string | null = null
  const look = (): void => {
    const target = document.querySelector<HTMLElement>(door)
    if (before === null && target !== null) {
      before = document.body.innerText
      target.click()
    } else if (before !== null && document.body.innerText !== before) {
      Object.assign(globalThis, { answeredMs: performance.timeOrigin + performance.now() })
      watcher.disconnect()
    }
  }
  const watcher = new MutationObserver(look)
  watcher.observe(document, { childList: true, subtree: true, characterData: true })
}

/** Bytes of one answer, head included, as a browser that takes brotli gets it. */
async function transferred(url: string): Promise<Load> {
  return new Promise((done, failed) => {
    get(url, { agent: false, headers: { 'accept-encoding': 'gzip, deflate, br' } }, (answer) => {
      const socket = answer.socket
      answer.on('end', () => done({ path: new URL(url).pathname, bytes: socket.bytesRead }))
      answer.resume()
    }).on('error', failed)
  })
}
