/** A service is found, and the longest wait told, by a phone that asks nobody. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { build } from '../../client/build.ts'
import { words } from '../../client/words/reporter.en.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { areaIn, wordsOf } from './harness/languages.ts'
import { problemsOn } from './harness/screen-rules.ts'
import { serveFolders, type StaticServer } from './static-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'find-'))
let browser: Browser
let server: StaticServer
let context: BrowserContext
let page: Page

beforeAll(async () => {
  await build({ rootHash: '', demo: true, outDir: folder })
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  browser = await chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args })
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  server = await serveFolders({ '/': join(folder, 'reporter') })
  context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB' })
  page = await context.newPage()
})
afterEach(async () => {
  await context.close()
  await server.stop()
})

const tap = (name: string): Promise<void> =>
  page.locator('button:visible, summary:visible').filter({ hasText: name }).first().click()
const sees = (text: string): Promise<void> => page.getByText(text).first().waitFor()
const namesFound = (): Promise<string[]> => page.locator('.talk h2').allInnerTexts()

/** Opened, and everything loaded and kept that an idle page loads and keeps. */
async function openAt(time: string): Promise<void> {
  await page.clock.setFixedTime(new Date(time))
  const packs = ['lamphun', 'yala-city'].map((area) =>
    page.waitForEvent('requestfinished', (request) => request.url().includes(`area-pack_${area}`)),
  )
  await page.goto(server.origin)
  await Promise.all(packs)
  await page.evaluate(() => navigator.serviceWorker.ready)
}

test('finding a service asks nobody, and fits what was chosen', async () => {
  // a Thursday, ten in the evening in Thailand
  await openAt('2026-11-26T22:00:00+07:00')
  await server.stop()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const problems: string[] = []
  const visit = async (): Promise<void> => void problems.push(...(await problemsOn(page)))

  await tap(words['home.services'])
  await sees(words['find.area.title'])
  await tap('Lamphun')
  await tap('Example district one')
  await sees(words['find.need.title'])
  await tap(words['need.psychosocial'])
  expect(await namesFound()).toEqual([
    'One-stop crisis centre in a hospital (demonstration)',
    'Somebody for children (demonstration)',
    'Counselling about a pregnancy (demonstration)',
  ])
  await sees('Opens on Friday 27 November at 09:00')
  await tap(words['find.choose'])
  await tap(words['find.access.without_speaking'])
  expect(await namesFound()).toEqual(['Counselling about a pregnancy (demonstration)'])
  await visit()
  // by now it is closed
  await tap(words['find.when.now'])
  await sees(words['find.none'])
  expect(await page.locator('a[href="tel:1300"]').count()).toBe(1)
  await visit()
  await tap(words['find.everything'])
  // of the whole area, and flagged where nobody has checked for long
  await sees('last checked on 2 March 2026')
  expect(await namesFound()).toHaveLength(7)
  await tap(words['age.older_60_plus'])
  expect(await namesFound()).toHaveLength(6)
  expect(await namesFound()).not.toContain('Somebody for children (demonstration)')
  await tap(words['find.language.en'])
  expect(await namesFound()).toEqual(['Social assistance line (demonstration)'])
  // a second tap takes a wish back
  await tap(words['find.language.en'])
  await tap(words['age.older_60_plus'])
  expect(await namesFound()).toHaveLength(7)
  await tap(words['back'])
  await tap(words['back'])
  await tap(words['back'])
  await tap(words['back'])
  await sees(words['home.title'])
  await tap(words['home.services'])
  await sees(words['find.area.title'])

  expect(problems).toEqual([])
  expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([])
  expect(await page.evaluate(() => history.length)).toBe(2)
})

test('a draft that borrows Thai names the services in Thai', async () => {
  await context.close()
  context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'lo-LA' })
  page = await context.newPage()
  const said = await wordsOf('lo')
  await openAt('2026-11-26T22:00:00+07:00')
  await tap(said['home.services'])
  await tap(areaIn('lo'))
  await tap('อำเภอตัวอย่างหนึ่ง')
  await tap(said['need.psychosocial'])
  await sees(said['find.choose'])
  expect(await namesFound()).toHaveLength(3)
  for (const name of await namesFound()) expect(name).toMatch(/^\p{Script=Thai}/u)
})

test('in danger the longest wait of all offices is told before anything can be written', async () => {
  await openAt('2026-11-27T18:00:00+07:00')
  await tap(words['home.tell'])
  await tap(words['danger.yes'])
  const sentence = 'What you write here calls nobody. Perhaps nobody reads it before Monday 30 November, 08:30.'
  await sees(sentence)
  expect(await page.getByText(sentence).isVisible()).toBe(true)
})
