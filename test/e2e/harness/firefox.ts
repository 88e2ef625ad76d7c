/** Firefox with a profile on the disk, at the size of a phone or of an office PC. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import type { Browser, Page } from 'puppeteer-core'
import { installedBrowser } from '../../installed-browsers.ts'
import { shiftClock } from './chromium.ts'

export interface OpenFirefox {
  readonly browser: Browser
  readonly page: Page
  readonly profile: string
  kill(): Promise<void>
  close(): Promise<void>
  remove(): Promise<void>
}

export interface FirefoxOptions {
  readonly device: 'phone' | 'office'
  readonly profile?: string
  readonly proxyPort?: number
  /** The pages' clock runs ahead by so many days. */
  readonly shiftDays?: number
}

const sizes = {
  phone: { width: 360, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  office: { width: 1366, height: 768 },
}

export async function openFirefox(options: FirefoxOptions): Promise<OpenFirefox> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'sosafe-firefox-'))
  const viaProxy =
    options.proxyPort === undefined
      ? {}
      : {
          'network.proxy.type': 1,
          'network.proxy.http': '127.0.0.1',
          'network.proxy.http_port': options.proxyPort,
          'network.proxy.allow_hijacking_localhost': true,
        }
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: installedBrowser('firefox') ?? '',
    headless: true,
    userDataDir: profile,
    extraPrefsFirefox: {
      'intl.accept_languages': 'en-GB, en',
      // as a person's Firefox: the tests' own profile would never write its session down
      'browser.sessionstore.resume_from_crash': true,
      'browser.sessionstore.interval': 3000,
      // three processes that wait for a page which never comes
      'dom.ipc.processPrelaunch.enabled': false,
      ...viaProxy,
    },
  })
  const page = (await browser.pages())[0] ?? (await browser.newPage())
  await page.setViewport(sizes[options.device])
  if (options.shiftDays !== undefined) await page.evaluateOnNewDocument(shiftClock, options.shiftDays * 86_400_000)
  return {
    browser,
    page,
    profile,
    kill: async () => {
      const child = browser.process()
      const ended = new Promise<void>((done) => void child?.once('exit', () => done()))
      child?.kill('SIGKILL')
      await ended
    },
    close: () => browser.close(),
    remove: async () => {
      await browser.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
