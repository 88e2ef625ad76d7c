/**
 * Readers of a payload's JSON: each gives a typed value or throws MalformedError, which `parsePayload` turns into null.
 * Unknown fields are ignored, so that a later version may add some. Source: docs/protocol.md P1.3, P7.1.
 */
import { type Bytes, MalformedError } from '../bytes/cursor.ts'
import { type Day, parseDay } from '../day.ts'
import { type AgencyId, parseAgencyId } from '../wire/address.ts'
import { type JsonObject, parseBytesField, parseJson, parseList, parseObject } from '../wire/json.ts'

/** Longest label or code of a document, in UTF-16 units. */
const MAX_TEXT = 300
/** Most entries of any list of a document: a directory of every office of the country fits. */
const MAX_LIST = 20_000

/** Runs readers over the JSON of foreign bytes: null unless it is UTF-8, one JSON object, and every reader is content. */
export function parsePayload<T>(payload: Uint8Array, read: (fields: JsonObject) => T): T | null {
  try {
    return read(fieldsOf(parseJson(payload)))
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}

/** What a parser of foreign JSON made of it; throws where that is null. */
export function required<T>(value: T | null, what: string): T {
  if (value === null) throw new MalformedError(what)
  return value
}

export const fieldsOf = (value: unknown): JsonObject => required(parseObject(value), 'not an object')

export function text(value: unknown, pattern?: RegExp): string {
  if (typeof value !== 'string' || value.length > MAX_TEXT) throw new MalformedError('not a short text')
  if (pattern !== undefined && !pattern.test(value)) throw new MalformedError('not the expected text')
  return value
}

export function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new MalformedError('not true or false')
  return value
}

export function integer(value: unknown, min: number, max: number = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) {
    throw new MalformedError('not a number in range')
  }
  return value
}

export const day = (value: unknown): Day => required(parseDay(value), 'not a day')

export const agencyId = (value: unknown): AgencyId => required(parseAgencyId(value), 'not an agency id')

export function list<T>(value: unknown, read: (item: unknown) => T): readonly T[] {
  const items = required(parseList(value), 'not a list')
  if (items.length > MAX_LIST) throw new MalformedError('too long a list')
  return items.map((item) => read(item))
}

/** `length` bytes as base64url. */
export const bytes = (value: unknown, length: number): Bytes =>
  required(parseBytesField(value, length), 'not the bytes')

/** `length` bytes through a parser that may refuse them. */
export const keyOf = <T>(value: unknown, length: number, parse: (bytes: Bytes) => T | null): T =>
  required(parse(bytes(value, length)), 'not a key')

/** Throws unless every key is there once. */
export function requireUnique(keys: readonly (string | number)[]): void {
  if (new Set(keys).size !== keys.length) throw new MalformedError('named twice')
}
