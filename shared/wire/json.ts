/** Reading foreign JSON without trusting its shape. */
import { parseBase64url } from '../bytes/base64url.ts'
import { decodeText, type Bytes } from '../bytes/cursor.ts'

export type JsonObject = Readonly<Record<string, unknown>>

export function parseObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
}

export function parseList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? (value as readonly unknown[]) : null
}

/** Undefined when the bytes are not UTF-8 or not JSON (which has no `undefined`). */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeText(bytes)
  if (text === null) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Base64url text of exactly `lengthBytes` bytes, or of any length when none is given. */
export function parseBytesField(value: unknown, lengthBytes?: number): Bytes | null {
  if (typeof value !== 'string') return null
  const bytes = parseBase64url(value)
  return bytes !== null && (lengthBytes === undefined || bytes.length === lengthBytes) ? bytes : null
}

/** Every member must parse, or there is no list. */
export function parseEach<T>(list: readonly unknown[], parse: (value: unknown) => T | null): readonly T[] | null {
  const out: T[] = []
  for (const value of list) {
    const parsed = parse(value)
    if (parsed === null) return null
    out.push(parsed)
  }
  return out
}
