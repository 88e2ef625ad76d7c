/** The ways between the reporter's questions: nothing typed is lost by any of them, and each leads where it says. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { areas } from './harness/demo.ts'
import { demoForFile, phoneForTest } from './harness/lifetimes.ts'
import { questionProblems } from './harness/question-rules.ts'
import { toWords } from './harness/reporter.ts'
import { type Pretended, pretendVoices } from './harness/voices.ts'

const demo = await demoForFile()
const words = 'He waits outside my door every evening, and my aunt does not believe me when I tell her of it.'

/** What stands right above the last button, where it is large, and is said with the button's name. */
async function lineBefore(page: Page, name: string): Promise<string> {
  const button = page.locator('main button').last()
  expect(await button.innerText()).toBe(name)
  return button.evaluate((last) => {
    const line = last.previousElementSibling
    if (!(line instanceof HTMLElement) || last.getAttribute('aria-describedby') !== line.id) return ''
    return Number.parseFloat(getComputedStyle(line).fontSize) >= 22 ? line.innerText : ''
  })
}

describe('skipping', () => {
  test('keeps what was typed, shows its beginning before it goes, and Back leads to the question before', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    await toWords(screen, areas.second)
    await screen.type(en['words.label'], words)
    await screen.tap(en['skip'])
    await screen.sees(en['answer.title'])
    await screen.tap(en['answer.safe_phone'])
    await screen.type(en['answer.phone'], '081 234 5678')
    await screen.tap(en['skip'])
    // that office has promised to be in contact a week after it reads: nobody is silent by then
    const [asked = '', date = ''] = /.* by (.*)\?/.exec(await screen.sees(en['silence.why'])) ?? []
    expect(Date.parse(`${date} UTC`) - Date.now()).toBeGreaterThan(9 * 86_400_000)
    await screen.tap(en['silence.call_safe_phone'])
    // not unfolded
    expect(await screen.sees(en['review.title'])).toContain('He waits outside my door')
    expect(await page.locator('main > dl').innerText()).toMatch(/…$/m)
    await screen.tap(en['back'])
    await screen.sees(en['silence.why'])
    await screen.tap(en['silence.call_safe_phone'])
    await screen.tap(en['review.all'])
    const all = await page.locator('details').innerText()
    for (const kept of [words, '081 234 5678', asked, en['silence.call_safe_phone']]) expect(all).toContain(kept)
  })
})

