/** The reporter's app as a person meets it: the way to a letter, the memory. Every screen: screens.test.ts; the exit: exit.test.ts; the way of a report: story-*.test.ts. */
import { describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { SPOKEN } from '../../client/words/languages.ts'
import { words as th } from '../../client/words/reporter.th.ts'
import { isLong } from '../long.ts'
import { belowTheScreen } from './harness/below-the-screen.ts'
import { areas, mailAt } from './harness/demo.ts'
import { areaIn, choose, wordsOf } from './harness/languages.ts'
import { demoForFile, phoneForTest } from './harness/lifetimes.ts'
import { readyForOffline, type Phone } from './harness/phone.ts'
import { backToWords, tell, tellAndSeal, ticketOn } from './harness/reporter.ts'

const demo = await demoForFile()

const told = { area: areas.first, words: 'Somebody waits outside my door.' }

describe('the way to a letter', () => {
  const seen = isLong ? SPOKEN : (['en'] as const)
  test.each(seen)('leads to a letter by seven taps, one thumb, no letter typed and no scrolling (%s)', async (tag) => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    await choose(screen, tag)
    const words = await wordsOf(tag)
    const before = mailAt(demo.dataFolder)
    const taps = [
      words['home.tell'],
      words['danger.no'],
      words['need.shelter'],
      areaIn(tag),
      words['who.no'],
      words['tell.enough'],
    ]
    const below: string[] = []
    for (const name of taps) {
      if ((await belowTheScreen(page, name)) > 0) below.push(name)
      await screen.tap(name)
    }
    await screen.sees(words['review.title'])
    // what was tapped is what is handed over
    const all = (await page.locator('details dl').textContent()) ?? ''
    expect(all).toContain(`${words['review.need']}${words['need.shelter']}${words['review.area']}`)
    if ((await belowTheScreen(page, words['review.send'])) > 0) below.push(words['review.send'])
    await screen.tap(words['review.send'])
    await screen.sees(words['state.handed'])
    for (const key of ['keep.wrote', 'keep.cannot'] as const) {
      if ((await belowTheScreen(page, words[key])) > 0) below.push(words[key])
    }
    expect(below).toEqual([])
    // with the slip of the overseer
    await expect.poll(() => mailAt(demo.dataFolder) - before).toBe(2)
  })

  test('takes down several things that are needed, or that it is not known', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    const ways = [
      { needs: ['need.police', 'need.shelter'], said: 'Police, A safe place to stay' },
      { needs: [], said: en['review.nothing'] },
    ] as const
    for (const { needs, said } of ways) {
      for (const key of ['home.tell', 'danger.no'] as const) await screen.tap(en[key])
      await screen.sees(en['need.title'])
      // for whoever cannot read
      expect(await page.locator('.tile:has(svg.picture path)').count()).toBe(6)
      if (needs.length > 1) await screen.tap(en['need.several'])
      for (const need of needs) await screen.tap(en[need])
      await screen.tap(en[needs.length > 1 ? 'next' : 'need.unknown'])
      for (const name of [areas.first, en['who.no'], en['tell.enough'], en['review.all']]) await screen.tap(name)
      const text = await screen.sees(en['review.words'])
      expect(text.replace(/\s+/g, ' ')).toContain(`${en['review.need']} ${said} ${en['review.area']}`)
      await screen.open(demo.origin)
    }
  })

  test('asks first how somebody else can be reached, whom the office is asked to leave alone', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen } = phone
    for (const key of ['home.tell', 'danger.about'] as const) await screen.tap(en[key])
    // the two are told apart before one chooses
    expect((await screen.sees(en['whom.title'])).replace(/\s+/g, ' ')).toContain(
      [en['whom.other'], en['whom.other.more'], en['whom.helper'], en['whom.helper.more']].join(' '),
    )
    await screen.tap(en['whom.other'])
    expect(await screen.sees(en['danger.title'])).toMatch(`${en['whom.other']} ${en['danger.about.change']}`)
    for (const key of ['danger.no', 'need.shelter'] as const) await screen.tap(en[key])
    for (const name of [areas.first, en['who.no'], en['tell.enough']]) await screen.tap(name)
    expect(await screen.sees(en['review.title'])).toContain(en['review.another'])
    await screen.tap(en['review.send'])
    await screen.sees(en['state.handed'])
    await screen.tap(en['ticket.finished'])
    await screen.sees(en['knows.why'])
    await screen.tap(en['skip'])
    await screen.type(en['reach.label'], 'at the market')
    await screen.tap(en['after.hand-over'])
    expect(await screen.sees(en['calm.title'])).toContain(`${en['after.added']} ${en['after.reach']}`)
    // a number can be put right as long as the page is open, also where there was one
    await screen.tap(en['after.answer'])
    await screen.tap(en['answer.safe_phone'])
    await screen.type(en['answer.phone'], '082 222 2222')
    await screen.tap(en['next'])
    await screen.sees(en['silence.why'])
    await screen.tap(en['silence.call_safe_phone'])
    expect(await screen.sees(en['answer.replaces'])).toContain('082 222 2222')
    await screen.tap(en['after.hand-over'])
    await screen.sees(en['calm.title'])
    expect(await screen.offers(en['after.answer'])).toBe(true)
    // whatever is asked now, one may stop
    for (const topic of ['reach', 'words', 'issues', 'whom', 'age', 'answer', 'wishes'] as const) {
      await screen.tap(en[`after.${topic}`])
      await screen.sees(en['after.stop'])
      await screen.tap(en['back'])
      await screen.sees(en['calm.text'])
    }
    // nobody agrees for somebody else: it is asked once it is about oneself
    expect(await screen.offers(en['after.agree'])).toBe(false)
    for (const role of ['role.witness', 'role.self'] as const) {
      await screen.tap(en['after.whom'])
      await screen.tap(en[role])
      for (const key of role === 'role.self' ? [] : (['next', 'skip'] as const)) await screen.tap(en[key])
      await screen.tap(en['after.hand-over'])
      await screen.sees(en['calm.title'])
      expect(await screen.offers(en['after.agree'])).toBe(role === 'role.self')
    }
    // nothing is agreed to by passing the questions, and what was said to one of them is handed over
    await screen.tap(en['after.agree'])
    await screen.sees(en['agree.share_with'])
    await screen.tap(en['skip'])
    await screen.sees(en['agree.anonymous_statistics'])
    await screen.tap(en['skip'])
    expect(await screen.sees(en['calm.title'])).not.toContain(`, ${en['after.agree']}`)
    await screen.tap(en['after.agree'])
    await screen.sees(en['agree.share_with'])
    await screen.tap(en['agree.no'])
    await screen.tap(en['next'])
    await screen.sees(en['agree.anonymous_statistics'])
    await screen.tap(en['skip'])
    expect(await screen.sees(en['calm.title'])).toContain(`, ${en['after.agree']}`)
  })

  test('gives numbers instead of a form where nobody helps, shows the area that was chosen last, in memory only, and asks the other office to keep it from somebody', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    const toAreas = async (): Promise<{ names: string[]; marked: string[] }> => {
      for (const key of ['home.tell', 'danger.no', 'need.police'] as const) await screen.tap(en[key])
      await screen.sees(en['area.other'])
      const choices = page.locator('main .choice')
      const marked = page.locator('main .choice[aria-pressed=true]')
      return { names: await choices.allInnerTexts(), marked: await marked.allInnerTexts() }
    }
    await readyForOffline(screen)
    const stored = await page.evaluate(everythingStored)
    const { names, marked } = await toAreas()
    expect([names.indexOf(areas.second) > 0, marked]).toEqual([true, []])
    await screen.tap('Yala')
    expect(await screen.sees(en['who.nobody.title'])).toContain('1300')
    expect(await page.locator('textarea, input').count()).toBe(0)
    for (const title of ['area.title', 'need.title', 'danger.title', 'home.title'] as const) {
      await screen.tap(en['back'])
      await screen.sees(en[title])
    }
    expect(await page.evaluate(everythingStored)).toEqual(stored)
    const others = names.filter((name) => name !== areas.second)
    expect(await toAreas()).toEqual({ names: [areas.second, ...others], marked: [areas.second] })
    await screen.tap('Yala')
    await screen.tap(en['area.choose'])
    await screen.tap(areas.first)
    const [feared, other] = (['front-desk', 'second-door'] as const).map((part) => demo.invitation('lamphun', part))
    expect(await screen.sees(en['who.ask'])).toContain(feared?.names.en)
    await screen.tap(en['who.yes'])
    await screen.type(en['who.not-show'], 'my cousin')
    await screen.tap(en['who.second.take'])
    await screen.tap(en['tell.enough'])
    const review = await screen.sees(en['review.title'])
    expect(review).toContain(en['review.to'].replace('{agency}', other?.names.en ?? ''))
    expect(review).not.toContain(feared?.names.en)
    await screen.tap(en['review.all'])
    expect(await screen.sees(en['review.words'])).toMatch(/Who must not see it.*\s+my cousin/)
    await screen.reload()
    expect(await toAreas()).toEqual({ names, marked: [] })
  })

  test('leads from an area where nobody helps to whoever can be called there for the same, and back', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen } = phone
    const from = async (need: 'need.shelter' | 'need.police'): Promise<void> => {
      for (const name of [en['home.tell'], en['danger.no'], en[need], 'Yala']) await screen.tap(name)
      await screen.sees(en['who.nobody.title'])
      await screen.tap(en['home.services'])
    }
    await from('need.shelter')
    expect(await screen.sees(en['find.list.title'])).toContain('A safe place to stay (demonstration)')
    expect(await screen.text()).not.toContain('Counselling')
    await screen.tap(en['back'])
    await screen.sees(en['find.need.title'])
    await screen.tap(en['back'])
    await screen.sees(en['who.nobody.title'])
    await screen.tap(en['area.choose'])
    await screen.tap(areas.first)
    await screen.sees(en['who.ask'])
    // where nobody is listed for it, with all that there is help for
    await screen.open(demo.origin)
    await from('need.police')
    expect(await screen.sees(en['find.need.title'])).toContain(en['need.legal'])
  })

  test('changes its language without losing what was typed', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    await tell(screen, told)
    await backToWords(screen)
    await choose(screen, 'th')
    await screen.sees(th['words.title'])
    expect(await page.getByLabel(th['words.label']).inputValue()).toBe(told.words)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('th')
  })
})

