/** A platform that refuses now and then a secret which is none the worse for it. */
import { expect, test } from 'vitest'
import { createWebPrimitives } from '../../../shared/crypto/web-primitives.ts'
import { createJsPrimitives } from '../../../shared/crypto/js-primitives.ts'

test('A secret that the platform refuses is used all the same, and agrees with others', async () => {
  const { subtle } = globalThis.crypto
  let refuses = false
  const importKey = ((...given: Parameters<SubtleCrypto['importKey']>) =>
    refuses
      ? Promise.reject(new DOMException('refused', 'DataError'))
      : subtle.importKey(...given)) as typeof subtle.importKey
  const moody = new Proxy(subtle, {
    get: (target, name) => {
      if (name === 'importKey') return importKey
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  const p = createWebPrimitives(moody, () => Promise.resolve(createJsPrimitives(subtle)))
  const mine = await p.x25519Key(new Uint8Array(32).fill(7))
  refuses = true
  const other = await p.x25519Key(new Uint8Array(32).fill(9))
  refuses = false
  expect(await mine.agree(other.publicKey)).toEqual(await other.agree(mine.publicKey))
})
