/**
 * Readers of an area pack's JSON, which somebody has written by hand: each gives a typed value, or says in which place of
 * the file something is wrong and what belongs there. Unknown fields are wrong too: a mistyped `nightcover` must not be
 * taken for an office that nobody covers.
 */
import { type JsonObject, parseList, parseObject } from '../../../shared/wire/json.ts'

/** Where in the file: `agencies[0].reading.mon[1]`. */
export type Place = string

/** Thrown by readers only; `parseAreaPack` returns it. */
export class NotAPack extends Error {
  readonly place: Place
  constructor(place: Place, problem: string) {
    super(problem)
    this.place = place
  }
}

export type Read<T> = (value: unknown, at: Place) => T

const within = (at: Place, name: string): Place => (at === '' ? name : `${at}.${name}`)

/** One object, whose fields are read one by one; `done` refuses those that nobody asked for. */
export interface Fields {
  /** The field must be there. */
  read<T>(name: string, read: Read<T>): T
  /** What the object means when the field is not there. */
  readOr<T, U>(name: string, missing: U, read: Read<T>): T | U
  /** Fields that may be there and are not read, separated by spaces. */
  allow(names: string): void
  done(): void
}

export function fieldsOf(value: unknown, at: Place): Fields {
  const object: JsonObject | null = parseObject(value)
  if (object === null) throw new NotAPack(at, 'an object belongs here')
  const asked = new Set<string>()
  return {
    read(name, read) {
      asked.add(name)
      if (!Object.hasOwn(object, name)) throw new NotAPack(within(at, name), 'is missing')
      return read(object[name], within(at, name))
    },
    readOr(name, missing, read) {
      asked.add(name)
      return Object.hasOwn(object, name) ? read(object[name], within(at, name)) : missing
    },
    allow: (names) => names.split(' ').forEach((name) => asked.add(name)),
    done() {
      const unknown = Object.keys(object).find((name) => !asked.has(name))
      if (unknown !== undefined) throw new NotAPack(within(at, unknown), 'is not a field of a pack')
    },
  }
}

export const listOf =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (value, at) => {
    const items = parseList(value)
    if (items === null) throw new NotAPack(at, 'a list belongs here')
    return items.map((item, index) => read(item, `${at}[${index}]`))
  }

/** `belongs`: what is said to whoever wrote something else. */
export const textLike =
  (pattern: RegExp, belongs: string): Read<string> =>
  (value, at) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new NotAPack(at, `${belongs} belongs here`)
    return value
  }

export const oneOf =
  <const T extends string>(codes: readonly T[]): Read<T> =>
  (value, at) => {
    const code = codes.find((one) => one === value)
    if (code === undefined) throw new NotAPack(at, `one of these belongs here: ${codes.join(', ')}`)
    return code
  }

export const flag: Read<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new NotAPack(at, 'true or false belongs here')
  return value
}

export const whole =
  (min: number, max: number): Read<number> =>
  (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
      throw new NotAPack(at, `a whole number from ${min} to ${max} belongs here`)
    return value
  }

/** What a parser of `shared/` made of it. */
export const parsedBy =
  <T>(parse: (value: unknown) => T | null, belongs: string): Read<T> =>
  (value, at) => {
    const parsed = parse(value)
    if (parsed === null) throw new NotAPack(at, `${belongs} belongs here`)
    return parsed
  }

export function requireUnique(keys: readonly string[], at: Place): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) throw new NotAPack(at, `${twice} stands here twice`)
}
