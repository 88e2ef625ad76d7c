/** The exit: one tap at any time, also while the app is still starting, and nothing of it is left on the screen. */
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { openWindow } from './harness/chromium.ts'
import { areas } from './harness/demo.ts'
import { demoForFile, phoneForTest, untilTestEnds } from './harness/lifetimes.ts'
import { readyForOffline, type Phone } from './harness/phone.ts'
import { startRecorder } from './harness/recorder.ts'
import { backToWords, tell, tellAndSeal } from './harness/reporter.ts'
import { chromiumScreen } from './harness/screen.ts'

declare const noted: string[]

const demo = await demoForFile()

const told = { area: areas.first, words: 'Somebody waits outside my door.' }

/** Longer than any system waits until a touch is a long one. */
const LONG_PRESS_MS = 1_500

/** Runs in the page, before its scripts: when the machinery does what, and when whoever taps then gets a turn. */
function noteTheStart(): void {
  const seen: string[] = []
  const note = (what: string): void => {
    seen.push(what)
    // a browser hears a tap sooner than a message
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => void seen.push('a tap is heard')
    port2.postMessage(null)
  }
  Object.assign(globalThis, { noted: seen, note })
  const listen = addEventListener.bind(globalThis)
  globalThis.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    if (given[0] === 'online') note('is built')
    listen(...given)
  }
  const open = indexedDB.open.bind(indexedDB)
  IDBFactory.prototype.open = (...given) => {
    seen.push('opens what waits')
    return open(...given)
  }
}

describe('the exit', () => {
  const elsewhere = async ({ page }: Phone): Promise<string[]> => {
    const asked: string[] = []
    await page.route('https://www.google.com/', (route) => {
      asked.push(route.request().headers()['referer'] ?? '')
      return route.fulfill({ body: 'elsewhere', contentType: 'text/plain' })
    })
    return asked
  }

  test('blanks the page at once, puts another in its place, and Back shows nothing of it', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    const asked = await elsewhere(phone)
    await screen.tap(en['home.help'])
    const length = await page.evaluate(() => history.length)
    const blank = await page.evaluate(() => {
      document.querySelector<HTMLElement>('.exit')?.click()
      return document.body.innerText
    })
    expect(blank).toBe('')
    await page.waitForURL('https://www.google.com/')
    // no word of where one came from
    expect(asked).toEqual([''])
    expect(await page.evaluate(() => history.length)).toBe(length)
    await page.goBack()
    expect(page.url()).toBe('about:blank')
  })

  test('leaves the page empty while the other one is slow to come, also when it is put aside meanwhile', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    // an answer without a page: the one that is there stays
    await page.route('https://www.google.com/', (route) => route.fulfill({ status: 204 }))
    await screen.tap(en['home.help'])
    await screen.sees(en['help.trace'])
    const seen = await page.evaluate(() => {
      document.querySelector<HTMLElement>('.exit')?.click()
      dispatchEvent(new Event('blur'))
      return document.body.innerHTML
    })
    expect(seen).toBe('')
  })

  test('hides all from the first touch on, leaves after a long one, and a finger that slides away takes it back', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen, context } = phone
    await elsewhere(phone)
    await page.goto('about:blank')
    const white = await page.screenshot()
    await screen.open(demo.origin)
    await screen.tap(en['home.help'])
    await screen.sees(en['help.trace'])
    const session = await context.newCDPSession(page)
    const finger = async (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0): Promise<void> => {
      const touchPoints = type === 'touchEnd' ? [] : [{ x, y }]
      await session.send('Input.dispatchTouchEvent', { type, touchPoints })
    }
    const isWhite = async (): Promise<boolean> => white.equals(await page.screenshot())
    await finger('touchStart', 320, 28)
    await expect.poll(isWhite).toBe(true)
    await finger('touchMove', 100, 400)
    await finger('touchEnd')
    await expect.poll(isWhite).toBe(false)
    await screen.sees(en['help.trace'])
    // as browsers do that make no click of a long touch
    await page.evaluate(() => addEventListener('click', (event) => event.stopImmediatePropagation(), { capture: true }))
    await finger('touchStart', 320, 28)
    await wait(LONG_PRESS_MS)
    expect(page.url()).toBe(`${demo.origin}/`)
    await finger('touchEnd')
    await page.waitForURL('https://www.google.com/')
  })

  test('works by pressing Shift three times, and not while capitals are typed', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await elsewhere(phone)
    await tell(screen, told)
    await backToWords(screen)
    await page.getByLabel(en['words.label']).focus()
    for (const letter of ['A', 'B', 'C', 'D']) await page.keyboard.press(`Shift+${letter}`)
    await screen.sees(en['words.title'])
    for (let times = 0; times < 3; times++) await page.keyboard.press('Shift')
    await page.waitForURL('https://www.google.com/')
    expect(await screen.text()).toBe('elsewhere')
  })

  test('never erases what waits', async () => {
    // a browser that only plays offline may let go out what a page is sending when it is left; nothing passes this one
    const recorder = await startRecorder()
    const phone = await phoneForTest(demo.origin, { proxyPort: recorder.port })
    const { page, screen } = phone
    await elsewhere(phone)
    await readyForOffline(screen)
    recorder.onRequest = () => 'drop'
    await phone.context.setOffline(true)
    await tellAndSeal(screen, told)
    await page.evaluate(() => document.querySelector<HTMLElement>('.exit')?.click())
    await page.waitForURL(/google|chrome-error/)
    await screen.open(demo.origin)
    await screen.tap(en['home.ticket'])
    expect(await screen.sees(/Locked\. Waiting on this phone, until/)).toContain(en['my.phone'])
    await recorder.close()
  })

  test('is heard while the machinery starts: before it is built, and before it opens what waits', async () => {
    // a service worker would answer for the file
    const { page } = untilTestEnds(await openWindow({ device: 'phone' }))
    const screen = chromiumScreen(page)
    await page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
    await page.addInitScript(noteTheStart)
    await page.route(/\/assets\/start-[\w-]+\.js$/, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `${await response.text()}\nnote('is loaded')` })
    })
    await screen.open(demo.origin)
    await expect.poll(() => page.evaluate(() => noted), { timeout: 60_000 }).toContain('opens what waits')
    const start = ['is loaded', 'a tap is heard', 'is built', 'a tap is heard', 'opens what waits']
    expect(await page.evaluate(() => noted.slice(0, 5))).toEqual(start)
  })

  test('leaves nothing for the page that the browser keeps aside', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await tell(screen, told)
    // what a browser says that puts the page aside, and brings it back; whether it does so is its own choice
    const aside = await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
      return document.body.innerHTML
    })
    expect(aside).toBe('')
    await page.evaluate(() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await screen.sees(en['home.title'])
    expect(await screen.text()).not.toContain(told.words)
  })
})
