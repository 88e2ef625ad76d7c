/** What must hold on every screen of the desk. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { words as en, type Words } from '../../../client/words/desk.en.ts'
import { words as th } from '../../../client/words/desk.th.ts'
import type { Desk } from './desk.ts'

/** One sentence for each breach of our own rules, and each finding of axe. */
async function problemsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
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
      expectThat(button.getBoundingClientRect().height >= 32, `a button too small: ${button.textContent}`)
    }
    const forbidden = 'select, [type=checkbox], input[type=radio], [target=_blank], [download]'
    expectThat(document.querySelector(forbidden) === null, 'nothing that the browser would keep or open')
    // What lies under these bars can be scrolled free, and html has the scroll-padding for the focus: into the flow with them.
    for (const bar of document.querySelectorAll<HTMLElement>('header, .status')) bar.style.position = 'static'
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    for (const bar of document.querySelectorAll<HTMLElement>('header, .status')) bar.style.position = ''
    return [...found, ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))]
  })
}

/** In both languages, on an office screen and on a tablet; ends as it began. */
export async function expectSound({ page, screen }: Desk): Promise<void> {
  const findings: string[] = []
  for (const words of [th, en] as const satisfies readonly Words[]) {
    await screen.tap(words['language.own'])
    await page.locator(`html[lang=${words === th ? 'th' : 'en'}]`).waitFor()
    for (const size of [
      { width: 768, height: 1024 },
      { width: 1366, height: 768 },
    ]) {
      await page.setViewportSize(size)
      findings.push(...(await problemsOn(page)).map((one) => `${words['language.own']} ${size.width}: ${one}`))
    }
  }
  expect(findings).toEqual([])
}
