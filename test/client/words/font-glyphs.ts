/** Which characters a WOFF2 font can draw: its table `cmap`, formats 4 and 12. Source: WOFF2 sections 4 and 5, OpenType `cmap`. */
import { brotliDecompressSync } from 'node:zlib'

const CMAP = 0
const GLYF = 10
const LOCA = 11
/** In place of the index of a known tag: four bytes of a tag follow. */
const OWN_TAG = 63

export function glyphsOf(woff2: Buffer): ReadonlySet<number> {
  const tables = woff2.readUInt16BE(12)
  let at = 48
  const size = (): number => {
    for (let value = 0; ;) {
      const byte = woff2.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
  let offset = 0
  let cmap: [start: number, end: number] | null = null
  for (let table = 0; table < tables; table++) {
    const flags = woff2.readUInt8(at++)
    const tag = flags & 63
    if (tag === OWN_TAG) at += 4
    const plain = size()
    // the two tables of outlines are transformed unless they say 3, all others unless they say 0
    const transformed = tag === GLYF || tag === LOCA ? flags >> 6 !== 3 : flags >> 6 !== 0
    const stored = transformed ? size() : plain
    if (tag === CMAP) cmap = [offset, offset + stored]
    offset += stored
  }
  if (cmap === null) throw new Error('no cmap')
  const data = brotliDecompressSync(woff2.subarray(at, at + woff2.readUInt32BE(20)))
  return readCmap(data.subarray(...cmap))
}

function readCmap(cmap: Buffer): ReadonlySet<number> {
  const found = new Set<number>()
  const addAll = (from: number, to: number): void => {
    for (let code = from; code <= to && code !== 0xffff; code++) found.add(code)
  }
  for (let table = 0; table < cmap.readUInt16BE(2); table++) {
    const start = cmap.readUInt32BE(4 + table * 8 + 4)
    const format = cmap.readUInt16BE(start)
    if (format === 4) {
      const doubled = cmap.readUInt16BE(start + 6)
      for (let at = 0; at < doubled; at += 2) {
        addAll(cmap.readUInt16BE(start + 16 + doubled + at), cmap.readUInt16BE(start + 14 + at))
      }
    } else if (format === 12) {
      for (let group = 0; group < cmap.readUInt32BE(start + 12); group++) {
        const at = start + 16 + group * 12
        addAll(cmap.readUInt32BE(at), cmap.readUInt32BE(at + 4))
      }
    }
  }
  return found
}