describe('the way to a letter', () => {
  test('speaks to a child as to a child, with the number for children first, and asks for no parent', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    const numbers = (): Promise<string[]> => page.locator('.numbers b').allInnerTexts()
    const seen: string[] = []
    await screen.tap(en['home.tell'])
    await screen.tap(en['danger.about'])
    const chosen = en['whom.child'].replace('{age}', '18')
    await screen.tap(chosen)
    // said where it was chosen, and leads there
    expect(await screen.sees(en['danger.title'])).toContain(en['danger.about.change'])
    expect(await numbers()).toEqual(['1387'])
    await screen.tap(chosen)
    await screen.sees(en['whom.title'])
    expect(await page.locator('[aria-pressed=true]').allInnerTexts()).toEqual([chosen])
    await screen.tap(chosen)
    await screen.sees(en['danger.title'])
    await screen.tap(en['danger.yes'])
    seen.push(await screen.sees(en['child.danger.first.title']))
    expect(await numbers()).toEqual(['1387', '191', '1669', '1300'])
    await screen.tap(en['danger.first.write'])
    await screen.tap(en['need.child_protection'])
    seen.push(await screen.sees(en['child.area.why']))
    await screen.tap(areas.first)
    seen.push(await screen.sees(en['child.who.ask']))
    expect(await numbers()).toEqual(['1387', '191', '1669'])
    // who reads and what they must pass on: two sentences with a picture each, and the rest behind one more tap
    expect(await questionProblems(page, 'child, who')).toEqual([])
    const said = await page.locator('.pictured li:has(svg)').allInnerTexts()
    expect(said.map((text) => text.trim())).toEqual([
      expect.stringContaining(en['child.who.reads'].replace('{agency}', '')),
      en['child.who.must'],
    ])
    expect(await page.locator('main p', { hasText: en['child.who.text'] }).isVisible()).toBe(false)
    await screen.tap(en['child.who.more'])
    seen.push(await screen.sees(en['child.who.text']))
    expect(seen.at(-1)).toMatch(/at work at this hour|next reading time/)
    expect(seen.at(-1)).toContain(en['child.law.domestic_violence'])
    await screen.tap(en['who.no'])
    await screen.tap(en['tell.enough'])
    seen.push(await screen.sees(en['child.review.consent']))
    expect(seen.at(-1)).toContain('You said that you are under 18.')
    await screen.tap(en['review.send'])
    await screen.sees(en['state.handed'])
    await screen.tap(en['ticket.finished'])
    seen.push(await screen.sees(en['calm.title']))
    expect((await numbers())[0]).toBe('1387')
    // a child is nobody's guardian or teacher, and not grown up
    const offered = async (topic: string): Promise<string[]> => {
      await screen.tap(topic)
      const choices = await page.locator('main .choice').allInnerTexts()
      await screen.tap(en['back'])
      return choices
    }
    expect(await offered(en['after.whom'])).toEqual(
      (['role.self', 'role.witness', 'role.friend_or_relative'] as const).map((key) => en[key]),
    )
    expect(await offered(en['child.after.age.own'])).toEqual([en['age.child_0_9'], en['age.adolescent_10_19']])
    // of somebody else it tells any age
    await screen.tap(en['after.whom'])
    await screen.tap(en['role.witness'])
    for (const key of ['next', 'skip', 'after.hand-over'] as const) await screen.tap(en[key])
    await screen.sees(en['after.added'])
    expect(await offered(en['after.age'])).toContain(en['age.older_60_plus'])
    expect(seen.join('\n')).not.toMatch(/parent|mother|father/i)
  })

  test('asks of an office that one did not choose whom one fears there, below who must not see it', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    for (const name of [en['home.tell'], en['danger.no'], en['need.psychosocial'], 'Yala']) await screen.tap(name)
    const text = await screen.sees(en['who.ask'])
    expect(text).toMatch(/does not help with this/)
    const order = await page.evaluate(() =>
      [...document.querySelectorAll('main input, main .choice')].map((one) => one.tagName),
    )
    expect(order.indexOf('INPUT')).toBe(0)
    // neither of the two leads to a letter to it
    for (const answer of [en['who.unsure'], en['who.yes']]) {
      await screen.tap(answer)
      await screen.sees(en['area.title'])
      await screen.tap('Yala')
      await screen.sees(en['who.ask'])
    }
  })

  test('keeps the exit in the corner of what can be seen, also enlarged by two fingers', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen, context } = phone
    await screen.tap(en['home.help'])
    const session = await context.newCDPSession(page)
    const pinch = { x: 120, y: 400, scaleFactor: 2.5, relativeSpeed: 8_000 }
    await session.send('Input.synthesizePinchGesture', pinch)
    const fromCorner = (): Promise<{ right: number; top: number; scale: number } | null> =>
      page.evaluate(() => {
        const box = document.querySelector('.exit')?.getBoundingClientRect()
        if (box === undefined || visualViewport === null) return null
        const { offsetLeft, offsetTop, width, scale } = visualViewport
        // rounding may give -0, which is another number to the matcher
        const whole = (length: number): number => Math.round(length) + 0
        return { right: whole(box.right - offsetLeft - width), top: whole(box.top - offsetTop), scale }
      })
    await expect.poll(async () => ((await fromCorner())?.scale ?? 1) > 2).toBe(true)
    await expect.poll(fromCorner).toMatchObject({ right: 0, top: 0 })
    expect(await page.evaluate(() => (visualViewport?.offsetTop ?? 0) > 50)).toBe(true)
  })

  test('fills its dots up to the last, says how far one is, and leads back from the review to where one left', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    const described = (): Promise<string> =>
      page.evaluate(() => {
        const id = document.querySelector('h1')?.getAttribute('aria-describedby') ?? ''
        return document.getElementById(id)?.textContent ?? ''
      })
    await screen.tap(en['home.tell'])
    await screen.sees(en['danger.title'])
    expect(await described()).toBe('Step 1 of 7')
    for (const name of [en['danger.no'], en['need.unknown'], areas.first, en['who.no'], en['tell.enough']]) {
      await screen.tap(name)
    }
    await screen.sees(en['review.title'])
    expect(await described()).toBe('Step 7 of 7')
    expect(await page.locator('.dots li:not(.past)').count()).toBe(0)
    await page.emulateMedia({ forcedColors: 'active' })
    const seen = await page.evaluate(() => {
      const [dot, exit] = [document.querySelector('.dots .past'), document.querySelector('.exit')]
      if (dot === null || exit === null) return null
      const { borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(exit)
      return {
        dot: getComputedStyle(dot).backgroundColor !== getComputedStyle(document.body).backgroundColor,
        exit: borderTopStyle === 'solid' && borderTopColor !== backgroundColor,
      }
    })
    expect(seen).toEqual({ dot: true, exit: true })
    // nothing was written
    expect(await page.locator('main > dl').count()).toBe(0)
    await screen.tap(en['back'])
    await screen.sees(en['words.title'])
    // what is chosen is filled there, and the outline is left to what has the focus
    const chosen = await page.evaluate(() => {
      const [on, off] = [true, false].map((pressed) => document.querySelector(`.choice[aria-pressed=${pressed}]`))
      if (!on || !off) return null
      const { backgroundColor, outlineStyle } = getComputedStyle(on)
      return { filled: backgroundColor !== getComputedStyle(off).backgroundColor, outlineStyle }
    })
    expect(chosen).toEqual({ filled: true, outlineStyle: 'none' })
  })

  test('shows before it goes what harms if it is wrong, lacks nothing that it promises, and Skip takes back', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    await screen.tap(en['home.tell'])
    await screen.tap(en['danger.yes'])
    // before one calls
    expect(await screen.sees(en['danger.first.title'])).toMatch(/stays in this phone's call list\.\s+191\b/)
    await screen.tap(en['danger.first.write'])
    await screen.tap(en['back'])
    await screen.sees(en['danger.title'])
    // said before, and Skip leaves it said
    expect(await page.locator('main [aria-pressed=true]').allInnerTexts()).toEqual([en['danger.yes']])
    await screen.tap(en['skip'])
    for (const name of [en['need.unknown'], areas.first, en['who.no'], en['skip']]) await screen.tap(name)
    await screen.tap(en['answer.safe_phone'])
    await screen.tap(en['back'])
    await screen.tap(en['tell.enough'])
    // no number yet
    await screen.sees(en['answer.title'])
    await screen.type(en['answer.phone'], '0812345678')
    await screen.tap(en['next'])
    await screen.tap(en['silence.call_safe_phone'])
    await screen.sees(en['review.title'])
    const first = (): Promise<string> => page.locator('main > dl').innerText()
    for (const text of [en['review.danger'], '0812345678', en['answer.no-hours'], en['silence.call_safe_phone']]) {
      expect(await first()).toContain(text)
    }
    // there is danger: not "if danger comes"
    expect(await screen.text()).toContain(en['danger.first.later'])
    await screen.tap(en['back'])
    await screen.sees(en['silence.why'])
    await screen.tap(en['skip'])
    await screen.sees(en['review.title'])
    expect(await first()).not.toContain(en['silence.call_safe_phone'])
  })
})

