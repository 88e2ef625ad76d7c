/** axe in a page: one sentence for each finding. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Rules about how it looks, and in which language it is: the others ask the same of the same page in every language. */
const ABOUT_LOOKS = ['color-contrast', 'target-size', 'html-has-lang', 'html-lang-valid', 'valid-lang']

export async function axeFindings(page: Page, onlyLooks = false): Promise<string[]> {
  // to read its source takes a page longer than to be looked at
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(
    async (looks) => {
      const { run } = (globalThis as unknown as { axe: typeof axe }).axe
      const { violations } = await run({
        runOnly: looks ?? ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
        // what is right is not described
        resultTypes: ['violations'],
        selectors: false,
      })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    },
    onlyLooks ? ABOUT_LOOKS : null,
  )
}
