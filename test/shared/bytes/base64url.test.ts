/** P1.3: base64url without padding, canonical only. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeBase64url, parseBase64url } from '../../../shared/bytes/base64url.ts'

test('agrees with Node on every input', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64url')
      expect(encodeBase64url(bytes)).toBe(text)
      expect(parseBase64url(text)).toEqual(new Uint8Array(bytes))
    }),
  )
})

test('reads nothing that it would not have written', () => {
  const unit = fc.constantFrom('A', 'B', 'Z', 'a', 'z', '0', '9', '-', '_', '+', '/', '=', ' ', '\n', 'ก', '\u{1f600}')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (input) => {
      const bytes = parseBase64url(input)
      expect(bytes === null ? input : encodeBase64url(bytes)).toBe(input)
    }),
    { numRuns: 5000 },
  )
})

test.each(['Zh', 'Zm9', 'Zg==', 'Zm9v=', 'Z', 'Zm9vY', 'Zm+v', 'Zm/v', 'Zm9v ', '\u0000', 'Zm9\u0e01'])(
  'refuses %j',
  (text) => {
    expect(parseBase64url(text)).toBeNull()
  },
)
