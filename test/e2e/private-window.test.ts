/** A private window: telling works in it, what it keeps is said before it is closed, and another window knows nothing of it. */
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { words } from '../../client/words/reporter.en.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { chromiumArgs } from './harness/chromium.ts'
import { areas } from './harness/demo.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { readyForOffline } from './harness/phone.ts'
import { tellAndSeal } from './harness/reporter.ts'
import { chromiumScreen, type Screen } from './harness/screen.ts'

const demo = await demoForFile()
let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args: [...chromiumArgs] })
})
afterAll(() => browser.close())

/** Chromium's contexts are private windows: nothing of them is written down. */
async function openWindow(
  options: BrowserContextOptions = {},
): Promise<{ readonly context: BrowserContext; readonly screen: Screen }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB', ...options })
  const screen = chromiumScreen(await context.newPage())
  await screen.open(demo.origin)
  await screen.sees(words['home.title'])
  return { context, screen }
}

test('says beforehand what it leaves behind and what it loses', async () => {
  const { context, screen } = await openWindow()
  await screen.tap(words['home.use'])
  await screen.tap(words['limits.title'])
  expect(await screen.sees(words['limits.private'])).toContain('handed over')
  await context.close()
})

test('keeps a letter while it is open, says so, and hands it over', async () => {
  const { context, screen } = await openWindow()
  await readyForOffline(screen)
  await context.setOffline(true)
  await tellAndSeal(screen, { area: areas.first, words: 'Only in this window.' })
  expect(await screen.sees(/Locked\. Waiting/)).toMatch(/private window/)
  await screen.reload()
  await screen.tap(words['home.ticket'])
  expect(await screen.sees(words['my.phone'])).toMatch(/private window/)
  await context.setOffline(false)
  await expect.poll(() => screen.text(), { timeout: 60_000 }).not.toContain(words['my.phone'])
  await context.close()
})

test('has what seals a letter before the app is kept: that may never be', async () => {
  const { context, screen } = await openWindow({ serviceWorkers: 'block' })
  await context.waitForEvent('requestfinished', (request) => request.url().includes('/deflate'))
  await context.setOffline(true)
  await tellAndSeal(screen, { area: areas.first, words: 'The app is not kept here.' })
  expect(await screen.sees(/Locked\. Waiting/)).toMatch(/private window/)
  await context.close()
})

test('leaves nothing for the next window', async () => {
  const first = await openWindow()
  await readyForOffline(first.screen)
  await first.context.setOffline(true)
  await tellAndSeal(first.screen, { area: areas.first, words: 'Gone with the window.' })
  await first.context.close()
  const next = await openWindow()
  await next.screen.tap(words['home.ticket'])
  await next.screen.sees(words['my.label'])
  await new Promise((done) => void setTimeout(done, 1_000))
  expect(await next.screen.text()).not.toContain(words['my.phone'])
  await next.context.close()
})
