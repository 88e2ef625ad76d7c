/** axe in a page: one sentence for each finding. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

export async function axeFindings(page: Page): Promise<string[]> {
  // to read its source takes a page longer than to be looked at
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // what is right is not described
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}
