/** The same in Firefox, in the long run only: what its files still hold of a letter. The table stands in docs/state.md. */
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIVES, liveLives, placesOf, type Life, type Lives } from '../privacy/phone-profiles.ts'
import { filesOf } from '../privacy/scan.ts'
import { openFirefox } from './harness/firefox.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { startRecorder, type Recorder } from './harness/recorder.ts'
import { firefoxScreen } from './harness/screen.ts'

const demo = await demoForFile()

const told = LIVES.filter((life) => life !== 'reads' && life !== 'waits')

let recorder: Recorder
let lives: Lives

beforeAll(async () => {
  recorder = await startRecorder()
  lives = await liveLives(demo, recorder, LIVES, async (profile) => {
    const browser = await openFirefox({ device: 'phone', profile, proxyPort: recorder.port })
    return {
      screen: firefoxScreen(browser.page),
      setOffline: async (offline) => {
        recorder.onRequest = () => (offline ? 'drop' : 'pass')
        await browser.page.setOfflineMode(offline)
      },
      // it has no Background Sync: its service worker reads no letter
      endServiceWorker: () => Promise.resolve(),
      close: () => browser.close(),
    }
  })
}, 240_000)
afterAll(async () => {
  lives.remove()
  await recorder.close()
})

const found = (life: Life, needles: Lives['secrets']): string[] => placesOf(lives, life, needles)

describe('Firefox', () => {
  test.each(LIVES)('has nothing of what was typed, shown once, or opens it (%s)', (life) => {
    expect(found(life, lives.secrets)).toEqual([])
  })

  test('keeps a letter that waits in files of its own, and nowhere else', () => {
    const places = found('waits', lives.letters)
    expect(places.length).toBeGreaterThanOrEqual(2)
    for (const place of places) expect(place).toMatch(/storage\/default\/[^/]+\/idb\/[^/]+\.files\/\d+$/)
  })

  test.each(told)('has no byte of it in any file once it is handed over (%s)', (life) => {
    process.stdout.write(`Firefox, ${life}: files of letters gone after ${lives.stayedMs.get(life)} ms\n`)
    expect(found(life, lives.letters)).toEqual([])
  })

  test.each(told)('has the same files of the site as of somebody who only reads (%s)', (life) => {
    const site = (of: Life): string[] =>
      filesOf(lives.folderOf(of))
        .map(({ place }) => place)
        .filter((place) => /storage\/default\/.*\/idb\//.test(place))
    expect(site(life)).toEqual(site('reads'))
  })
})
