/** A walk through the reporter's app in one language: from screen to screen by what its buttons say, with a look at each. */
import type { Locator, Page } from 'playwright-core'
import type { Key, Words } from '../../../client/words/reporter.en.ts'
import { patienceMs } from './screen.ts'

export interface Way {
  readonly page: Page
  readonly words: Words
  /** As the screens name it. */
  readonly area: string
  /** Called on each screen once it has settled. */
  readonly visit: (screen: string) => Promise<void>
}

export interface Walk {
  /** One after the other. */
  tap(...keys: readonly Key[]): Promise<void>
  tapText(beginning: string): Promise<void>
  field(label: Key): Locator
  /** Waits until the screen says it. */
  sees(key: Key): Promise<void>
  /** Taps, waits until the screen says it, and looks at it. */
  look(screen: string, key: Key, ...taps: readonly Key[]): Promise<void>
}

/** `say`: a sentence as the screens have it. */
export async function startWalk(
  { page, words, visit }: Pick<Way, 'page' | 'words' | 'visit'>,
  say: (key: Key) => string = (key) => words[key],
): Promise<Walk> {
  // on a slow machine nobody has touched the phone for a while
  await page.addLocatorHandler(page.locator('.cover'), (cover) => cover.click())
  const tapText = (beginning: string): Promise<void> =>
    page
      .locator('button:visible, summary:visible')
      .filter({ hasText: new RegExp(`^${escape(beginning)}`) })
      .first()
      .click()
  const tap = async (...keys: readonly Key[]): Promise<void> => {
    for (const key of keys) await tapText(say(key))
  }
  const sees = (key: Key): Promise<void> => page.getByText(say(key)).first().waitFor({ timeout: patienceMs })
  return {
    tap,
    tapText,
    field: (label) => page.getByLabel(say(label)),
    sees,
    async look(screen, key, ...taps) {
      await tap(...taps)
      await sees(key)
      await visit(screen)
    },
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
