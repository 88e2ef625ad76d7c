/** What locks a desk, what it keeps of what was being written, whose it is when several share one browser, and what it erases. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { IDLE_LOCK_MS, WARN_MS } from '../../client/desk/lock/lock-clock.ts'
import { words as en } from '../../client/words/desk.en.ts'
import { WITHDRAWAL_DAYS } from '../../shared/protocol.ts'
import { rounds } from '../long.ts'
import { choosePassphrase, openCase, openOfficeOnDisk, takeInHere, unlock, type DeskOnDisk } from './harness/desk.ts'
import { expectSound } from './harness/desk-rules.ts'
import { openFiling } from './harness/filing.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { chromiumScreen, type Screen } from './harness/screen.ts'
import { openTickets } from './harness/tickets.ts'

const demo = await demoForFile()

const passphrases = { first: 'a lighthouse keeper counts grey gulls', second: 'four otters under the old bridge' }
const SAID = 'Somebody waits outside my door'
const HALF = 'We can meet you on'
const WITHDRAWN = 'Words of somebody who withdrew'

let desk: DeskOnDisk

beforeAll(async () => {
  await (
    await openFiling(demo.origin)
  )({ words: SAID })
  const tickets = await openTickets(demo.origin)
  await tickets.withdraw(await tickets.report({ words: WITHDRAWN }))
  desk = await openOfficeOnDisk('about:blank')
  // from here on the page's clock goes as fast as the test lets it
  await desk.context.clock.install()
  await desk.page.goto(demo.invitation('lamphun', 'front-desk').link)
  await choosePassphrase(desk.screen, passphrases.first)
  await takeInHere(desk.screen)
})
afterAll(() => desk.remove())

/** Begins an answer and leaves it in the middle. */
async function beginAnswer(screen: Screen): Promise<void> {
  await openCase(screen, SAID)
  await screen.tap(en['act.reply'])
  await screen.type(en['act.words'], HALF)
}

/** The field in which the cursor is, and what stands before it: a frame or two after the field was drawn. */
const cursor = (): Promise<unknown> =>
  desk.page.evaluate(() => {
    const field = document.activeElement
    if (!(field instanceof HTMLTextAreaElement)) return null
    return field.value.slice(0, field.selectionStart)
  })

const expectNothingShown = async (screen: Screen): Promise<void> => {
  const text = await screen.text()
  for (const said of [SAID, HALF]) expect(text).not.toContain(said)
}

async function expectBack(passphrase = passphrases.first): Promise<void> {
  await unlock(desk.screen, passphrase)
  await desk.screen.sees(SAID)
  await expect.poll(cursor).toBe(HALF)
}

/** As another window over this one would. */
const setHidden = (hidden: boolean): Promise<void> =>
  desk.page.evaluate((is) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (is ? 'hidden' : 'visible') })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)

describe('a desk that nobody touches', () => {
  test('says that it locks, stays open at the touch of a key, and locks when there is none', async () => {
    await beginAnswer(desk.screen)
    await desk.context.clock.runFor(IDLE_LOCK_MS - WARN_MS + 2000)
    await desk.screen.sees(en['lock.soon'])
    await expectSound(desk)
    await desk.page.keyboard.press('Shift')
    expect(await desk.screen.text()).not.toContain(en['lock.soon'])
    await desk.context.clock.runFor(IDLE_LOCK_MS + 2000)
    await desk.screen.sees(`${en['locked.idle']} ${en['locked.kept']}`)
    await expectNothingShown(desk.screen)
  })

  test('comes back at the same field, with what stood there', () => expectBack())

  test('locks sooner when it is out of sight, but not from under somebody who writes', async () => {
    await setHidden(true)
    await desk.context.clock.runFor(70_000)
    await expect.poll(cursor).toBe(HALF)
    await desk.screen.tap(en['cancel'])
    // not further: a lock waits for the worker by this clock too, and the worker's own is the machine's
    await desk.context.clock.runFor(2000)
    await desk.screen.sees(en['locked.hidden'])
    await setHidden(false)
    await unlock(desk.screen, passphrases.first)
    await desk.screen.sees(SAID)
    await desk.screen.tap(`${en['act.reply']} …`)
    await expect.poll(cursor).toBe(HALF)
  })
})

describe('a computer whose lid was shut', () => {
  test('has its desk locked when it is opened again', async () => {
    await desk.context.clock.fastForward(40_000)
    await desk.screen.sees(en['locked.away'])
    await expectNothingShown(desk.screen)
    await expectBack()
  })
})

