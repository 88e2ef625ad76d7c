/** In Firefox too: one letter and two tabs. */
import { describe, expect, test } from 'vitest'
import { words } from '../../client/words/reporter.en.ts'
import { areas, mailAt } from './harness/demo.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { readyForOffline } from './harness/phone.ts'
import { recordedFirefox } from './harness/recorded-firefox.ts'
import { tellAndSeal } from './harness/reporter.ts'
import { firefoxScreen } from './harness/screen.ts'

const demo = await demoForFile()

const ENVELOPES = 2
const told = { area: areas.first, words: 'He reads my messages.' }

describe('Firefox', () => {
  test('sends once when two tabs are open', async () => {
    const { phone, screen, recorder } = await recordedFirefox(demo.origin)
    await readyForOffline(screen)
    const before = mailAt(demo.dataFolder)
    recorder.onRequest = () => 'drop'
    const page = await phone.browser.newPage()
    const other = firefoxScreen(page)
    await other.open(demo.origin)
    await other.sees(words['home.title'])
    await phone.page.bringToFront()
    await tellAndSeal(screen, told)
    recorder.onRequest = () => 'pass'
    await other.reload()
    await other.sees(words['home.title'])
    await expect.poll(() => mailAt(demo.dataFolder) - before, { timeout: 60_000 }).toBe(ENVELOPES)
    await screen.sees(words['state.handed'])
    expect(mailAt(demo.dataFolder) - before).toBe(ENVELOPES)
  })
})
