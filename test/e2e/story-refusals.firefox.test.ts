/** In Firefox too: codes that do not hold, and documents that are forged or too old. */
import { describe, expect, test } from 'vitest'
import { words } from '../../client/words/reporter.en.ts'
import { areas } from './harness/demo.ts'
import { flipOneBit, isDocument } from './harness/forgery.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { recordedFirefox } from './harness/recorded-firefox.ts'
import { look } from './harness/reporter.ts'
import type { Screen } from './harness/screen.ts'

const demo = await demoForFile()

async function untilArea(screen: Screen): Promise<void> {
  await screen.tap(words['home.tell'])
  await screen.tap(words['danger.no'])
  await screen.tap(words['need.unknown'])
  await screen.sees(words['area.title'])
}

describe('Firefox', () => {
  test('refuses a ticket with a wrong digit, and finds nothing under one that nobody was given', async () => {
    const { screen, recorder } = await recordedFirefox(demo.origin)
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
    const { screen, recorder } = await recordedFirefox(demo.origin, {
      before(relayed) {
        relayed.onAnswer = (exchange) => (isDocument(exchange) ? flipOneBit(exchange) : exchange.answer)
      },
    })
    await untilArea(screen)
    const text = await screen.sees(words['trouble.tampered'])
    expect(text).toContain('191')
    expect(await screen.offers(areas.first)).toBe(false)
    expect(recorder.count('/v1/post')).toBe(0)
  })

  test('refuses sheets that are too old', async () => {
    const { screen, recorder } = await recordedFirefox(demo.origin, { shiftDays: 17 })
    await untilArea(screen)
    await screen.tap(areas.first)
    const text = await screen.sees(words['who.closed.title'])
    expect(text).toContain('191')
    expect(recorder.count('/v1/post')).toBe(0)
  })
})