describe('inside of another app', () => {
  test('numbers are there as ever, and before telling it is said what that app can know, and how to leave it', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await page.addInitScript(() => {
      const userAgent =
        'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/13.17.0'
      Object.defineProperty(Navigator.prototype, 'userAgent', { get: () => userAgent })
    })
    const entries = (): Promise<number> => page.evaluate(() => history.length)
    const before = await entries()
    await screen.open(`${demo.origin}/?openExternalBrowser=1`)
    await screen.tap(en['home.help'])
    await screen.sees(en['help.trace'])
    // nobody who looks at the address reads where one came from
    expect(page.url()).toBe(`${demo.origin}/`)
    expect(await entries()).toBe(before + 1)
    await screen.tap(en['home'])
    await screen.tap(en['home.tell'])
    expect(await screen.sees(en['inside.title'])).toContain(en['inside.knows'].replaceAll('{app}', 'LINE'))
    // how to get out, for whoever cannot read as well
    expect(await page.locator('main .note:has(svg.picture path)').innerText()).toContain('LINE')
    const { host } = new URL(demo.origin)
    expect(await page.locator('a.next').getAttribute('href')).toBe(`https://${host}/?openExternalBrowser=1`)
    await screen.tap(en['inside.go-on'])
    await screen.sees(en['danger.title'])
    // and before the code is typed, which is the key to everything
    await screen.open(demo.origin)
    await screen.tap(en['home.ticket'])
    expect(await screen.sees(en['inside.code'])).toContain(en['inside.title'])
    expect(await page.locator('input').count()).toBe(0)
    await screen.tap(en['inside.go-on'])
    await screen.sees(en['my.label'])
  })
})

