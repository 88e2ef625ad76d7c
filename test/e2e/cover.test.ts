/** The cover in a real browser: opaque at once, out of reach, one tap away, and empty after ten minutes. */
import { describe, expect, test } from 'vitest'
import { IDLE_MS, KEPT_MS, LONGER_IDLE_MS, TICKET_IDLE_MS } from '../../client/reporter/cover/cover.ts'
import { words } from '../../client/words/reporter.en.ts'
import { areas } from './harness/demo.ts'
import { demoForFile, phoneForTest } from './harness/lifetimes.ts'
import { readyForOffline, type Phone } from './harness/phone.ts'
import { backToWords, tell, tellAndSeal } from './harness/reporter.ts'
import { problemsOn } from './harness/screen-rules.ts'

const demo = await demoForFile()

/** Sooner than it would come by itself. */
const slow = { timeout: IDLE_MS - 2_000 }

/** Somebody takes the page away: another tab comes to the front. */
async function goAway({ page, context }: Phone): Promise<() => Promise<void>> {
  // else the browser lets every page believe that it has the focus
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  const other = await context.newPage()
  await other.bringToFront()
  await expect.poll(() => page.evaluate(() => document.hasFocus()), slow).toBe(false)
  return async () => {
    await other.close()
    await page.bringToFront()
    // the browser's window has no focus on every machine after a dialler was asked for
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
    await expect.poll(() => page.evaluate(() => document.hasFocus()), slow).toBe(true)
  }
}

/** What a finger meets at the middle and in every corner, the corner of the exit too. */
const topmost = ({ page }: Phone): Promise<string[]> =>
  page.evaluate(() => {
    const [right, bottom] = [innerWidth - 2, innerHeight - 2]
    const points = [
      [2, 2],
      [right, 2],
      [2, bottom],
      [right, bottom],
      [right / 2, bottom / 2],
    ] as const
    return points.map(([x, y]) => document.elementFromPoint(x, y)?.className ?? '')
  })
/** Names of the buttons and fields that a screen reader finds. */
async function reachable({ page, context }: Phone): Promise<unknown[]> {
  const session = await context.newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const found = nodes.filter(
    ({ ignored, role }) => !ignored && ['button', 'textbox', 'link'].includes(String(role?.value)),
  )
  return found.map(({ name }): unknown => name?.value)
}
const isCovered = async (on: Phone): Promise<boolean> =>
  (await topmost(on)).every((name) => /^cover(-close)?$/.test(name))
const fieldOf = ({ page }: Phone): ReturnType<Phone['page']['locator']> => page.locator('textarea')

/** Whose clock goes as fast as the test lets it. */
async function openWithClock(): Promise<Phone> {
  const phone = await phoneForTest(demo.origin)
  await phone.page.clock.install()
  await phone.screen.reload()
  return phone
}

/** With a page to read that is longer than the screen. */
async function read(): Promise<Phone> {
  const phone = await openWithClock()
  const { screen } = phone
  await screen.tap(words['home.use'])
  await screen.sees(words['use.title'])
  return phone
}

async function write(phone: Phone, text: string): Promise<void> {
  const { screen } = phone
  await readyForOffline(screen)
  await tell(screen, { area: areas.first, words: text })
  await backToWords(screen)
  await fieldOf(phone).waitFor()
  await fieldOf(phone).focus()
}

