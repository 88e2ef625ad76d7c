/** Every screen of the reporter's app: safe, reachable and readable, and whatever the size, the light and the direction. */
import { describe, expect, test } from 'vitest'
import { SPOKEN } from '../../client/words/languages.ts'
import type { Language } from '../../shared/case/language.ts'
import { isLong } from '../long.ts'
import { childTour } from './harness/child-tour.ts'
import { areaIn, choose, saidToChild, wordsOf } from './harness/languages.ts'
import { demoForFile, phoneForTest } from './harness/lifetimes.ts'
import type { Phone } from './harness/phone.ts'
import { questionProblems } from './harness/question-rules.ts'
import { problemsOn } from './harness/screen-rules.ts'
import { officeAt } from './harness/tour-office.ts'
import { tour } from './harness/tour.ts'
import { pretendVoices } from './harness/voices.ts'

const demo = await demoForFile()
const office = officeAt(demo)

describe('every screen', () => {
  /** Goes through all of them, and says what is wrong there. */
  async function look(
    { page, screen }: Phone,
    language: Language,
    onlyLooks = false,
  ): Promise<{ problems: string[]; focused: number }> {
    await choose(screen, language)
    const problems: string[] = []
    let focused = 0
    const visit = async (at: string): Promise<void> => {
      const found = [...(await problemsOn(page, onlyLooks)), ...(await questionProblems(page, at))]
      problems.push(...found.map((problem) => `${language}, ${at}: ${problem}`))
      if (await page.evaluate(() => document.activeElement?.tagName === 'H1')) focused++
    }
    const way = { page, words: await wordsOf(language), area: areaIn(language), visit }
    await tour({ ...way, office })
    // the slice looks at what is a child's own where its way is tested
    if (isLong) await childTour(way, await saidToChild(language))
    return { problems, focused }
  }

  test.each(isLong ? SPOKEN : (['th'] as const))('is safe, reachable and readable (%s)', async (language) => {
    const phone = await phoneForTest(demo.origin)
    await phone.page.addInitScript(pretendVoices, language.split('-')[0])
    await phone.screen.reload()
    const { problems, focused } = await look(phone, language)
    expect(problems).toEqual([])
    // the others have a field that was filled, or a button that was tapped on the same screen
    expect(focused).toBeGreaterThan(12)
    expect(await phone.page.evaluate(() => history.length)).toBe(2)
  })

  test.each(isLong ? SPOKEN : (['mfa-Arab'] as const))(
    'keeps to a screen of 320 px, to text of twice the size and to the dark (%s)',
    async (language) => {
      const phone = await phoneForTest(demo.origin)
      const { page } = phone
      await page.setViewportSize({ width: 320, height: 568 })
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%'
      })
      // the slice has asked the rest of this app's pages in Thai
      expect((await look(phone, language, !isLong)).problems).toEqual([])
    },
  )
})
