/** In Firefox too: codes that do not hold, and documents that are forged or too old. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../client/words/reporter.en.ts'
import { areas } from './harness/demo.ts'
import { openFirefox, type OpenFirefox } from './harness/firefox.ts'
import { flipOneBit, isDocument } from './harness/forgery.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { startRecorder, type Recorder } from './harness/recorder.ts'
import { look } from './harness/reporter.ts'
import { firefoxScreen, type Screen } from './harness/screen.ts'

const demo = await demoForFile()
let recorder: Recorder
let phone: OpenFirefox
let screen: Screen

beforeEach(async () => {
  recorder = await startRecorder()
})
afterEach(async () => {
  await phone.remove()
  await recorder.close()
})

async function open(shiftDays = 0): Promise<void> {
  phone = await openFirefox({ device: 'phone', proxyPort: recorder.port, shiftDays })
  screen = firefoxScreen(phone.page)
  await screen.open(demo.origin)
  await screen.sees(words['home.title'])
}

async function untilArea(): Promise<void> {
  await screen.tap(words['home.tell'])
  await screen.tap(words['danger.no'])
  await screen.tap(words['need.unknown'])
  await screen.sees(words['area.title'])
}

describe('Firefox', () => {
  test('refuses a ticket with a wrong digit, and finds nothing under one that nobody was given', async () => {
    await open()
    await look(screen, '1332005108306068201645808')
    await screen.sees(words['my.wrong.check'])
    expect(recorder.count('/v1/replies')).toBe(0)
    await screen.clear(words['my.label'])
    await screen.type(words['my.label'], '1332005108306068201645807')
    await screen.tap(words['my.open'])
    await screen.sees(words['my.nothing.new'])
    expect(recorder.count('/v1/replies')).toBe(1)
  })

  test('refuses a directory that was changed on the way', async () => {
    recorder.onAnswer = (exchange) => (isDocument(exchange) ? flipOneBit(exchange) : exchange.answer)
    await open()
    await untilArea()
    const text = await screen.sees(words['trouble.tampered'])
    expect(text).toContain('191')
    expect(await screen.offers(areas.first)).toBe(false)
    expect(recorder.count('/v1/post')).toBe(0)
  })

  test('refuses sheets that are too old', async () => {
    await open(17)
    await untilArea()
    await screen.tap(areas.first)
    const text = await screen.sees(words['who.closed.title'])
    expect(text).toContain('191')
    expect(recorder.count('/v1/post')).toBe(0)
  })
})
