/**
 * Strict reading and writing of bytes, big-endian. A reader never runs past its end and refuses trailing bytes, so that
 * decode is the inverse of encode and nothing else. Source: docs/protocol.md section 1.
 */

/** Foreign bytes that do not have the promised shape. Carries no content. */
export class MalformedError extends Error {
  readonly code = 'malformed'
  constructor(what: string) {
    super(`malformed: ${what}`)
    this.name = 'MalformedError'
  }
}

export type Bytes = Uint8Array<ArrayBuffer>

export function concat(...parts: readonly Uint8Array[]): Bytes {
  let length = 0
  for (const part of parts) length += part.length
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function unsigned(value: number, bytes: number): Bytes {
  const limit = bytes >= 7 ? Number.MAX_SAFE_INTEGER : 256 ** bytes - 1
  if (!Number.isSafeInteger(value) || value < 0 || value > limit) throw new RangeError(`not a u${bytes * 8}`)
  const out = new Uint8Array(bytes)
  let rest = value
  for (let i = bytes - 1; i >= 0; i--) {
    out[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return out
}

export const u8 = (value: number): Bytes => unsigned(value, 1)
export const u16 = (value: number): Bytes => unsigned(value, 2)
export const u32 = (value: number): Bytes => unsigned(value, 4)
/** Values above 2^53-1 are a RangeError. */
export const u64 = (value: number): Bytes => unsigned(value, 8)

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function encodeText(text: string): Bytes {
  return encoder.encode(text)
}

/** Null when the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** P1.2: `u32(length) || x`; a string stands for its UTF-8. */
export function lp(value: Uint8Array | string): Bytes {
  const bytes = typeof value === 'string' ? encodeText(value) : value
  return concat(u32(bytes.length), bytes)
}

export interface Cursor {
  u8(): number
  u16(): number
  u32(): number
  u64(): number
  /** Exactly `length` bytes, copied. */
  take(length: number): Bytes
  /** A length-prefixed field of at most `max` bytes. */
  lp(max: number): Bytes
  /** Everything that is left. */
  rest(): Bytes
  left(): number
  /** Throws unless everything was read. */
  end(): void
}

/** Reads `bytes` from the start. Every method throws MalformedError past the end. */
export function createCursor(bytes: Uint8Array): Cursor {
  let at = 0
  const take = (length: number): Bytes => {
    if (length > bytes.length - at) throw new MalformedError('too short')
    const out = new Uint8Array(bytes.subarray(at, at + length))
    at += length
    return out
  }
  const number = (length: number): number => {
    let value = 0
    for (const byte of take(length)) value = value * 256 + byte
    if (!Number.isSafeInteger(value)) throw new MalformedError('number too large')
    return value
  }
  return {
    u8: () => number(1),
    u16: () => number(2),
    u32: () => number(4),
    u64: () => number(8),
    take,
    lp(max) {
      const length = number(4)
      if (length > max) throw new MalformedError('field too long')
      return take(length)
    },
    rest: () => take(bytes.length - at),
    left: () => bytes.length - at,
    end() {
      if (at !== bytes.length) throw new MalformedError('trailing bytes')
    },
  }
}

/** Runs a strict reader over foreign bytes: its value, or null for every malformed input. Bugs still throw. */
export function parseBytes<T>(bytes: Uint8Array, read: (cursor: Cursor) => T): T | null {
  try {
    const cursor = createCursor(bytes)
    const value = read(cursor)
    cursor.end()
    return value
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}
