/** The ways between the reporter's questions: nothing typed is lost by any of them, and each leads where it says. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { areas, startDemo, type Demo } from './harness/demo.ts'
import { openPhone, type Phone } from './harness/phone.ts'
import type { Screen } from './harness/screen.ts'

let demo: Demo
let phone: Phone

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.remove())
afterEach(() => phone.remove())

const words = 'He waits outside my door every evening, and my aunt does not believe me when I tell her of it.'

async function toWords(screen: Screen): Promise<void> {
  for (const name of [en['home.tell'], en['danger.no'], en['need.unknown'], areas.first, en['who.no']]) {
    await screen.tap(name)
  }
  await screen.sees(en['words.title'])
}

describe('skipping', () => {
  test('keeps what was typed, shows its beginning before it goes, and Back leads to the question before', async () => {
    phone = await openPhone(demo.origin)
    const { screen, page } = phone
    await toWords(screen)
    await screen.type(en['words.label'], words)
    await screen.tap(en['skip'])
    await screen.sees(en['answer.title'])
    await screen.tap(en['answer.safe_phone'])
    await screen.type(en['answer.phone'], '081 234 5678')
    await screen.tap(en['skip'])
    await screen.sees(en['silence.why'])
    await screen.tap(en['silence.call_safe_phone'])
    // not unfolded
    expect(await screen.sees(en['review.title'])).toContain('He waits outside my door')
    expect(await page.locator('main > dl').innerText()).toMatch(/…$/)
    await screen.tap(en['back'])
    await screen.sees(en['silence.why'])
    await screen.tap(en['skip'])
    await screen.tap(en['review.all'])
    const all = await page.locator('details').innerText()
    for (const kept of [words, '081 234 5678', en['silence.call_safe_phone']]) expect(all).toContain(kept)
  })

  test('from the words straight to the review: Back leads to the words', async () => {
    phone = await openPhone(demo.origin)
    const { screen, page } = phone
    await toWords(screen)
    await screen.tap(en['tell.enough'])
    await screen.sees(en['review.title'])
    expect(await page.locator('main > dl').count()).toBe(0)
    await screen.tap(en['back'])
    await screen.sees(en['words.title'])
  })
})

describe('a safe phone without a number', () => {
  test('is not taken in silence: it can be added, or the ticket code taken instead', async () => {
    phone = await openPhone(demo.origin)
    const { screen, page } = phone
    await toWords(screen)
    await screen.tap(en['skip'])
    await screen.tap(en['answer.safe_phone'])
    await screen.tap(en['next'])
    await screen.sees(en['answer.empty'])
    const focused = (): Promise<string> => page.evaluate(() => (document.activeElement as HTMLElement).innerText)
    expect(await focused()).toBe(en['answer.empty'])
    await screen.tap(en['answer.add'])
    await page.keyboard.type('081')
    expect(await page.getByLabel(en['answer.phone']).inputValue()).toBe('081')
    expect(await screen.text()).not.toContain(en['answer.empty'])
    await screen.clear(en['answer.phone'])
    await screen.tap(en['answer.trusted_person'])
    await screen.tap(en['next'])
    await screen.sees(en['answer.empty'])
    await screen.tap(en['answer.by-ticket'])
    await screen.tap(en['review.all'])
    expect(await page.locator('details').innerText()).toContain(en['answer.ticket_only'])
  })
})
