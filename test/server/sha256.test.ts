/** What the relay computes by itself is what Node computes. */
import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hmacSha256, sha256 } from '../../server/sha256.ts'

const bytes = (maxLength: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.uint8Array({ maxLength }).map((array) => new Uint8Array(array))

describe('SHA-256 and HMAC of the relay', () => {
  it('are those of FIPS 180-4 and RFC 2104', () => {
    fc.assert(
      fc.property(bytes(64), bytes(300), (key, data) => {
        expect(sha256(data)).toEqual(new Uint8Array(createHash('sha256').update(data).digest()))
        expect(hmacSha256(key, data)).toEqual(new Uint8Array(createHmac('sha256', key).update(data).digest()))
      }),
    )
  })

  it('take no key of more than a block, which would have to be hashed first', () => {
    expect(() => hmacSha256(new Uint8Array(65), new Uint8Array(0))).toThrow(RangeError)
  })
})
