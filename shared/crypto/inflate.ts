/**
 * Inflating, strictly: exactly one DEFLATE stream, complete code sets, nothing behind it, never more out than allowed.
 * Promises the same verdict as zlib on every input, so that no two clients read two things in one message; fflate, which
 * deflates for us, accepts streams that zlib refuses. Source: RFC 1951.
 */
import { MalformedError, type Bytes } from '../bytes/cursor.ts'
import { createBitReader, type BitReader } from './bit-reader.ts'
import { buildCodes, fixedCodes, type Codes } from './huffman.ts'

const END_OF_BLOCK = 256
/** Order in which the lengths of the code length code travel (RFC 1951 section 3.2.7). */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const DISTANCE_EXTRA = [0, 0, 0, 0, ...Array.from({ length: 26 }, (_, i) => (i >> 1) + 1)]

function basesOf(start: number, extra: readonly number[]): Uint16Array {
  const bases = new Uint16Array(extra.length)
  let base = start
  for (const [i, bits] of extra.entries()) {
    bases[i] = base
    base += 1 << bits
  }
  return bases
}

const LENGTH_BASE = basesOf(3, LENGTH_EXTRA)
// The last length stands for 258 alone, though 5 extra bits before it would reach so far.
LENGTH_BASE[28] = 258
const DISTANCE_BASE = basesOf(1, DISTANCE_EXTRA)

function readDynamicCodes(reader: BitReader): { readonly literals: Codes; readonly distances: Codes } {
  const literals = reader.bits(5) + 257
  const distances = reader.bits(5) + 1
  const codeLengths = reader.bits(4) + 4
  if (literals > 286 || distances > 30) throw new MalformedError('too many symbols')
  const first = new Uint8Array(19)
  for (const symbol of CODE_LENGTH_ORDER.slice(0, codeLengths)) first[symbol] = reader.bits(3)
  const codes = buildCodes(first, false)
  const lengths = new Uint8Array(literals + distances)
  for (let at = 0; at < lengths.length;) {
    const symbol = reader.symbol(codes)
    if (symbol < 16) {
      lengths[at++] = symbol
      continue
    }
    if (symbol === 16 && at === 0) throw new MalformedError('nothing to repeat')
    const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0
    const times = symbol === 16 ? reader.bits(2) + 3 : symbol === 17 ? reader.bits(3) + 3 : reader.bits(7) + 11
    if (at + times > lengths.length) throw new MalformedError('repeats past the end')
    lengths.fill(value, at, at + times)
    at += times
  }
  if (lengths[END_OF_BLOCK] === 0) throw new MalformedError('no end of block')
  return {
    literals: buildCodes(lengths.subarray(0, literals), true),
    distances: buildCodes(lengths.subarray(literals), true),
  }
}

interface Output {
  readonly byte: (value: number) => void
  readonly bytes: (values: Uint8Array) => void
  readonly copy: (distance: number, length: number) => void
  readonly done: () => Bytes
}

function createOutput(expectedBytes: number, maxBytes: number): Output {
  let out = new Uint8Array(Math.min(expectedBytes, maxBytes))
  let at = 0
  const room = (needed: number): void => {
    if (at + needed > maxBytes) throw new MalformedError('more than allowed')
    if (at + needed <= out.length) return
    const wider = new Uint8Array(Math.min(maxBytes, Math.max(out.length * 2, at + needed)))
    wider.set(out)
    out = wider
  }
  return {
    byte(value) {
      if (at === out.length) room(1)
      out[at++] = value
    },
    bytes(values) {
      room(values.length)
      out.set(values, at)
      at += values.length
    },
    copy(distance, length) {
      if (distance > at) throw new MalformedError('before the start')
      room(length)
      for (const end = at + length; at < end; at++) out[at] = out[at - distance] ?? 0
    },
    done: () => out.slice(0, at),
  }
}

function inflateCodes(reader: BitReader, output: Output, literals: Codes, distances: Codes): void {
  for (;;) {
    const symbol = reader.symbol(literals)
    if (symbol < END_OF_BLOCK) {
      output.byte(symbol)
      continue
    }
    if (symbol === END_OF_BLOCK) return
    const extra = LENGTH_EXTRA[symbol - 257]
    if (extra === undefined) throw new MalformedError('no such length')
    const length = (LENGTH_BASE[symbol - 257] ?? 0) + reader.bits(extra)
    const distanceSymbol = reader.symbol(distances)
    const distanceExtra = DISTANCE_EXTRA[distanceSymbol]
    if (distanceExtra === undefined) throw new MalformedError('no such distance')
    output.copy((DISTANCE_BASE[distanceSymbol] ?? 0) + reader.bits(distanceExtra), length)
  }
}

function inflateStored(reader: BitReader, output: Output): void {
  const [a = 0, b = 0, c = 0, d = 0] = reader.bytes(4)
  const length = a | (b << 8)
  if ((length ^ 0xffff) !== (c | (d << 8))) throw new MalformedError('stored length')
  output.bytes(reader.bytes(length))
}

/** Null when the data is not exactly one DEFLATE stream, or gives more than `maxBytes`. */
export function inflate(data: Bytes, maxBytes: number): Bytes | null {
  const reader = createBitReader(data)
  const output = createOutput(data.length * 4, maxBytes)
  try {
    for (let last = false; !last;) {
      last = reader.bits(1) === 1
      const type = reader.bits(2)
      if (type === 0) inflateStored(reader, output)
      else if (type === 3) throw new MalformedError('block type')
      else {
        const { literals, distances } = type === 1 ? fixedCodes() : readDynamicCodes(reader)
        inflateCodes(reader, output, literals, distances)
      }
    }
    reader.end()
    return output.done()
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}
