import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { inflateAnywhere } from './inflate-anywhere.ts'
import { createMarker } from './needles.ts'

const marker = createMarker('words')
const text = JSON.stringify({
  type: 'report',
  words: `ฉันต้องการความช่วยเหลือ ${marker} please, please help`,
  needs: ['shelter'],
})

function foundIn(bytes: Uint8Array): boolean {
  let found = false
  inflateAnywhere(bytes, (inflated) => {
    found ||= Buffer.from(inflated).includes(marker)
  })
  return found
}

describe('a search for deflated text', () => {
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('finds it at level %d, between other bytes', (level) => {
    const packed = deflateRawSync(text, { level })
    expect(foundIn(Buffer.concat([randomBytes(200), packed, randomBytes(200)]))).toBe(true)
  })

  test('finds it with other Huffman codes', () => {
    for (const strategy of [1, 2, 3, 4]) {
      expect(foundIn(Buffer.concat([randomBytes(50), deflateRawSync(text, { strategy })]))).toBe(true)
    }
  })

  test('finds it where the end of the stream is cut off', () => {
    const long = deflateRawSync(text + randomBytes(3000).toString('base64'))
    expect(foundIn(Buffer.concat([randomBytes(30), long.subarray(0, long.length - 500), randomBytes(30)]))).toBe(true)
  })

  test('finds nothing in what is random', () => expect(foundIn(randomBytes(100_000))).toBe(false))
})
