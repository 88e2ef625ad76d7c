/** The vectors in WebKit, which has X25519 and Ed25519 of its own and no ML-KEM. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWebKit, type OpenWebKit } from '../../e2e/harness/webkit.ts'
import type { Outcome } from './browser-page/main.ts'
import { vectorChecks } from './suite/all.ts'
import { serveVectorPage, type VectorPage } from './vector-page.ts'

let served: VectorPage
let webkit: OpenWebKit

beforeAll(async () => {
  served = await serveVectorPage()
  webkit = await openWebKit()
}, 120_000)

afterAll(async () => {
  await webkit.remove()
  await served.stop()
})

const ready = 'const done = arguments[0]; setInterval(() => { if (document.title === "ready") done(true) }, 50)'
const run = 'const done = arguments[0]; window.runVectors().then(done, (error) => done({ failed: [String(error)] }))'

test('WebKit gives every vector, by WebCrypto where it can and by JavaScript', { timeout: 240_000 }, async () => {
  await webkit.open(served.origin)
  await webkit.ask(ready)
  const { native, passed, failed } = (await webkit.ask(run)) as Outcome
  expect(failed).toEqual([])
  expect(passed).toHaveLength(2 * vectorChecks.length)
  expect(native).toMatchObject({ x25519: true, ed25519: true, sha256: true })
})