describe('a desk that somebody locks', () => {
  test('is locked by three keys at once, and is never in the way of what is being handed over', async () => {
    await desk.page.getByLabel(en['act.words']).press('End')
    await desk.page.keyboard.type(' Monday')
    await desk.screen.tap(en['act.preview'])
    await desk.page.getByRole('button', { name: en['act.send'] }).click()
    await desk.page.keyboard.press('Control+Alt+KeyL')
    await desk.screen.sees(en['unlock.title'])
    await expectNothingShown(desk.screen)
    await unlock(desk.screen, passphrases.first)
    await desk.screen.sees(`${HALF} Monday`)
    await desk.screen.sees(en['item.posted'])
    await desk.screen.sees(en['status.none-waiting'])
    // what was handed over is no draft any more
    expect(await desk.screen.offers(`${en['act.reply']} …`)).toBe(false)
    await desk.screen.tap(en['back'])
  })

  test('is locked in every tab, and not by a tab that nobody looks at while another is worked in', async () => {
    const page = await desk.context.newPage()
    const other = chromiumScreen(page)
    await other.open(`${demo.origin}/desk/`)
    await unlock(other, passphrases.first)
    await other.sees(en['cases.title'])
    await setHidden(true)
    for (let minute = 0; minute < 3; minute++) {
      await page.keyboard.press('Shift')
      await desk.context.clock.runFor(50_000)
    }
    await desk.screen.sees(en['cases.title'])
    await setHidden(false)
    await other.tap(en['lock'])
    expect(await desk.screen.sees(en['locked.elsewhere'])).not.toContain(en['cases.title'])
    await page.close()
    await unlock(desk.screen, passphrases.first)
    await desk.screen.sees(en['cases.title'])
  })

  test('is locked when its page is left, for browsers that keep such a page to come back to', async () => {
    // Chromium keeps none that holds a lock, and so only says what the others say.
    await desk.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    expect(await desk.screen.sees(en['locked.left'])).not.toContain(en['cases.title'])
    await unlock(desk.screen, passphrases.first)
    await desk.screen.sees(en['cases.title'])
  })
})

describe('a browser that was killed', () => {
  test('has lost no more than the last second of what was being written', async () => {
    await beginAnswer(desk.screen)
    await desk.context.clock.runFor(2000)
    await expect
      .poll(() => desk.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
      .toContain('desk')
    await desk.page.waitForTimeout(1000)
    await desk.kill()
    desk = await openOfficeOnDisk(`${demo.origin}/desk/`, { profile: desk.profile })
    await expectBack()
  })
})

describe('two members in one browser', () => {
  test('switch with one click and a passphrase; neither sees what the other writes', async () => {
    await desk.page.goto(demo.invitation('yala-city', 'second-door').link)
    await choosePassphrase(desk.screen, passphrases.second)
    await expectNothingShown(desk.screen)
    await desk.screen.tap(en['lock.switch'])
    const began = Date.now()
    await unlock(desk.screen, passphrases.first)
    await desk.screen.sees(SAID)
    const tookMs = Date.now() - began
    await expect.poll(cursor).toBe(HALF)
    await expectSound(desk)
    await desk.screen.tap(en['lock.switch'])
    await unlock(desk.screen, passphrases.second)
    await desk.screen.sees(en['cases.title'])
    await expectNothingShown(desk.screen)
    console.log(`another member's desk after its passphrase was typed: ${tookMs} ms`)
  })
})

describe('a wrong passphrase', () => {
  test('may be typed any number of times; after some the desk says where to look', async () => {
    await desk.screen.tap(en['lock'])
    for (let n = 0; n < rounds(3, 20); n++) {
      await unlock(desk.screen, `not this one ${n}`)
      await desk.screen.sees(en['unlock.failed'])
      expect((await desk.screen.text()).includes(en['unlock.hint'])).toBe(n >= 2)
    }
    await unlock(desk.screen, passphrases.second)
    await desk.screen.sees(en['cases.title'])
  })
})

describe('a member who takes their desk away', () => {
  test('leaves that of the other as it was', async () => {
    await desk.screen.tap(en['nav.team'])
    await desk.screen.tap(en['computer.remove'])
    await expectSound(desk)
    await desk.screen.tap(en['computer.remove.do'])
    const text = await desk.screen.sees(en['unlock.title'])
    expect(text).not.toContain(en['unlock.others'])
    await expectBack()
  })
})

// last: it moves the clocks
describe('a case whose person withdrew', () => {
  test('may be erased seven days after it was taken in, and no other: no word of it is left', async () => {
    const { screen } = desk
    await screen.tap(en['nav.cases'])
    await openCase(screen, WITHDRAWN)
    expect(await screen.offers(en['act.erase'])).toBe(false)
    // it would answer with a worker whose clock is the machine's
    await screen.ask(async () => (await navigator.serviceWorker.getRegistration())?.unregister())
    await desk.close()
    await demo.stop()
    await demo.start(WITHDRAWAL_DAYS)
    desk = await openOfficeOnDisk(`${demo.origin}/desk/`, { profile: desk.profile, shiftDays: WITHDRAWAL_DAYS })
    const later = desk.screen
    await unlock(later, passphrases.first)
    await later.tap(en['nav.cases'])
    await openCase(later, SAID)
    expect(await later.offers(en['act.erase'])).toBe(false)
    await later.tap(en['back'])
    await openCase(later, WITHDRAWN)
    await later.tap(en['act.erase'])
    await later.sees(en['act.erase.coerced'])
    await later.tap(en['act.preview'])
    await later.tap(en['act.erase.do'])
    await later.sees(en['case.erased.left'])
    await later.tap(en['back'])
    await later.tap(en['cases.ended'])
    expect(await later.sees(en['cases.erased'])).not.toContain(WITHDRAWN)
  })
})
