/**
 * Chromium as a phone (360x640) or as an office PC (1366x768): with a profile on the disk, or as a private window of one
 * browser that a worker's tests share, which costs a third of a browser of its own and knows nothing of the others.
 */
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { installedBrowser } from '../../installed-browsers.ts'

export interface OpenWindow {
  readonly context: BrowserContext
  readonly page: Page
  /**
   * Closes it and deletes what it kept. @throws when a page caused what none ever may: a violation of the policy, an error
   * that nobody caught.
   */
  remove(): Promise<void>
}

export interface OpenBrowser extends OpenWindow {
  readonly profile: string
  /** SIGKILL to the whole browser; the profile stays. */
  kill(): Promise<void>
  /** Closes it; the profile stays. */
  close(): Promise<void>
}

export interface WindowOptions {
  readonly device: 'phone' | 'office'
  readonly locale?: 'en-GB' | 'th-TH'
  /** Port of a recorder that every request goes through. */
  readonly proxyPort?: number
  /** The clock of the pages, and of a desk's worker, runs ahead by so many days. A desk then has no service worker. */
  readonly shiftDays?: number
}

export interface BrowserOptions extends WindowOptions {
  /** An existing one, to open it again. */
  readonly profile?: string
  /** Made up: one that beeps, with every other permission that asks refused; or one that is refused. Else there is none. */
  readonly microphone?: 'beeps' | 'refused'
}

const phone = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const office = { viewport: { width: 1366, height: 768 } }
/**
 * Parts of the browser that are not there: what would call somebody, what shows the test another page than the app's, and
 * the pages behind the address bar's menu, each of which costs as much as starting the browser. Only the last such list
 * counts, so this one holds what Playwright's own has for Chromium.
 */
const withoutFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]
/** What every Chromium here is started with: no calls of its own, no profile that anybody else sees. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${withoutFeatures.join(',')}`,
]

const beeping = ['--use-fake-device-for-media-stream'] as const

/** What a context is made with, whichever browser it belongs to. */
const contextOf = ({ device, locale = 'en-GB', shiftDays }: WindowOptions) => ({
  locale,
  // it would answer for the worker's script, and keep it as it was built
  ...(shiftDays !== undefined && device === 'office' ? { serviceWorkers: 'block' as const } : {}),
  ...(device === 'phone' ? phone : office),
})

/** @returns what nobody may cause, as it comes in */
async function watched(context: BrowserContext, shiftDays: number | undefined): Promise<readonly string[]> {
  const troubles: string[] = []
  context.on('weberror', (error) => void troubles.push(nameOf(error.error())))
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) troubles.push(message.text())
  })
  if (shiftDays !== undefined) await shiftClocks(context, shiftDays * 86_400_000)
  return troubles
}

function throwAny(troubles: readonly string[]): void {
  if (troubles.length > 0) throw new Error(troubles.join('\n'))
}

/** It ends with the worker. */
let shared: Promise<Browser> | null = null

/** A window of its own that keeps what it keeps in memory. */
export async function openWindow(options: WindowOptions): Promise<OpenWindow> {
  shared ??= chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args: [...chromiumArgs] })
  const browser = await shared
  const { proxyPort } = options
  const context = await browser.newContext({
    ...contextOf(options),
    ...(proxyPort === undefined ? {} : { proxy: { server: `http://127.0.0.1:${proxyPort}`, bypass: '<-loopback>' } }),
  })
  const troubles = await watched(context, options.shiftDays)
  return {
    context,
    page: await context.newPage(),
    remove: async () => {
      await context.close()
      throwAny(troubles)
    },
  }
}

/** A browser of its own, whose profile lies on the disk. */
export async function openBrowser(options: BrowserOptions): Promise<OpenBrowser> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'sosafe-chromium-'))
  const viaProxy =
    options.proxyPort === undefined
      ? []
      : [`--proxy-server=http://127.0.0.1:${options.proxyPort}`, '--proxy-bypass-list=<-loopback>']
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: installedBrowser('chromium') ?? '',
    args: [...chromiumArgs, ...viaProxy, ...(options.microphone === undefined ? [] : beeping)],
    ...(options.microphone === 'beeps' ? { permissions: ['microphone'] } : {}),
    ...contextOf(options),
  })
  const troubles = await watched(context, options.shiftDays)
  const page = context.pages()[0] ?? (await context.newPage())
  const closed = new Promise<void>((done) => void context.on('close', () => done()))
  return {
    context,
    page,
    profile,
    kill: async () => {
      process.kill(Number(readlinkSync(join(profile, 'SingletonLock')).split('-').pop()), 'SIGKILL')
      await closed
    },
    close: () => context.close(),
    remove: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
      throwAny(troubles)
    },
  }
}

/** A fault of the browser's own has no stack. */
const nameOf = ({ stack, name, message }: Error): string => (stack ? stack : `${name}: ${message}`)

/** What is to run before a page's scripts does not run in its workers: there it stands in front of the script itself. */
async function shiftClocks(context: BrowserContext, aheadMs: number): Promise<void> {
  await context.addInitScript(shiftClock, aheadMs)
  await context.route(/\/assets\/desk\.worker-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `(${shiftClock.toString()})(${aheadMs});${await response.text()}` })
  })
}

/** Runs in the page or the worker, before its scripts. */
export function shiftClock(aheadMs: number): void {
  const Real = Date
  globalThis.Date = new Proxy(Real, {
    construct: (_target, given: [number]) => (given.length > 0 ? new Real(...given) : new Real(Real.now() + aheadMs)),
    apply: () => new Real(Real.now() + aheadMs).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? () => Real.now() + aheadMs : (Reflect.get(target, name, receiver) as unknown),
  })
}
