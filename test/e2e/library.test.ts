/** Reading about rights and help: everything can be opened without a network, and nobody learns what was read. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SITUATIONS } from '../../client/library/audience.ts'
import { standingOf } from '../../client/library/card.ts'
import { CARDS } from '../../client/library/cards.ts'
import { type Words, words as en } from '../../client/words/reporter.en.ts'
import { words as th } from '../../client/words/reporter.th.ts'
import { choose } from './harness/languages.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { openPhone, readyForOffline, type Phone } from './harness/phone.ts'
import { startRecorder, type Recorder } from './harness/recorder.ts'
import { pretendVoices, type Pretended } from './harness/voices.ts'

const demo = await demoForFile()

const QUIET_MS = 2_000

let recorder: Recorder
/** One for all: what is read leaves nothing. */
let phone: Phone
beforeAll(async () => {
  recorder = await startRecorder()
  phone = await openPhone(demo.origin, { proxyPort: recorder.port })
})
afterAll(async () => {
  await phone.remove()
  await recorder.close()
})

/** Runs in the page: from the choice of what it is about into every card, once each, and back. @returns what each said, if it has a picture. */
async function readEverything([more, labels]: readonly [string, readonly string[]]): Promise<string[]> {
  const frame = (): Promise<void> => new Promise((done) => void requestAnimationFrame(() => setTimeout(done)))
  const press = async (button: Element | null | undefined): Promise<void> => {
    ;(button as HTMLElement | null | undefined)?.click()
    await frame()
  }
  const named = (name: string): Element | undefined =>
    [...document.querySelectorAll('main button')].find((button) => (button as HTMLElement).innerText.trim() === name)
  const read: string[] = []
  const opened = new Set<string>()
  for (const label of labels) {
    await press(named(more))
    await press(named(label))
    for (let row = 0; row < document.querySelectorAll('.row').length; row++) {
      const title = document.querySelectorAll<HTMLElement>('.row')[row]?.innerText ?? ''
      if (opened.has(title)) continue
      opened.add(title)
      await press(document.querySelectorAll('.row')[row])
      const hasPicture = document.querySelector('main > svg.picture') !== null
      read.push(hasPicture ? (document.querySelector('main')?.innerText ?? '') : '')
      await press(document.querySelector('main .back'))
    }
    await press(document.querySelector('main .back'))
  }
  return read
}

/** Runs in the page: everything that the site keeps in this browser. */
async function kept(): Promise<string> {
  const databases = await indexedDB.databases()
  const rows = await Promise.all(
    databases.map(
      ({ name = '' }) =>
        new Promise<unknown[]>((done, fail) => {
          const opening = indexedDB.open(name)
          opening.onerror = () => fail(new Error('no database'))
          opening.onsuccess = () => {
            const stores = [...opening.result.objectStoreNames]
            if (stores.length === 0) return done([name])
            const reading = opening.result.transaction(stores)
            const all = stores.map((store) => reading.objectStore(store).getAll())
            const keys = stores.map((store) => reading.objectStore(store).getAllKeys())
            reading.oncomplete = () => {
              opening.result.close()
              done([
                name,
                stores,
                all.map(({ result }) => result as unknown),
                keys.map(({ result }) => result as unknown),
              ])
            }
          }
        }),
    ),
  )
  const names = await caches.keys()
  const addresses = await Promise.all(
    names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
  )
  return JSON.stringify([
    rows,
    names,
    addresses,
    document.cookie,
    Object.entries(localStorage),
    Object.entries(sessionStorage),
    history.length,
  ])
}

const asksFirst = (words: Words): string => words['card.ask'].replace('{number}', '1300')

const flat = (text: string): string => text.replace(/\s+/g, ' ')

