/** A phone with the reporter's app: Chromium at 360x640, a recorder between it and the relay if one is given. */
import type { Page } from 'playwright-core'
import {
  openBrowser,
  openWindow,
  shiftClock,
  type BrowserOptions,
  type OpenBrowser,
  type OpenWindow,
  type WindowOptions,
} from './chromium.ts'
import { chromiumScreen, patienceMs, type Screen } from './screen.ts'
import { words as en } from '../../../client/words/reporter.en.ts'
import { words as th } from '../../../client/words/reporter.th.ts'

export interface Phone extends OpenWindow {
  readonly screen: Screen
}

export interface PhoneOnDisk extends OpenBrowser {
  readonly screen: Screen
}

async function atHome(page: Page, origin: string, { locale }: { readonly locale?: string }): Promise<Screen> {
  const screen = chromiumScreen(page)
  await screen.open(origin)
  await screen.sees((locale === 'th-TH' ? th : en)['home.title'])
  return screen
}

/** Opens the home. */
export async function openPhone(origin: string, options: Omit<WindowOptions, 'device'> = {}): Promise<Phone> {
  const window = await openWindow({ device: 'phone', ...options })
  return { ...window, screen: await atHome(window.page, origin, options) }
}

/** One that can be killed, closed and opened again, whose files can be searched. */
export async function openPhoneOnDisk(
  origin: string,
  options: Omit<BrowserOptions, 'device'> = {},
): Promise<PhoneOnDisk> {
  const browser = await openBrowser({ device: 'phone', ...options })
  return { ...browser, screen: await atHome(browser.page, origin, options) }
}

/** From its next page on it is the day after, on which it asks for all documents again. */
export async function untilTomorrow({ context }: OpenWindow): Promise<void> {
  await context.addInitScript(shiftClock, 86_400_000)
}

/** Waits until the app, the directory and the sheets of all areas lie on the phone: from here on no network is needed. */
export async function readyForOffline(screen: Screen): Promise<void> {
  const until = Date.now() + patienceMs
  while (!(await screen.ask(isReady))) {
    if (Date.now() > until) throw new Error('the phone keeps no documents')
    await new Promise((done) => void setTimeout(done, 200))
  }
}

/** Runs in the page. */
function isReady(): Promise<boolean> {
  return new Promise<boolean>((done) => {
    if (navigator.serviceWorker.controller === null) return done(false)
    const opening = indexedDB.open('pages')
    opening.onerror = () => done(false)
    // opened before the app has: nothing may be made here
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onsuccess = () => {
      const database = opening.result
      const asked = database.transaction('pages').objectStore('pages').get('versions')
      asked.onsuccess = () => {
        database.close()
        done(typeof (asked.result as { checkedDay?: unknown } | undefined)?.checkedDay === 'number')
      }
    }
  })
}
