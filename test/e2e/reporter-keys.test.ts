/** The reporter's app without a pointer: by keys, and by whoever listens instead of looking. */
import { describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { areas } from './harness/demo.ts'
import { demoForFile, phoneForTest } from './harness/lifetimes.ts'
import { ticketOn, toWords } from './harness/reporter.ts'

const demo = await demoForFile()

/** Runs in the page: what has the focus, and whether somebody who looks sees that it has. */
function inFocus(): { names: string[]; seen: boolean } {
  const focus = document.activeElement as HTMLElement
  const { top, bottom } = focus.getBoundingClientRect()
  const { outlineStyle, outlineWidth } = getComputedStyle(focus)
  // of a field that grows when it has the focus, the upper part
  const inSight = top >= 0 && (bottom <= innerHeight || top < innerHeight - 44)
  const seen = inSight && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  return { names: [focus.innerText, focus.getAttribute('aria-label') ?? ''], seen: seen || focus === document.body }
}

describe('the way to a letter', () => {
  test('can be gone through without a pointer, to the ticket, and where one is is seen', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    const unseen: string[] = []
    const press = async (name: string): Promise<void> => {
      for (let tabs = 0; tabs < 40; tabs++) {
        const { names, seen } = await page.evaluate(inFocus)
        if (tabs > 0 && !seen) unseen.push(names.join())
        if (names.some((own) => own.startsWith(name))) return page.keyboard.press('Enter')
        await page.keyboard.press('Tab')
      }
      throw new Error(`never reached: ${name}`)
    }
    const ways = [
      [en['home.tell'], en['danger.title']],
      [en['danger.no'], en['need.title']],
      [en['need.more']],
      [en['need.legal'], en['area.title']],
      [areas.first, en['who.title']],
      [en['who.no'], en['words.title']],
      [en['tell.enough'], en['review.title']],
      [en['review.send'], en['ticket.title']],
    ] as const
    for (const [name, title] of ways) {
      await press(name)
      if (title === undefined) continue
      // a screen reader goes on at the new screen's heading
      await expect.poll(async () => (await page.evaluate(inFocus)).names, { timeout: 60_000 }).toContain(title)
      await page.keyboard.press('Shift+Tab')
      expect((await page.evaluate(inFocus)).names).toContain(en['exit.label'])
    }
    expect(unseen).toEqual([])
    await ticketOn(screen)
  })

  test('is gone with arrows where one of several is chosen, says what appears, and takes no phone without a number', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    await toWords(screen, areas.first)
    await screen.tap(en['skip'])
    await screen.sees(en['answer.title'])
    const chosen = page.locator('[role=radio][aria-checked=true]')
    const focused = (): Promise<string> => page.evaluate(() => (document.activeElement as HTMLElement).innerText)
    const choices = await page.locator('[role=radio]').allInnerTexts()
    await page.locator('[role=radio]').first().focus()
    for (const [key, at] of [
      ['ArrowDown', 1],
      ['ArrowRight', 2],
      ['ArrowUp', 1],
      ['ArrowLeft', 0],
      ['ArrowUp', -1],
      ['ArrowDown', 0],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(focused).toBe(choices.at(at))
      expect(await chosen.allInnerTexts()).toEqual([choices.at(at)])
      // Tab leads to the one that is chosen, and out
      expect(await page.locator('[role=radio][tabindex="0"]').allInnerTexts()).toEqual([choices.at(at)])
    }
    await screen.tap(en['answer.safe_phone'])
    await expect
      .poll(() => page.locator('[role=status]').allInnerTexts())
      .toContainEqual(expect.stringContaining(`${en['answer.phone']}, ${en['answer.hours']}`))
    await screen.tap(en['next'])
    await screen.sees(en['answer.empty'])
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

  test('puts nothing that has the focus under the bar', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    for (const name of [en['home.rights'], en['rights.more']]) await screen.tap(name)
    await screen.sees(en['rights.about'])
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await page.locator('main button').last().focus()
    const tops: number[] = []
    for (let steps = 0; steps < 25; steps++) {
      await page.keyboard.press('Shift+Tab')
      tops.push(await page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? 0))
    }
    expect(await page.evaluate(() => scrollY < document.body.scrollHeight - innerHeight)).toBe(true)
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(56)
  })
})
