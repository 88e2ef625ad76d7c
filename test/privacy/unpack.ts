/**
 * Opens what browsers pack their files in, so that a search sees through: LevelDB logs and tables (Snappy), Firefox's
 * session files (LZ4). Sources: LevelDB doc/log_format.md and table_format.md, Snappy format_description.txt, LZ4 block.
 */

/** @returns what came out before the first thing that cannot be. */
export function unsnappy(packed: Uint8Array): Buffer {
  const cursor = { at: 0 }
  const out = Buffer.alloc(Math.min(varint(packed, cursor), 1 << 26))
  let length = 0
  while (cursor.at < packed.length && length < out.length) {
    const tag = packed[cursor.at++]!
    const kind = tag & 3
    if (kind === 0) {
      let count = tag >> 2
      if (count >= 60) {
        const width = count - 59
        count = little(packed, cursor.at, width)
        cursor.at += width
      }
      const literal = packed.subarray(cursor.at, cursor.at + count + 1)
      out.set(literal.subarray(0, out.length - length), length)
      length += literal.length
      cursor.at += literal.length
    } else {
      const count = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1
      const width = kind === 3 ? 4 : kind
      const distance = little(packed, cursor.at, width) + (kind === 1 ? (tag >> 5) << 8 : 0)
      cursor.at += width
      if (distance === 0 || distance > length) break
      for (let copied = 0; copied < count && length < out.length; copied++) out[length] = out[length++ - distance]!
    }
  }
  return out.subarray(0, length)
}

/** One LZ4 block. */
export function unlz4(packed: Uint8Array, maxBytes: number): Buffer {
  const out = Buffer.alloc(maxBytes)
  let at = 0
  let length = 0
  const more = (start: number): number => {
    let count = start
    if (start === 15) {
      let byte = 255
      while (byte === 255 && at < packed.length) count += byte = packed[at++]!
    }
    return count
  }
  while (at < packed.length && length < maxBytes) {
    const token = packed[at++]!
    const literals = more(token >> 4)
    out.set(packed.subarray(at, Math.min(at + literals, at + maxBytes - length)), length)
    at += literals
    length += literals
    if (at >= packed.length) break
    const distance = little(packed, at, 2)
    at += 2
    const count = more(token & 15) + 4
    if (distance === 0 || distance > length) break
    for (let copied = 0; copied < count && length < maxBytes; copied++) out[length] = out[length++ - distance]!
  }
  return out.subarray(0, Math.min(length, maxBytes))
}

/** Firefox's `.jsonlz4`; null for other bytes. */
export function unpackMozLz4(bytes: Buffer): Buffer | null {
  if (bytes.subarray(0, 8).toString('latin1') !== 'mozLz40\0') return null
  return unlz4(bytes.subarray(12), Math.min(bytes.readUInt32LE(8), 1 << 27))
}

/** The records of a LevelDB log, put together again over its blocks of 32 KiB. */
export function unpackLevelLog(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let block = 0; block < bytes.length; block += 32_768) {
    let at = block
    while (at + 7 <= Math.min(block + 32_768, bytes.length)) {
      const length = bytes.readUInt16LE(at + 4)
      const type = bytes[at + 6]!
      if (type === 0 || type > 4) break
      parts.push(bytes.subarray(at + 7, at + 7 + length))
      at += 7 + length
    }
  }
  return Buffer.concat(parts)
}

const tableMagic = Buffer.from('57fb808b247547db', 'hex')

/** Keys and values of all blocks of a LevelDB table; null for other bytes. */
export function unpackLevelTable(bytes: Buffer): Buffer | null {
  if (bytes.length < 48 || !bytes.subarray(-8).equals(tableMagic)) return null
  const footer = bytes.subarray(-48)
  const cursor = { at: 0 }
  handle(footer, cursor)
  const index = blockAt(bytes, handle(footer, cursor))
  const blocks = entries(index).map(([, place]) => blockAt(bytes, handle(place, { at: 0 })))
  return Buffer.concat(blocks.flatMap((block) => entries(block).flat()))
}

function blockAt(bytes: Buffer, { offset, size }: { offset: number; size: number }): Buffer {
  const block = bytes.subarray(offset, offset + size)
  return bytes[offset + size] === 1 ? unsnappy(block) : block
}

/** Keys share the beginning of the one before. */
function entries(block: Buffer): [key: Buffer, value: Buffer][] {
  if (block.length < 4) return []
  const end = block.length - 4 - block.readUInt32LE(block.length - 4) * 4
  const cursor = { at: 0 }
  const found: [Buffer, Buffer][] = []
  let before = Buffer.alloc(0)
  while (cursor.at < end) {
    const shared = varint(block, cursor)
    const fresh = varint(block, cursor)
    const length = varint(block, cursor)
    const key = Buffer.concat([before.subarray(0, shared), block.subarray(cursor.at, cursor.at + fresh)])
    found.push([key, block.subarray(cursor.at + fresh, cursor.at + fresh + length)])
    cursor.at += fresh + length
    before = key
  }
  return found
}

function handle(bytes: Buffer, cursor: { at: number }): { offset: number; size: number } {
  return { offset: varint(bytes, cursor), size: varint(bytes, cursor) }
}

export function varint(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0
  for (let factor = 1; cursor.at < bytes.length; factor *= 128) {
    const byte = bytes[cursor.at++]!
    value += (byte & 127) * factor
    if (byte < 128) break
  }
  return value
}

function little(bytes: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let index = width - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}
