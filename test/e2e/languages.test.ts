/** Choosing a language: for whoever can read no other one, from every screen, and without a network the second time. */
import { expect, test } from 'vitest'
import { LANGUAGES, SPOKEN } from '../../client/words/languages.ts'
import { words as en } from '../../client/words/reporter.en.ts'
import { words as th } from '../../client/words/reporter.th.ts'
import { choose, wordsOf } from './harness/languages.ts'
import { demoForFile, phoneForTest } from './harness/lifetimes.ts'
import { readyForOffline, type Phone } from './harness/phone.ts'
import { problemsOn } from './harness/screen-rules.ts'

const demo = await demoForFile()

const fonts = ({ page }: Phone): Promise<string[]> =>
  page.evaluate(() => Array.from(document.fonts, ({ family, status }) => `${family} ${status}`))

test('each language stands in the list by its own name, in its own direction, and the exit stays in sight', async () => {
  const phone = await phoneForTest(demo.origin)
  const { page, screen } = phone
  await page.setViewportSize({ width: 320, height: 568 })
  for (const size of ['100%', '200%']) {
    await page.evaluate((text) => void (document.documentElement.style.fontSize = text), size)
    await screen.tap(en.language)
    const names = await page.$$eval('.languages li', (items) =>
      items.map((item) => `${item.getAttribute('lang')} ${item.getAttribute('dir')} ${item.textContent}`),
    )
    expect(names).toEqual(SPOKEN.map((tag) => `${tag} ${tag === 'mfa-Arab' ? 'rtl' : 'ltr'} ${LANGUAGES[tag].name}`))
    expect(await problemsOn(page)).toEqual([])
    const reached = await page.$$eval('.languages button', (buttons) =>
      buttons.map((button) => {
        button.scrollIntoView()
        const { left, width, top, height } = button.getBoundingClientRect()
        return document.elementFromPoint(left + width / 2, top + height / 2) === button
      }),
    )
    expect(reached).toEqual(SPOKEN.map(() => true))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    expect(await page.$('.languages')).toBeNull()
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('language')
  }
})

test('a draft says in its own language and in another that it is one, and what it lacks is marked', async () => {
  const phone = await phoneForTest(demo.origin)
  const { page, screen } = phone
  await choose(screen, 'mfa-Arab')
  const jawi = await wordsOf('mfa-Arab')
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    'mfa-Arab',
    'rtl',
  ])
  expect(await page.locator('.draft').allInnerTexts()).toEqual([jawi.draft, th.draft])
  await screen.tap(jawi['home.use'])
  await screen.sees(th['limits.title'])
  // the other language's sentence is for whoever helps, and stands at the home
  expect(await page.locator('.draft').allInnerTexts()).toEqual([jawi.draft])
  await screen.tap(th['limits.title'])
  await screen.sees(th['limits.does'])
  expect(
    await page
      .locator('main > p')
      .first()
      .evaluate(({ lang, dir }: HTMLElement) => `${lang} ${dir}`),
  ).toBe('th ltr')
  // chosen back, nothing of it stays
  await screen.tap(jawi.language)
  await screen.tap('English')
  await screen.sees(en['limits.does'])
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('ltr')
  expect(await page.locator('[lang=th]').count()).toBe(0)
})

test('letters that a phone may lack come with their language only, and are there without a network', async () => {
  const phone = await phoneForTest(demo.origin)
  const { context, page, screen } = phone
  const asked: string[] = []
  context.on('request', (request) => void (request.url().endsWith('.woff2') && asked.push(request.url())))
  await readyForOffline(screen)
  await screen.tap(en.language)
  await screen.sees('မြန်မာ')
  expect([asked, await fonts(phone)]).toEqual([[], []])
  await screen.tap('မြန်မာ')
  await expect.poll(() => fonts(phone)).toEqual(['Letters loaded'])
  await context.setOffline(true)
  await page.reload()
  await choose(screen, 'my')
  await expect.poll(() => fonts(phone)).toEqual(['Letters loaded'])
  // of the languages that nobody chose here, the words are there and the letters are the phone's own
  await screen.tap((await wordsOf('my')).language)
  await screen.tap('ខ្មែរ')
  await screen.sees((await wordsOf('km'))['home.title'])
  expect(await fonts(phone)).toEqual(['Letters loaded'])
})
