/**
 * The borders of the house as rules over its files. Each rule returns the breaches it found, as sentences; none is a
 * green test. Where something may stand is said here once; `.oxlintrc.json` repeats the folders for the editor.
 */
import { posix } from 'node:path'
import type { Source } from './source.ts'

export type Rule = (files: readonly Source[]) => string[]

type Border = { readonly from: RegExp; readonly never: RegExp; readonly because: string; readonly except?: RegExp }

const opensMail = /^shared\/(crypto\/(open|seal|ticket|chain|kit|kit-words)(\/|\.)|case\/)/

/** Hold for what a file imports itself and for all that it reaches, types included. */
const borders: readonly Border[] = [
  { from: /^shared\//, never: /^(client|server|test|tools)\//, because: 'shared/ is pure' },
  { from: /^shared\/wire\//, never: /^shared\/crypto\//, because: 'what travels is not verified' },
  { from: /^server\//, never: opensMail, because: 'the relay cannot decrypt' },
  // the start builds the apps before it serves them; the relay itself knows no client
  { from: /^server\//, never: /^client\//, except: /^client\/build\.ts$/, because: 'the relay has no client' },
  { from: /^client\//, never: /^(server|test)\//, because: 'clients speak to the relay over HTTP' },
  { from: /^client\/reporter\//, never: /^client\/(desk|agency|operator)\//, because: 'a survivor carries no desk' },
  { from: /^client\/reporter\//, never: /^shared\/crypto\/(chain|kit)(\/|\.)/, because: 'they open agency mail' },
  { from: /^client\/desk\//, never: /^client\/(reporter|operator)\//, because: 'a desk is not a phone' },
  {
    from: /^client\/ui\//,
    never:
      /^(client\/(reporter|desk|agency|operator|relay|storage|outbox|vault|offline|library)|shared\/(crypto|wire|trust|case))\//,
    because: 'ui touches no data',
  },
]

type Packages = { readonly from: RegExp; readonly allowed: RegExp }

/** The first line that fits a file decides. */
const packages: readonly Packages[] = [
  { from: /^shared\//, allowed: /^(@noble\/(hashes|post-quantum)|@scure\/bip39|tweetnacl|hash-wasm|fflate)$/ },
  { from: /^server\//, allowed: /^(node:.+|hono|@hono\/node-server|better-sqlite3|vite)$/ },
  // what makes the apps, and is in none of them
  { from: /^client\/(build|area-packs-plugin)\.ts$/, allowed: /^(node:.+|vite)$/ },
  { from: /^client\/operator\//, allowed: /^(node:.+)$/ },
  { from: /^client\/reporter\/language\/fonts\.ts$/, allowed: /^@fontsource\/noto-/ },
  {
    from: /^client\//,
    allowed: /^(preact|idb|workbox-window|hash-wasm|tweetnacl|fflate|@noble\/(hashes|post-quantum))$/,
  },
  { from: /^tools\//, allowed: /^node:.+$/ },
]

type Facility = {
  readonly name: string
  readonly use?: RegExp
  readonly packages?: RegExp
  readonly places: readonly RegExp[]
}

const roots =
  /^(server\/(main|start|cli\/[a-z-]+)\.ts|client\/(reporter|desk)\/main\.tsx|client\/desk\/desk\.worker\.ts|client\/operator\/(main|demo)\.ts|client\/offline\/worker\/(reporter|desk)\.ts)$/

/** One place each. Logic gets them passed in; composition roots wire them. */
const facilities: readonly Facility[] = [
  {
    name: 'the network',
    use: /^(fetch|XMLHttpRequest|EventSource|WebSocket|navigator\.sendBeacon)$/,
    places: [roots, /^client\/relay\//, /^client\/offline\/worker\//],
  },
  { name: 'the browser database', use: /^indexedDB$/, packages: /^idb$/, places: [/^client\/storage\//] },
  {
    name: 'SQLite',
    packages: /^(better-sqlite3|node:sqlite)$/,
    places: [/^server\/sqlite\//, /^server\/mailboxes\/sqlite/],
  },
  {
    name: 'the environment',
    use: /^process\.env$/,
    places: [roots, /^server\/config\.ts$/, /^client\/(build|operator\/main)\.ts$/, /^tools\//],
  },
  {
    name: 'the clock',
    use: /^(Date\.now|new Date\(\)|performance\.now|performance\.timeOrigin|node:perf_hooks\.performance)$/,
    places: [roots],
  },
  {
    name: 'randomness',
    use: /^(Math\.random|crypto\.randomUUID|\.getRandomValues|\.randomBytes|node:crypto\.(random.*|webcrypto|getRandomValues))$/,
    places: [roots],
  },
  // two constant marks, see there
  { name: 'cookies', use: /^(\.cookie|cookieStore)$/, places: [/^client\/storage\/visits\.ts$/] },
  { name: 'the console', use: /^console$/, places: [/^server\/log\.ts$/] },
]

/** Written nowhere: markup from text, code from text, stores that outlive a closed page unseen. */
const nowhere =
  /^(\.(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)|document\.write|eval|Function|localStorage|sessionStorage)$/

const vagueNames = /(^|-)(utils?|helpers?|common|managers?|services?|misc)$/
const vagueClasses = /(Utils?|Helpers?|Common|Managers?|Services?)$/
const mostLines = 400

export function isProduct(path: string): boolean {
  return /^(server|client|shared|tools)\//.test(path)
}

function byPath(files: readonly Source[]): Map<string, Source> {
  return new Map(files.map((file) => [file.path, file]))
}

/** Everything a file reaches, with the way that leads there. */
function reach(start: Source, all: ReadonlyMap<string, Source>): Map<string, string[]> {
  const ways = new Map<string, string[]>([[start.path, [start.path]]])
  const open = [start]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const { target } of file.imports) {
      if (ways.has(target)) continue
      ways.set(target, [...(ways.get(file.path) ?? []), target])
      const next = all.get(target)
      if (next !== undefined) open.push(next)
    }
  }
  ways.delete(start.path)
  return ways
}

export const keepsBorders: Rule = (files) => {
  const all = byPath(files)
  return files.flatMap((file) => {
    const guards = borders.filter(({ from }) => from.test(file.path))
    if (guards.length === 0) return []
    return [...reach(file, all)].flatMap(([target, way]) =>
      guards
        .filter(({ never, except }) => never.test(target) && except?.test(target) !== true)
        .map(({ because }) => `${way.join(' -> ')}: ${because}`),
    )
  })
}

export const keepsPackages: Rule = (files) =>
  files.flatMap((file) => {
    const allowed = packages.find(({ from }) => from.test(file.path))?.allowed
    if (allowed === undefined) return []
    return file.imports
      .filter(({ specifier, target }) => !specifier.startsWith('.') && !allowed.test(target))
      .map(({ target }) => `${file.path}: ${target} is not for this folder`)
  })

export const onePlaceEach: Rule = (files) =>
  files.flatMap((file) =>
    facilities.flatMap(({ name, use, packages: names, places }) => {
      if (!isProduct(file.path) || places.some((place) => place.test(file.path))) return []
      const used = [...file.uses].filter((word) => use?.test(word))
      const imported = file.imports
        .filter(({ target, typeOnly }) => !typeOnly && names?.test(target))
        .map(({ target }) => target)
      return [...used, ...imported].map((word) => `${file.path}: ${word} (${name} has its own place)`)
    }),
  )

export const writesNothingLive: Rule = (files) =>
  files.flatMap((file) => {
    if (!isProduct(file.path)) return []
    return [...file.uses].filter((word) => nowhere.test(word)).map((word) => `${file.path}: ${word}`)
  })

export const hasNoCycles: Rule = (files) => {
  const all = byPath(files)
  return files.flatMap((file) => {
    const back = file.imports.flatMap(({ target }) => {
      const next = all.get(target)
      if (target === file.path) return [[target]]
      const way = next && reach(next, all).get(file.path)
      return way ? [way] : []
    })
    return back.slice(0, 1).map((way) => `${file.path} -> ${way.join(' -> ')}`)
  })
}

export const hasNoBarrels: Rule = (files) =>
  files
    .filter((file) => file.barrel || /(^|\/)index\.tsx?$/.test(file.path))
    .map((file) => `${file.path}: only hands on what others export`)

export const namesWhatItHolds: Rule = (files) =>
  files.flatMap(({ path, classes }) => {
    const base = posix.basename(path).replace(/\..*$/, '')
    const folders = posix.dirname(path).split('/')
    const vague = [base, ...folders].filter((word) => vagueNames.test(word))
    const shapes = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(base) ? [] : [`${path}: not kebab-case`]
    const vagueHere = vague.map((word) => `${path}: "${word}" says nothing`)
    return [
      ...shapes,
      ...vagueHere,
      ...classes.filter((name) => vagueClasses.test(name)).map((name) => `${path}: class ${name}`),
    ]
  })

export const staysShort: Rule = (files) =>
  files.filter(({ lines }) => lines > mostLines).map(({ path, lines }) => `${path}: ${lines} lines`)

export const namesFilesInImports: Rule = (files) => {
  const all = byPath(files)
  return files.flatMap(({ path, imports }) =>
    imports
      .filter(
        ({ specifier, target }) =>
          specifier.startsWith('.') && !all.has(target) && !/\.(css|json|svg|html|wasm|mjs)$/.test(target),
      )
      .map(({ specifier }) => `${path}: ${specifier} names no file`),
  )
}
