/** What must hold on every screen of the desk. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { words as en, type Words } from '../../../client/words/desk.en.ts'
import { words as th } from '../../../client/words/desk.th.ts'
import { isLong } from '../../long.ts'
import { axeFindings } from './axe.ts'
import type { Desk } from './desk.ts'

/** Runs in the page. */
function breaches(): string[] {
  const found: string[] = []
  const expectThat = (holds: boolean, sentence: string): void => void (holds || found.push(sentence))
  expectThat(document.querySelectorAll('h1').length === 1, 'one heading of the first level')
  expectThat(document.querySelector('.demo')?.textContent !== '', 'a demonstration says so')
  expectThat(document.title === 'SoSafe desk', 'the title tells nothing')
  expectThat(location.href === `${location.origin}/desk/`, 'the address tells nothing')
  expectThat(Object.keys((history.state ?? {}) as object).join() in { '': 0, depth: 0 }, 'the history tells nothing')
  expectThat(document.body.translate === false, 'nothing is sent to a translator')
  expectThat(document.documentElement.scrollWidth <= innerWidth, 'nothing runs out of the screen')
  expectThat(document.querySelector('a[href]') === null, 'nothing is a link')
  for (const field of document.querySelectorAll('input, textarea')) {
    expectThat(field.getAttribute('autocomplete') === 'off', 'nothing typed is kept for later')
    expectThat(!field.hasAttribute('name'), 'no field has a name')
  }
  for (const button of document.querySelectorAll('button')) {
    expectThat(
      !button.checkVisibility() || button.getBoundingClientRect().height > 43.5,
      `a button too small: ${button.textContent}`,
    )
  }
  const doing = document.querySelector('.acts')
  const jump = document.querySelector<HTMLElement>('.jump')
  // beside what was said on a wide screen, else below all of it
  if (doing !== null && jump !== null && innerWidth <= 960) {
    const isInSight = (one: Element): boolean => {
      const { top, height } = one.getBoundingClientRect()
      return height > 0 && top >= 0 && top + 44 <= innerHeight
    }
    const before = scrollY
    scrollTo(0, 0)
    expectThat(isInSight(jump), 'the way to what can be done lies in sight')
    jump.click()
    expectThat(isInSight(doing) && doing.contains(document.activeElement), 'the way to what can be done leads there')
    scrollTo(0, before)
  }
  const forbidden = 'select, [type=checkbox], input[type=radio], [target=_blank], [download]'
  expectThat(document.querySelector(forbidden) === null, 'nothing that the browser would keep or open')
  return found
}

/** What lies under these bars can be scrolled free, and html has the scroll-padding for the focus: into the flow with them. */
const setBars = (page: Page, position: 'static' | ''): Promise<void> =>
  page.evaluate((to) => {
    for (const bar of document.querySelectorAll<HTMLElement>('header, .status')) bar.style.position = to
  }, position)

async function axeFindingsOn(page: Page): Promise<string[]> {
  await setBars(page, 'static')
  const found = await axeFindings(page)
  await setBars(page, '')
  return found
}

const phone = { width: 360, height: 640 }
const tablet = { width: 768, height: 1024 }
const office = { width: 1366, height: 768 }

/**
 * In both languages, on an office screen, a tablet and a phone; ends as it began. axe looks at each of the six in the long run,
 * else at the smallest, in Thai.
 */
export async function expectSound({ page, screen }: Desk): Promise<void> {
  const findings: string[] = []
  for (const [words, sizes] of [
    [th, [office, tablet, phone]],
    [en, [phone, tablet, office]],
  ] as const satisfies readonly (readonly [Words, readonly object[]])[]) {
    await screen.tap(words['language.own'])
    await page.locator(`html[lang=${words === th ? 'th' : 'en'}]`).waitFor()
    for (const size of sizes) {
      await page.setViewportSize(size)
      const found = await page.evaluate(breaches)
      if (isLong || (words === th && size === phone)) found.push(...(await axeFindingsOn(page)))
      findings.push(...found.map((one) => `${words['language.own']} ${size.width}: ${one}`))
    }
  }
  expect(findings).toEqual([])
}
