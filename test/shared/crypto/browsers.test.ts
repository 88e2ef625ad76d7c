/** The vectors in Chromium, whose WebCrypto has every algorithm that the port knows. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type OpenBrowser } from '../../e2e/harness/chromium.ts'
import { vectorChecks } from './suite/all.ts'
import { serveVectorPage, type VectorPage } from './vector-page.ts'

let served: VectorPage
let browser: OpenBrowser

beforeAll(async () => {
  served = await serveVectorPage()
  browser = await openBrowser({ device: 'office' })
}, 120_000)

afterAll(async () => {
  await browser.remove()
  await served.stop()
})

test('Chromium gives every vector, by WebCrypto and by JavaScript', { timeout: 240_000 }, async () => {
  await browser.page.goto(served.origin)
  await browser.page.waitForFunction(() => document.title === 'ready')
  const { native, passed, failed } = await browser.page.evaluate(() => window.runVectors())
  expect(failed).toEqual([])
  expect(passed).toHaveLength(2 * vectorChecks.length)
  expect(native).toEqual({ x25519: true, ed25519: true, mlkem: true, sha256: true })
})