describe('a voice of this phone', () => {
  test('reads a question and its answers when asked, and nothing that was typed', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    await page.addInitScript(pretendVoices)
    await screen.reload()
    await screen.sees(en['home.title'])
    // without a voice that asks nobody there is no button
    expect(await screen.offers(en['aloud.read'])).toBe(false)
    await page.evaluate(() => (globalThis as unknown as Pretended).addLocalVoice())
    // what reads comes when the phone is idle
    await expect.poll(() => screen.offers(en['aloud.read']), { timeout: 20_000 }).toBe(true)
    await screen.tap(en['home.tell'])
    await screen.sees(en['danger.title'])
    const spoken = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as Pretended).spoken)
    await screen.tap(en['aloud.read'])
    await screen.sees(en['aloud.ask'])
    expect(await spoken()).toEqual([])
    await screen.tap(en['aloud.yes'])
    await expect.poll(spoken).not.toEqual([])
    const said = [en['danger.title'], en['danger.why'], en['danger.yes'], en['danger.no']]
    for (const sentence of said) expect((await spoken())[0]).toContain(sentence)
    for (const name of [en['danger.no'], en['need.psychosocial'], 'Yala']) await screen.tap(name)
    await screen.type(en['who.not-show'], 'my cousin')
    await screen.tap(en['aloud.read'])
    await expect.poll(async () => (await spoken()).at(-1)).toContain(en['who.not-show'])
    // and what the office must pass on, which stands in a list
    const duty = await page.locator('.duties li').first().innerText()
    expect((await spoken()).at(-1)).toContain(duty)
    // a year is no number to dial
    for (const name of [en['who.no'], en['skip'], en['answer.ticket_only'], en['next']]) await screen.tap(name)
    await screen.sees(en['silence.why'])
    await screen.tap(en['aloud.read'])
    await expect.poll(async () => (await spoken()).at(-1)).toMatch(/by \d+ \w+ 20\d\d/)
    // to what one agrees by handing it over; what was typed is there to be looked at
    await screen.tap(en['skip'])
    await screen.tap(en['review.all'])
    await screen.sees('my cousin')
    await screen.tap(en['aloud.read'])
    await expect.poll(async () => (await spoken()).at(-1)).toContain(en['review.consent'])
    expect((await spoken()).join()).not.toContain('cousin')
  })
})

