/** Streams of DEFLATE and what zlib makes of them; null where it refuses, or where bytes are left over. */
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import { inflateSync } from 'fflate'
import { bytesFor, hex, utf8 } from './independent.ts'

const MAX = 65_536

function byZlib(data: Uint8Array): Buffer | null {
  try {
    const answer: unknown = inflateRawSync(data, { maxOutputLength: MAX, info: true })
    const { buffer, engine } = answer as { buffer: Buffer; engine: { bytesWritten: number } }
    return engine.bytesWritten === data.length ? buffer : null
  } catch {
    return null
  }
}

/** fflate accepts it, zlib does not: the reason why shared/crypto/inflate.ts exists. */
function lenient(data: Uint8Array): boolean {
  try {
    inflateSync(data, { out: new Uint8Array(MAX + 1) })
    return byZlib(data) === null
  } catch {
    return false
  }
}

/** Mutations of good streams that only zlib refuses, by the place of the flipped bit. */
function onlyZlibRefuses() {
  const found: { name: string; data: Uint8Array }[] = []
  for (let i = 0; found.length < 12 && i < 20_000; i++) {
    const random = bytesFor(`mutation ${i}`, 4)
    const data = Uint8Array.from(deflateRawSync(utf8(`ฉันต้องการ help ${i % 50}`.repeat(1 + (i % 4)))))
    const at = random.readUInt16BE(0) % Math.min(data.length, 24)
    data[at] = data[at]! ^ (1 << (random[2]! % 8))
    if (lenient(data)) found.push({ name: `fflate accepts, mutation ${i}`, data })
  }
  return found
}

export async function inflating(): Promise<object> {
  const text = utf8('ฉันต้องการความช่วยเหลือ '.repeat(20))
  const stored = deflateRawSync(bytesFor('stored', 100), { level: 0 })
  const badStored = Uint8Array.from(stored)
  badStored[3] = badStored[3]! ^ 1
  const cases = [
    { name: 'empty stream', data: new Uint8Array(0) },
    { name: 'one byte', data: Uint8Array.of(0) },
    { name: 'empty text, fixed codes', data: deflateRawSync(Buffer.alloc(0)) },
    { name: 'stored', data: stored },
    { name: 'stored, length and complement disagree', data: badStored },
    { name: 'fixed codes', data: deflateRawSync(utf8('abc'), { strategy: constants.Z_FIXED }) },
    { name: 'dynamic codes', data: deflateRawSync(text) },
    { name: 'Huffman only', data: deflateRawSync(text, { strategy: constants.Z_HUFFMAN_ONLY }) },
    { name: 'run lengths', data: deflateRawSync(Buffer.alloc(1000, 5), { strategy: constants.Z_RLE }) },
    { name: 'block of type 3', data: Uint8Array.of(7) },
    { name: 'trailing byte', data: Buffer.concat([deflateRawSync(text), Buffer.of(0)]) },
    { name: 'last byte missing', data: deflateRawSync(text).subarray(0, -1) },
    { name: 'two streams', data: Buffer.concat([deflateRawSync(text), deflateRawSync(text)]) },
    { name: 'exactly the most that may come out', data: deflateRawSync(Buffer.alloc(MAX)) },
    { name: 'one byte more', data: deflateRawSync(Buffer.alloc(MAX + 1)) },
    { name: 'a bomb of 10 MB', data: deflateRawSync(Buffer.alloc(10_000_000)) },
    { name: 'distance before the start', data: Uint8Array.of(0x03, 0x02, 0x00) },
    ...onlyZlibRefuses(),
  ]
  return {
    made: 'node:zlib of Node 26.10.0; refused where bytes are left over',
    maxBytes: MAX,
    cases: cases.map(({ name, data }) => {
      const out = byZlib(data)
      const shown = out !== null && out.length > 2000 ? { bytes: out.length } : {}
      return {
        name,
        data: hex(data),
        out: out === null ? null : out.length > 2000 ? hex(out.subarray(0, 16)) : hex(out),
        ...shown,
      }
    }),
  }
}
