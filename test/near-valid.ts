/**
 * Foreign JSON that almost holds: a valid value with one place in it replaced, dropped, doubled or renamed. Random JSON ends at
 * a parser's first check; this comes to every one of them.
 */
import fc from 'fast-check'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const isObject = (value: unknown): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every place in it, as a path of keys and indexes; the empty one is the whole. */
function places(value: Json, at: readonly (string | number)[] = []): (string | number)[][] {
  const children = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : []
  return [[...at], ...children.flatMap(([key, child]) => places(child, [...at, key]))]
}

function changedAt(value: Json, [key, ...rest]: readonly (string | number)[], change: (old: Json) => Json): Json {
  if (key === undefined) return change(value)
  const copy = structuredClone(value) as Record<string | number, Json>
  copy[key] = changedAt(copy[key] ?? null, rest, change)
  return copy as Json
}

const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    '',
    'AA',
    '__proto__',
    'toString',
    -1,
    0.5,
    1e300,
    2 ** 32,
    [],
    {},
    [[]],
    '\u0000',
    '\uD800',
  ),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
)

const change: fc.Arbitrary<(old: Json) => Json> = fc.oneof(
  odd.map((value) => () => value),
  fc.constant((old: Json) => [old, old]),
  fc.constant((old: Json) => (Array.isArray(old) ? [...old, ...old] : { old })),
  fc.constant((old: Json) => (typeof old === 'string' ? `${old}=` : typeof old === 'number' ? String(old) : old)),
  fc.constant((old: Json) => {
    if (!isObject(old)) return null
    const [first, ...rest] = Object.entries(old)
    return Object.fromEntries(first === undefined ? [] : [[`${first[0]} `, first[1]], ...rest])
  }),
)

/** `valid` as JSON has it. */
export function nearValid(valid: unknown): fc.Arbitrary<unknown> {
  const json = JSON.parse(JSON.stringify(valid)) as Json
  return fc.tuple(fc.constantFrom(...places(json)), change).map(([place, how]) => changedAt(json, place, how))
}