/** Each open looks for a newer app, on a slow machine seconds later: that is over when nobody has asked for a while. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== recorder.exchanges.length;) {
    before = recorder.exchanges.length
    await wait(QUIET_MS)
  }
}

describe('reading every card, and searching', () => {
  test.each([
    { language: 'en', words: en, typed: 'hospital', network: true },
    { language: 'th', words: th, typed: 'โรงพยาบาล', network: false },
  ] as const)('asks nobody and leaves nothing ($language, network: $network)', async (one) => {
    const { language, words, typed, network } = one
    const { page, screen, context } = phone
    await readyForOffline(screen)
    await context.setOffline(!network)
    await screen.reload()
    await screen.sees(en['home.title'])
    if (language === 'th') await choose(screen, 'th')
    await screen.tap(words['home.rights'])
    await screen.sees(words['rights.search'])
    await quiet()
    const before = await page.evaluate(kept)
    recorder.exchanges.length = 0
    const asked: string[] = []
    const note = (request: { url(): string }): void => void asked.push(request.url())
    context.on('request', note)

    const labels = SITUATIONS.map((code) => words[`about.${code}`])
    const read = (await page.evaluate(readEverything, [words['rights.more'], labels] as const)).map(flat)
    expect(read).toHaveLength(CARDS.length)
    for (const card of CARDS) {
      const [said = ''] = read.filter((text) => text.includes(card[language].text))
      expect(said, card.id).toContain(card[language].title)
      expect(said, card.id).toContain(words['card.checked'].split('{')[0]!)
      for (const source of standingOf(card).sources) expect(said, card.id).toContain(source)
      expect(said.includes(asksFirst(words)), card.id).toBe(standingOf(card).grade === 'B')
    }
    await screen.type(words['rights.search'], typed)
    expect(await page.locator('.row').count()).toBeGreaterThan(1)
    // the browser itself looks for a newer worker some time after an open, whatever is read
    const told = recorder.exchanges.map(({ asked: request }) => request.split(/\s/)[1])
    for (const address of [...asked, ...told]) expect(address).toMatch(/^http:\/\/[^/]+\/sw\.js$/)
    expect(await page.evaluate(kept)).toBe(before)
    context.off('request', note)
    await context.setOffline(false)
  })
})

describe('a number', () => {
  test('to call is two taps away, and the one that knows most about it comes first', async () => {
    const { page, screen } = phone
    await screen.reload()
    await page.clock.setFixedTime('2026-11-26T12:00:00+07:00')
    const numbers = (): Promise<string[]> => page.locator('.numbers b').allInnerTexts()
    await screen.tap(en['home.help'])
    expect(await numbers()).toContain('1300')
    const seen = await page.locator('a[href="tel:1300"]').boundingBox()
    expect(seen!.y + seen!.height).toBeLessThan(640)
    await screen.tap(en['about.pregnancy'])
    await expect.poll(numbers).toEqual(['1663', '1300', '191', '1669', '1323', '1387'])
    await page.clock.setFixedTime('2026-11-26T21:00:00+07:00')
    await screen.tap(en['about.mental_health'])
    await screen.tap(en['about.pregnancy'])
    await expect.poll(numbers).toEqual(['1300', '191', '1669', '1323', '1387', '1663'])
    expect(await screen.text()).toContain('Perhaps closed now')
  })
})

describe('a card past its review', () => {
  test('says so itself, and to call first', async () => {
    const { page, screen } = phone
    await screen.reload()
    await page.clock.setFixedTime('2027-11-30T23:59:59+07:00')
    await screen.tap(en['home.rights'])
    await screen.tap(en['about.mental_health'])
    await screen.tap('Somebody who listens: 1323')
    expect(await screen.sees(en['card.draft'])).not.toContain('This was to be checked again')
    await screen.tap(en['back'])
    await page.clock.setFixedTime('2027-12-01T00:00:00+07:00')
    await screen.tap('Somebody who listens: 1323')
    await screen.sees('This was to be checked again by November 2027. Call 1300 to confirm.')
  })
})

describe('a voice', () => {
  const spokenOn = ({ page }: Phone): Promise<string[]> =>
    page.evaluate(() => (globalThis as unknown as Pretended).spoken)
  const openCard = async ({ screen }: Phone): Promise<void> => {
    await screen.tap(en['home.rights'])
    await screen.tap(en['about.mental_health'])
    await screen.tap('Somebody who listens: 1323')
    await screen.sees(en['card.draft'])
  }

  test('reads only when asked, after saying that it will be heard, and is silent at once when the page is left', async () => {
    const { page, screen } = phone
    await page.addInitScript(pretendVoices)
    await page.reload()
    await openCard(phone)
    // the one that is there asks a server
    expect(await screen.offers(en['aloud.read'])).toBe(false)
    await page.evaluate(() => (globalThis as unknown as Pretended).addLocalVoice())
    await screen.tap(en['aloud.read'])
    await screen.sees(en['aloud.ask'])
    expect(await spokenOn(phone)).toEqual([])
    await screen.tap(en['aloud.yes'])
    await screen.sees(en['aloud.stop'])
    const [first] = await spokenOn(phone)
    expect(first).toMatch(/^local: Somebody who listens: 1 3 2 3\. /)
    await screen.tap(en['back'])
    await screen.sees(en['rights.call'])
    await expect.poll(async () => (await spokenOn(phone)).slice(1)).toEqual(['silence'])
    await screen.tap('When 1323 does not answer')
    // asked once
    await screen.tap(en['aloud.read'])
    await screen.sees(en['aloud.stop'])
    await page.evaluate(() => void dispatchEvent(new Event('blur')))
    await expect.poll(async () => (await spokenOn(phone)).slice(3)).toEqual(['silence'])
    await page.locator('.cover').click()
    // and again after the page was put aside
    await screen.tap(en['aloud.read'])
    await screen.tap(en['aloud.yes'])
    await page.route('https://www.google.com/', () => new Promise(() => undefined))
    const left = await page.evaluate(() => {
      document.querySelector<HTMLElement>('.exit')?.click()
      return (globalThis as unknown as Pretended).spoken.at(-1)
    })
    expect(left).toBe('silence')
  })
})
