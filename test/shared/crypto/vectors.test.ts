/** The vectors of test/vectors through both implementations; browsers run the same suite in browsers.test.ts. */
import { describe, expect, test } from 'vitest'
import { createJsPrimitives } from '../../../shared/crypto/js-primitives.ts'
import { createWebPrimitives, nativeAlgorithms } from '../../../shared/crypto/web-primitives.ts'
import { vectorChecks } from './suite/all.ts'

const { subtle } = globalThis.crypto
const implementations = [
  createJsPrimitives(subtle),
  createWebPrimitives(subtle, () => Promise.reject(new Error('this Node needs no stand-in'))),
]

test('WebCrypto of the pinned Node gives every known answer', async () => {
  expect(await nativeAlgorithms(subtle)).toEqual({ x25519: true, ed25519: true, mlkem: true, sha256: true })
})

describe.each(implementations)('the $name primitives', (p) => {
  test.each(vectorChecks)('$name', async ({ run }) => {
    await expect(run(p)).resolves.toBeUndefined()
  })
})