describe('after sealing', () => {
  test('the letter goes out without the page, where the browser wakes the service worker', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen, context } = phone
    await readyForOffline(screen)
    const before = mailAt(demo.dataFolder)
    await context.newPage()
    await page.bringToFront()
    await context.setOffline(true)
    await tellAndSeal(screen, told)
    await screen.sees(en['state.waiting.sync'])
    await page.close()
    await context.setOffline(false)
    await expect.poll(() => mailAt(demo.dataFolder) - before, { timeout: 60_000 }).toBe(2)
  })

  test('no word of it is left in the memory of the page', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen, context } = phone
    const marker = 'Zq7unlikelymarker'
    await tell(screen, { ...told, words: `${marker} in the words`, person: `${marker} the aunt` })
    expect(await heapHolds(phone, marker)).toBe(true)
    await screen.tap(en['review.send'])
    await ticketOn(screen)
    await screen.sees(en['state.handed'])
    const ticket = await ticketOn(screen)
    expect(await heapHolds(phone, marker)).toBe(false)
    await screen.tap(en['ticket.finished'])
    await screen.sees(en['calm.title'])
    expect(await heapHolds(phone, ticket)).toBe(false)
    expect(context.pages()).toHaveLength(1)
    await page.waitForTimeout(0)
  })
})

/** Runs in the page: what a page can keep beside its memory, but for the app's own files. */
async function everythingStored(): Promise<unknown> {
  const databases: unknown[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => done(opening.result)
      opening.onerror = () => failed(new Error(name))
    })
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store)
      const all = [rows.getAllKeys(), rows.getAll()].map(
        (asked) => new Promise<unknown[]>((done) => void (asked.onsuccess = () => done(asked.result))),
      )
      databases.push([name, store, JSON.stringify(await Promise.all(all))])
    }
    database.close()
  }
  return [
    databases,
    await caches.keys(),
    Object.entries(localStorage),
    Object.entries(sessionStorage),
    document.cookie,
    window.name,
    history.length,
    history.state as unknown,
  ]
}

/** Every string and every text of the page after a collection was forced. */
async function heapHolds({ context, page }: Phone, marker: string): Promise<boolean> {
  const session = await context.newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: false })
  await session.detach()
  return chunks.join('').includes(marker)
}
