/** The vectors in Firefox, whose WebCrypto may lack ML-KEM: the JavaScript stand-in must be asked then, and agree. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFirefox, type OpenFirefox } from '../../e2e/harness/firefox.ts'
import { vectorChecks } from './suite/all.ts'
import { serveVectorPage, type VectorPage } from './vector-page.ts'

let served: VectorPage
let firefox: OpenFirefox

beforeAll(async () => {
  served = await serveVectorPage()
  firefox = await openFirefox({ device: 'office' })
}, 120_000)

afterAll(async () => {
  await firefox.remove()
  await served.stop()
})

test('Firefox gives every vector, by WebCrypto where it can and by JavaScript', { timeout: 240_000 }, async () => {
  await firefox.page.goto(served.origin)
  await firefox.page.waitForFunction(() => document.title === 'ready')
  const { native, passed, failed } = await firefox.page.evaluate(() => window.runVectors())
  expect(failed).toEqual([])
  expect(passed).toHaveLength(2 * vectorChecks.length)
  expect(native).toMatchObject({ x25519: true, ed25519: true, sha256: true })
})
