/**
 * Reading the fields of an event's JSON. Every reader throws MalformedError on anything but what it promises; the callers in
 * this room turn that into null or into an unknown event, so it never leaves the room.
 */
import { MalformedError, type Bytes } from '../bytes/cursor.ts'
import { parseDay, type Day } from '../day.ts'
import { parseBytesField, parseList, parseObject, type JsonObject } from '../wire/json.ts'
import { MAX_CODE_CHARACTERS, MAX_JSON_DEPTH, MAX_LINE_CHARACTERS } from './limits.ts'
import { MAX_CONTENT_BYTES } from '../protocol.ts'

export type Read<T> = (value: unknown) => T

/** Makes a reader of a parser that answers null. */
export function need<T>(parse: (value: unknown) => T | null, what: string): Read<T> {
  return (value) => {
    const parsed = parse(value)
    if (parsed === null) throw new MalformedError(what)
    return parsed
  }
}

/** Half of a pair: JSON can escape it, UTF-8 cannot carry it. The flag `u` makes whole pairs one character. */
const LONE_SURROGATE = /[\uD800-\uDFFF]/gu

/** As encoding to UTF-8 would make it, so that words are the same before and after they have travelled. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\uFFFD')
}

/** Well formed, whatever stood there. */
function textOf(minCharacters: number, maxCharacters: number): Read<string> {
  return (value) => {
    if (typeof value !== 'string' || value.length < minCharacters || value.length > maxCharacters) {
      throw new MalformedError('text')
    }
    return wellFormed(value)
  }
}

/** A code of the vocabulary, known or not. */
export const code: Read<string> = textOf(1, MAX_CODE_CHARACTERS)
/** One line of a form; may be empty. */
export const line: Read<string> = textOf(0, MAX_LINE_CHARACTERS)
/** Free words; the envelope bounds them. */
export const words: Read<string> = textOf(0, MAX_CONTENT_BYTES)
export const day: Read<Day> = need(parseDay, 'day')
export const object: Read<JsonObject> = need(parseObject, 'object')

export const flag: Read<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new MalformedError('flag')
  return value
}

export function whole(min: number, max: number): Read<number> {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw new MalformedError('number')
    }
    return value
  }
}

export function bytes(lengthBytes: number): Read<Bytes> {
  return need((value) => parseBytesField(value, lengthBytes), 'bytes')
}

export function listOf<T>(read: Read<T>, max: number): Read<readonly T[]> {
  return (value) => {
    const list = parseList(value)
    if (list === null || list.length > max) throw new MalformedError('list')
    return list.map(read)
  }
}

/** RFC 3339 in UTC with `Z`, at most milliseconds. It is shown, never compared, so no calendar is checked. */
export const time: Read<string> = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(value)) {
    throw new MalformedError('time')
  }
  return value
}

/** The field's value, or undefined; only an own one, so that no name of Object.prototype is ever read. */
function own(from: JsonObject, name: string): unknown {
  return Object.hasOwn(from, name) ? from[name] : undefined
}

export function field<T>(from: JsonObject, name: string, read: Read<T>): T {
  return read(own(from, name))
}

/** `{}` when the field is absent, else `{ [name]: value }`: to be spread. A field that is there must be well formed. */
export function optional<N extends string, T>(from: JsonObject, name: N, read: Read<T>): { readonly [K in N]?: T } {
  const value = own(from, name)
  return value === undefined ? {} : ({ [name]: read(value) } as { readonly [K in N]?: T })
}

/** An absent list is an empty one. */
export function listField<T>(from: JsonObject, name: string, read: Read<T>, max: number): readonly T[] {
  const value = own(from, name)
  return value === undefined ? [] : listOf(read, max)(value)
}

/** Whether brackets outside of strings nest deeper than MAX_JSON_DEPTH. Says nothing about whether it is JSON. */
function tooDeep(json: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < json.length; i++) {
    const character = json.charAt(i)
    if (inString) {
      if (character === '\\') i++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') {
      if (++depth > MAX_JSON_DEPTH) return true
    } else if (character === '}' || character === ']') depth--
  }
  return false
}

/** The object that the text is the JSON of. */
export function readJson(text: string): JsonObject {
  if (tooDeep(text)) throw new MalformedError('nesting')
  try {
    return object(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) throw new MalformedError('json')
    throw error
  }
}

/** Runs a reader; null for everything malformed. Bugs still throw. */
export function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}