describe('the cover', () => {
  test('hides a page that is put aside, keys and all, and gives back what was typed after one tap', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page } = phone
    await write(phone, 'A draft that nobody is to see')
    const comeBack = await goAway(phone)
    await expect.poll(() => isCovered(phone), slow).toBe(true)
    await comeBack()
    expect(await isCovered(phone)).toBe(true)
    expect(await page.locator('.cover').evaluate((cover) => getComputedStyle(cover).backgroundColor)).toMatch(/^rgb\(/)
    await page.keyboard.type('lost-on-the-way')
    expect(await reachable(phone)).toEqual([words.cover, words['cover.close']])
    await page.locator('.cover').click()
    expect(await fieldOf(phone).inputValue()).toBe('A draft that nobody is to see')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  })

  test('comes by itself, and drops what was typed after ten minutes', async () => {
    const phone = await openWithClock()
    const { page, screen } = phone
    await write(phone, 'A draft that is to be forgotten')
    await page.clock.runFor(IDLE_MS)
    expect(await isCovered(phone)).toBe(true)
    await page.clock.runFor(KEPT_MS)
    expect(await isCovered(phone)).toBe(true)
    expect(await page.evaluate(() => document.body.outerHTML)).not.toContain('forgotten')
    expect(await fieldOf(phone).count()).toBe(0)
    await page.locator('.cover').click()
    await screen.sees(words['home.title'])
    // nor is the area that was chosen
    for (const key of ['home.tell', 'danger.no', 'need.unknown'] as const) await screen.tap(words[key])
    await screen.sees(words['area.other'])
    expect(await page.locator('[aria-pressed=true]').count()).toBe(0)
  })

  test('takes moving the focus and scrolling for being there, and Tab out of the page for no going away', async () => {
    const phone = await read()
    const { page } = phone
    for (const moved of ['focusin', 'scroll']) {
      await page.clock.runFor(IDLE_MS - 1_000)
      await page.evaluate((type) => void document.dispatchEvent(new Event(type, { bubbles: true })), moved)
      await page.clock.runFor(IDLE_MS - 1_000)
      expect(await isCovered(phone)).toBe(false)
      await page.keyboard.press('ArrowDown')
    }
    const blurAfter = (key: string): Promise<void> =>
      page.evaluate((pressed) => {
        dispatchEvent(new KeyboardEvent('keydown', { key: pressed }))
        dispatchEvent(new Event('blur'))
      }, key)
    await blurAfter('Tab')
    expect(await isCovered(phone)).toBe(false)
    await blurAfter('a')
    expect(await isCovered(phone)).toBe(true)
  })

  test('gives more time to whoever asks for it, and goes back to what was in sight', async () => {
    const phone = await read()
    const { page } = phone
    // scrolling is told of at the next frame, and is being there
    await page.evaluate(async () => {
      const told = new Promise((done) => addEventListener('scroll', done, { once: true }))
      scrollTo(0, document.body.scrollHeight)
      await told
    })
    await page.clock.runFor(IDLE_MS)
    expect(await reachable(phone)).toEqual([words.cover, words['cover.close']])
    await page.locator('.cover').click()
    expect(await page.evaluate(() => document.activeElement?.closest('main')?.tagName)).toBe('MAIN')
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('H1')
    await page.clock.runFor(IDLE_MS)
    expect(await reachable(phone)).toEqual([words.cover, words['cover.close'], words['cover.more']])
    expect(await problemsOn(page)).toEqual([])
    await page.locator('.cover-more').click()
    await page.clock.runFor(LONGER_IDLE_MS - 1_000)
    expect(await isCovered(phone)).toBe(false)
    await page.clock.runFor(1_000)
    expect(await isCovered(phone)).toBe(true)
  })

  test('is left by the corner in which the exit is, without showing what is under it, or telling of an exit', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await page.route('https://www.google.com/', (route) => route.fulfill({ body: 'elsewhere' }))
    await screen.tap(words['home.help'])
    const exit = await page.locator('.exit').boundingBox()
    await page.evaluate(() => void dispatchEvent(new Event('blur')))
    expect(await isCovered(phone)).toBe(true)
    const close = page.locator('.cover-close')
    expect(exit?.height).toBeGreaterThanOrEqual(56)
    expect(await close.boundingBox()).toEqual(exit)
    expect(await page.locator('body > button').allInnerTexts()).toEqual([words.cover, '×'])
    const sees = await page.evaluate(() => {
      document.querySelector<HTMLElement>('.cover-close')?.click()
      return document.body.innerText
    })
    expect(sees).toBe('')
    await page.waitForURL('https://www.google.com/')
  })

  test('leaves the ticket in sight while it is written down', async () => {
    const phone = await openWithClock()
    const { page, screen } = phone
    await readyForOffline(screen)
    const ticket = await tellAndSeal(screen, { area: areas.first, words: 'x' })
    await page.clock.runFor(TICKET_IDLE_MS - 60_000)
    expect(await isCovered(phone)).toBe(false)
    await page.clock.runFor(60_000)
    expect(await isCovered(phone)).toBe(true)
    await page.locator('.cover').click()
    expect((await page.locator('.code li').allInnerTexts()).join('')).toBe(ticket)
  })

  test('is drawn when one comes back from the dialler', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await screen.tap(words['home.help'])
    await page.locator('a[href="tel:191"]').dispatchEvent('click')
    const comeBack = await goAway(phone)
    expect(await isCovered(phone)).toBe(false)
    await comeBack()
    await expect.poll(() => isCovered(phone), slow).toBe(true)
  })
})
