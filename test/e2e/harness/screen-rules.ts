/** What must hold on every screen of the reporter's app. */
import type { Page } from 'playwright-core'
import { axeFindings } from './axe.ts'

/** Runs in the page. */
function breaches(): string[] {
  const found: string[] = []
  const expectThat = (holds: boolean, sentence: string): void => void (holds || found.push(sentence))
  const cover = document.querySelector('.cover')
  const exit = document.querySelector('.exit')?.getBoundingClientRect()
  const fields = [...document.querySelectorAll('input, textarea')]
  const targets = [...document.querySelectorAll('button, a, summary, input, textarea')]
  expectThat(exit !== undefined && exit.height >= 56 && exit.width >= 56, 'the exit is there, 56 px')
  expectThat(exit?.top === 0 && exit.right === innerWidth, 'the exit is in its corner')
  const onTop = exit === undefined ? null : document.elementFromPoint(exit.left + exit.width / 2, exit.height / 2)
  if (cover === null) expectThat(onTop?.closest('.exit') !== null && onTop !== null, 'nothing lies over the exit')
  else {
    const { left, top, right, bottom } = cover.getBoundingClientRect()
    const all = left <= 0 && top <= 0 && right >= innerWidth && bottom >= innerHeight
    expectThat(
      all && onTop?.closest('.cover-close') !== null && onTop !== null,
      'the cover can be left where the exit is',
    )
    expectThat(document.activeElement === cover, 'the cover has the focus')
    expectThat(document.querySelector('main')?.closest('[inert]') !== null, 'nothing under the cover can be reached')
  }
  expectThat(document.querySelector('.demo')?.textContent !== '', 'a demonstration says so')
  expectThat(document.querySelectorAll('h1').length === 1, 'one heading of the first level')
  expectThat(document.title === 'Home', 'the title tells nothing')
  expectThat(location.href === `${location.origin}/`, 'the address tells nothing')
  expectThat(document.body.translate === false, 'nothing is sent to a translator')
  expectThat(document.documentElement.scrollWidth <= innerWidth, 'nothing runs out of the screen')
  expectThat(getComputedStyle(document.body).padding === '0px', 'the page before the app leaves no room of its own')
  for (const field of fields) {
    expectThat(field.getAttribute('autocomplete') === 'off', 'nothing typed is kept for later')
    expectThat(field.getAttribute('spellcheck') === 'false', 'nothing typed is sent to a spelling service')
    expectThat(field.getAttribute('autocorrect') === 'off', 'nothing typed is corrected')
    expectThat(field.getAttribute('autocapitalize') === 'off', 'nothing typed is made large')
    expectThat(!field.hasAttribute('name'), 'no field has a name')
  }
  for (const target of targets) {
    const { width, height } = target.getBoundingClientRect()
    expectThat(width >= 44 && height >= 44, `a target of ${width} x ${height} px: ${target.textContent}`)
  }
  for (const pair of document.querySelectorAll('.pair')) {
    const [skip, next] = ['.skip', '.next'].map((name) => pair.querySelector(name)?.getBoundingClientRect())
    if (!skip || !next) continue
    const isAsHigh = skip.top !== next.top || Math.abs(skip.height - next.height) < 1
    expectThat(isAsHigh && Math.abs(skip.width - next.width) < 1, 'to skip is as large as to go on')
  }
  const groups = [...document.querySelectorAll<HTMLElement>('.code li')]
  const lefts = new Set(groups.map((group) => group.getBoundingClientRect().left))
  expectThat(lefts.size <= 1, 'the groups of a code stand in one column')
  for (const group of groups) {
    expectThat(Number.parseFloat(getComputedStyle(group).fontSize) >= 28, 'a code is as large as 28 px')
  }
  const forbidden =
    'select, [type=checkbox], input[type=radio], [target=_blank], [download], [autoplay], [capture], form'
  expectThat(document.querySelector(forbidden) === null, 'nothing that the browser would keep or open')
  return found
}

/** One sentence for each breach of our own rules, and each finding of axe. */
export async function problemsOn(page: Page, onlyLooks = false): Promise<string[]> {
  return [...(await page.evaluate(breaches)), ...(await axeFindings(page, onlyLooks))]
}
