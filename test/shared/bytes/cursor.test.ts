/** P1.1, P1.2, P1.5: strict reading and writing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  concat,
  createCursor,
  decodeText,
  encodeText,
  lp,
  MalformedError,
  parseBytes,
  u16,
  u32,
  u64,
  u8,
  type Bytes,
  type Cursor,
} from '../../../shared/bytes/cursor.ts'

const bytes = (max = 50): fc.Arbitrary<Bytes> => fc.uint8Array({ maxLength: max }).map((array) => new Uint8Array(array))

describe('integers are unsigned and big-endian (P1.1)', () => {
  test.each([
    ['u8', u8, 255, 'ff'],
    ['u16', u16, 258, '0102'],
    ['u32', u32, 0x01020304, '01020304'],
    ['u64', u64, 2 ** 53 - 1, '001fffffffffffff'],
  ] as const)('%s', (name, write, value, hex) => {
    expect(Buffer.from(write(value)).toString('hex')).toBe(hex)
    expect(createCursor(write(value))[name]()).toBe(value)
  })

  test('a value that does not fit, is negative or has a fraction is a bug of the caller', () => {
    for (const write of [u8, u16, u32, u64]) {
      for (const value of [-1, 0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => write(value)).toThrow(RangeError)
    }
    expect(() => u8(256)).toThrow(RangeError)
    expect(() => u16(65_536)).toThrow(RangeError)
    expect(() => u32(2 ** 32)).toThrow(RangeError)
  })

  test('a u64 above 2^53-1 is refused, not rounded', () => {
    const above = Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0)
    expect(() => createCursor(above).u64()).toThrow(MalformedError)
    expect(parseBytes(new Uint8Array(8).fill(255), (cursor) => cursor.u64())).toBeNull()
  })

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.maxSafeNat(), (short, long) => {
        const cursor = createCursor(concat(u32(short), u64(long)))
        expect([cursor.u32(), cursor.u64()]).toEqual([short, long])
        cursor.end()
      }),
    )
  })
})

describe('length-prefixed fields (P1.2)', () => {
  test('a text stands for its UTF-8', () => {
    expect(Buffer.from(lp('ก')).toString('hex')).toBe('00000003e0b881')
    expect(Buffer.from(lp('')).toString('hex')).toBe('00000000')
  })

  test('no two lists of fields share their bytes', () => {
    const list = fc.array(bytes(6), { maxLength: 5 })
    fc.assert(
      fc.property(list, list, (a, b) => {
        const same = a.length === b.length && a.every((field, i) => Buffer.from(field).equals(b[i] ?? u8(0)))
        expect(Buffer.from(concat(...a.map(lp))).equals(concat(...b.map(lp)))).toBe(same)
      }),
      { numRuns: 2000 },
    )
  })

  test('a field longer than the reader allows is refused before it is read', () => {
    expect(() => createCursor(lp('abcd')).lp(3)).toThrow(MalformedError)
    expect(createCursor(lp('abcd')).lp(4)).toEqual(encodeText('abcd'))
    expect(() => createCursor(Uint8Array.of(255, 255, 255, 255)).lp(2 ** 32)).toThrow(MalformedError)
  })
})

describe('a reader', () => {
  const reads: Record<string, (cursor: Cursor) => unknown> = {
    u8: (cursor) => cursor.u8(),
    u16: (cursor) => cursor.u16(),
    u32: (cursor) => cursor.u32(),
    u64: (cursor) => cursor.u64(),
    take: (cursor) => cursor.take(4),
    lp: (cursor) => cursor.lp(10),
  }

  test.each(Object.entries(reads))('%s never reads past the end', (_name, read) => {
    fc.assert(
      fc.property(bytes(12), (input) => {
        const cursor = createCursor(input)
        expect(() => {
          for (let i = 0; i < 20; i++) read(cursor)
        }).toThrow(MalformedError)
      }),
    )
  })

  test('refuses trailing bytes (P1.5)', () => {
    expect(parseBytes(Uint8Array.of(1, 2), (cursor) => cursor.u8())).toBeNull()
    expect(parseBytes(Uint8Array.of(1), (cursor) => cursor.u8())).toBe(1)
    expect(parseBytes(Uint8Array.of(1, 2, 3), (cursor) => cursor.rest())).toEqual(Uint8Array.of(1, 2, 3))
  })

  test('gives copies: who writes to what was read does not change the input', () => {
    const input = Uint8Array.of(1, 2, 3)
    createCursor(input).take(2).fill(9)
    expect(input).toEqual(Uint8Array.of(1, 2, 3))
  })

  test('lets bugs through: only malformed bytes become null', () => {
    expect(() =>
      parseBytes(u8(1), () => {
        throw new TypeError('a bug')
      }),
    ).toThrow(TypeError)
  })
})

describe('text', () => {
  test('bytes that are not UTF-8 are refused, a BOM is kept', () => {
    for (const bad of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80]]) {
      expect(decodeText(Uint8Array.from(bad))).toBeNull()
    }
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
  })

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeText(encodeText(text))).toBe(text)
      }),
    )
  })
})