describe('the phone’s own Back', () => {
  // headless, the same request comes from Escape; no key of it counts as a touch
  const backOn = (page: Page) => (): Promise<void> => page.keyboard.press('Escape')

  test('leads from screen to screen as “Back” does, to the start, and makes no history', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    const back = backOn(page)
    const length = await page.evaluate(() => history.length)
    await toWords(screen, areas.first)
    await screen.type(en['words.label'], words)
    await screen.tap(en['tell.enough'])
    await screen.sees(en['review.title'])
    expect(await screen.text()).not.toContain(en['tell.phone-back'])
    await back()
    await screen.sees(en['words.title'])
    expect(await page.getByLabel(en['words.label']).inputValue()).toBe(words)
    for (const title of [en['who.ask'], en['area.title'], en['need.title'], en['danger.title'], en['home.title']]) {
      await back()
      await screen.sees(title)
    }
    expect(await page.evaluate(() => history.length)).toBe(length)
  })

  test('changes nothing under the cover, loses no ticket, and where it would, this is said', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    const back = backOn(page)
    await toWords(screen, areas.first)
    await screen.tap(en['tell.enough'])
    await screen.sees(en['review.title'])
    await page.evaluate(() => dispatchEvent(new Event('blur')))
    await page.locator('.cover').waitFor()
    await back()
    await back()
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await page.locator('.cover').click()
    await page.locator('.cover').waitFor({ state: 'detached' })
    await screen.sees(en['review.title'])
    await screen.tap(en['review.send'])
    await screen.sees(en['ticket.only'])
    await back()
    await back()
    const beforeItEnds = en['ticket.again'].split('{')[0]
    expect(await lineBefore(page, en['ticket.finished'])).toContain(beforeItEnds)
    await screen.tap(en['keep.wrote'])
    await screen.sees(en['keep.compare.title'])
    // whoever has written the code down sees no more of the screen before
    expect(await lineBefore(page, en['ticket.finished'])).toContain(beforeItEnds)
    await back()
    await screen.sees(en['ticket.only'])
    await page.addInitScript(() => void Reflect.deleteProperty(globalThis, 'CloseWatcher'))
    await screen.open(demo.origin)
    await screen.tap(en['home.tell'])
    expect(await screen.sees(en['danger.title'])).toContain(en['tell.phone-back'])
  })
})
