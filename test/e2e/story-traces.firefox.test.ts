/** The phone's side of the story in Firefox, which has no Background Sync, and what its profile keeps of it. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from '../../client/words/reporter.en.ts'
import { keepEverything, serveControlPage, type ControlPage } from '../privacy/control-page.ts'
import { createMarker, formsOf, ticketPairs } from '../privacy/needles.ts'
import { scanFolder } from '../privacy/scan.ts'
import { found } from '../privacy/whole-story.ts'
import { areas, mailAt } from './harness/demo.ts'
import { openFirefox, type OpenFirefox } from './harness/firefox.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { startRecorder, type Recorder } from './harness/recorder.ts'
import { look, tell, tellAndSeal } from './harness/reporter.ts'
import { firefoxScreen } from './harness/screen.ts'

const demo = await demoForFile()

const ENVELOPES = 2
const fields = ['words', 'number', 'hours', 'say', 'draft', 'who'] as const
const markers = Object.fromEntries(fields.map((field) => [field, createMarker(field)])) as Record<
  (typeof fields)[number],
  string
>
const { words: said, number, hours, say } = markers
const told = { area: areas.first, words: `${said} ฉันกลัว`, phone: { number, hours, say } }

let recorder: Recorder
let control: ControlPage
let phone: OpenFirefox
let before: number
let ticket: string

beforeAll(async () => {
  recorder = await startRecorder()
  control = await serveControlPage()
  before = mailAt(demo.dataFolder)
  phone = await openFirefox({ device: 'phone', proxyPort: recorder.port })
})
afterAll(async () => {
  await phone.remove()
  await control.close()
  await recorder.close()
})

async function home(): Promise<void> {
  const screen = firefoxScreen(phone.page)
  await screen.open(demo.origin)
  await screen.sees(words['home.title'])
}

const handedOver = (): number => mailAt(demo.dataFolder) - before

describe('Firefox', () => {
  test('seals without a network and says so', async () => {
    await home()
    await phone.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await expect.poll(() => recorder.count('/v1/areas/yala-city'), { timeout: 60_000 }).toBe(1)
    recorder.onRequest = () => 'drop'
    const screen = firefoxScreen(phone.page)
    ticket = await tellAndSeal(screen, told)
    const text = await screen.sees(/Locked\. Waiting on this phone, until \d+ \w+ \d{4}/)
    // nothing wakes it here but the page
    expect(text).toContain(words['state.waiting.how'])
    expect(handedOver()).toBe(0)
  })

  test('keeps the envelope over the killing of the browser and hands it over once', async () => {
    await phone.kill()
    recorder.onRequest = () => 'pass'
    phone = await openFirefox({ device: 'phone', profile: phone.profile, proxyPort: recorder.port })
    await home()
    await expect.poll(handedOver, { timeout: 60_000 }).toBe(ENVELOPES)
    await home()
    const screen = firefoxScreen(phone.page)
    await look(screen, ticket)
    await screen.sees(words['my.nothing.new'])
    expect(handedOver()).toBe(ENVELOPES)
  })

  test('has nothing of it in its profile, nor of what is being typed when it is killed', async () => {
    await home()
    const screen = firefoxScreen(phone.page)
    await tell(screen, { area: areas.second, words: markers.draft, person: markers.who })
    await screen.tap(words['back'])
    const page = await phone.browser.newPage()
    const other = firefoxScreen(page)
    await other.open(control.origin)
    await other.type('Control', control.markers.typed)
    await page.evaluate(keepEverything, control.markers)
    await found(phone.profile, control)
    await phone.kill()
    const needles = [
      ...Object.entries(markers).flatMap(([field, marker]) => formsOf(field, marker)),
      ...formsOf('ticket', ticket),
      ...ticketPairs(ticket),
    ]
    expect(scanFolder(phone.profile, needles, { inflate: false })).toEqual([])
    expect(scanFolder(join(phone.profile, 'storage'), needles, { inflate: true })).toEqual([])
    rmSync(phone.profile, { recursive: true, force: true })
  })
})
