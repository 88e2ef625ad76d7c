/** Reads DEFLATE's bits, lowest first. Promises never to read past the end. Source: RFC 1951 section 3.1.1. */
import { MalformedError, type Bytes } from '../bytes/cursor.ts'
import { FAST_BITS, MAX_BITS, type Codes } from './huffman.ts'

export interface BitReader {
  /** At most 13. */
  bits(count: number): number
  symbol(codes: Codes): number
  /** Whole bytes from the next byte on. */
  bytes(count: number): Uint8Array
  /** Throws unless every whole byte was read. */
  end(): void
}

export function createBitReader(data: Bytes): BitReader {
  let buffer = 0
  let held = 0
  let at = 0
  const fill = (): void => {
    while (held <= 24 && at < data.length) {
      buffer |= (data[at++] ?? 0) << held
      held += 8
    }
  }
  const drop = (count: number): void => {
    if (count > held) throw new MalformedError('too short')
    buffer >>>= count
    held -= count
  }
  /** Back to the start of the next whole byte. */
  const align = (): void => {
    at -= held >> 3
    buffer = 0
    held = 0
  }
  const slowSymbol = (codes: Codes): number => {
    let code = 0
    let first = 0
    let index = 0
    for (let bits = 1; bits <= MAX_BITS; bits++) {
      if (bits > held) throw new MalformedError('too short')
      code |= (buffer >>> (bits - 1)) & 1
      const count = codes.counts[bits] ?? 0
      if (code < first + count) {
        drop(bits)
        return codes.symbols[index + code - first] ?? 0
      }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new MalformedError('no such code')
  }
  return {
    bits(count) {
      fill()
      const value = buffer & ((1 << count) - 1)
      drop(count)
      return value
    },
    symbol(codes) {
      fill()
      const entry = codes.fast[buffer & ((1 << FAST_BITS) - 1)] ?? 0
      if (entry === 0) return slowSymbol(codes)
      drop(entry & 15)
      return entry >> 4
    },
    bytes(count) {
      align()
      if (count > data.length - at) throw new MalformedError('too short')
      at += count
      return data.subarray(at - count, at)
    },
    end() {
      align()
      if (at !== data.length) throw new MalformedError('trailing bytes')
    },
  }
}
