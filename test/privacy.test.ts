/**
 * After the whole story, with a marker in every field: nothing of it in the relay's files, logs and metrics, on the wire,
 * or in the profiles of the phones. Each search is shown to find what is planted.
 */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDemo, type Demo } from './e2e/harness/demo.ts'
import { startRecorder, type Exchange, type Recorder } from './e2e/harness/recorder.ts'
import { serveControlPage, type ControlPage } from './privacy/control-page.ts'
import { ticketKeys } from './privacy/keys.ts'
import { createMarker, formsOf, loneGroups, ticketPairs, type Needle } from './privacy/needles.ts'
import { cellsOf, filesOf, scanFolder, scanViews, type Finding, type View } from './privacy/scan.ts'
import { timesInBytes, timesInCells, timesInText, type Run } from './privacy/times.ts'
import { tellWholeStory, type Traces } from './privacy/whole-story.ts'

const fromMs = Date.now()
const places = mkdtempSync(join(tmpdir(), 'sosafe-privacy-'))
let demo: Demo
let recorder: Recorder
let control: ControlPage
let traces: Traces
const profiles = new Map<string, string>()
let metrics: string
/** The relay's files as they lay while it ran, its journal full. */
const live = join(places, 'live')
/** Random bytes, written before anything was told. */
let ballast: Buffer
/** What was typed, what was shown once, what opens it. */
let needles: Needle[]
/** What a conversation is known by. */
let names: Needle[]
let run: Run

beforeAll(async () => {
  demo = await startDemo()
  recorder = await startRecorder()
  control = await serveControlPage()
  ballast = readFileSync(join(demo.dataFolder, 'ballast'))
  // every minute the relay empties its journal, so the last time that it was full counts
  const onWritten = (): void => {
    if (statSync(join(demo.dataFolder, 'relay.db-wal')).size === 0) return
    rmSync(live, { recursive: true, force: true })
    cpSync(demo.dataFolder, live, { recursive: true, filter: (source) => !source.includes('/app') })
  }
  traces = await tellWholeStory({ demo, recorder, control, profiles, onWritten })
  metrics = await (await fetch(`${demo.origin}/metrics`)).text()
  await demo.stop()
  run = { fromMs, toMs: Date.now() }
  const keys = await Promise.all(traces.tickets.map((ticket) => ticketKeys(ticket, demo.dataFolder)))
  names = keys.flatMap(({ names: found }) => found)
  needles = [
    ...traces.seeds,
    ...keys.flatMap(({ secret }) => secret),
    ...[...traces.markers].flatMap(([field, marker]) => formsOf(field, marker)),
    ...traces.tickets.flatMap((digits) => [...formsOf('ticket', digits), ...ticketPairs(digits)]),
  ]
}, 300_000)

afterAll(async () => {
  await demo.remove()
  await recorder.close()
  await control.close()
  for (const folder of [places, ...profiles.values()]) rmSync(folder, { recursive: true, force: true })
})

/** The built apps are public and were there before the story, as was the ballast. */
const relaysOwn = (): View[] =>
  [demo.dataFolder, live].flatMap((folder) =>
    filesOf(folder).filter(({ place, bytes }) => !place.startsWith('app/') && !bytes.equals(ballast)),
  )
const printed = (): View => ({ place: 'standard output', bytes: Buffer.from(demo.output()) })
const measured = (): View => ({ place: '/metrics', bytes: Buffer.from(metrics) })
const bodiesOf = ({ method, path, body, answer }: Exchange): View[] => [
  { place: `${method} ${path}, asked`, bytes: body },
  { place: `${method} ${path}, answered`, bytes: answer },
]
const headsOf = ({ method, path, asked, answered }: Exchange): View => ({
  place: `${method} ${path}, heads`,
  bytes: Buffer.from(`${asked}\n${answered}`),
})

/** Numbers of five digits that everybody may know. */
const known = (): string[] => [new URL(demo.origin).port]

function ticketGroupsIn(views: readonly View[]): Finding[] {
  return views.flatMap(({ place, bytes }) =>
    traces.tickets.flatMap((digits) =>
      loneGroups(digits, bytes)
        .filter((group) => !known().includes(group))
        .map((group) => ({ place, needle: `ticket group at ${digits.indexOf(group)}` })),
    ),
  )
}

/** By chance one group of five digits stands somewhere in a browser's files, but not two in one. */
const twoInOnePlace = (findings: readonly Finding[]): Finding[] =>
  findings.filter((one) => findings.some((other) => other.place === one.place && other.needle !== one.needle))

const whoAndWhere = ['127.0.0.1', '[::1]', '"::1"', '::ffff:', 'Mozilla/', 'HeadlessChrome', 'AppleWebKit'].flatMap(
  (text) => formsOf(text, text).filter(({ name }) => /UTF-8|UTF-16LE/.test(name)),
)

describe('the relay', () => {
  test('was looked at while its journal was full, too', () => {
    expect(filesOf(live).find(({ place }) => place === 'relay.db-wal')?.bytes.length).toBeGreaterThan(0)
  })

  test('has nothing of what was told in its files, as it lies or inflated', () => {
    expect(scanFolder(demo.dataFolder, needles, { inflate: false })).toEqual([])
    expect(scanViews(relaysOwn(), needles, { inflate: true })).toEqual([])
  })

  test('has nothing of it in what it prints and in its metrics', () => {
    expect(scanViews([printed(), measured()], needles, { inflate: true })).toEqual([])
  })

  test('has no address, pseudonym or key of a conversation in its files: only keyed hashes', () => {
    expect(scanViews([...relaysOwn(), printed(), measured()], names, { inflate: false })).toEqual([])
  })

  test('has no group of a ticket’s digits anywhere', () => {
    expect(ticketGroupsIn([...relaysOwn(), printed(), measured()])).toEqual([])
  })

  test('has no network address and no user agent anywhere', () => {
    const views = [...relaysOwn(), printed(), measured()]
    expect(scanViews(views, whoAndWhere, { inflate: false })).toEqual([])
  })

  test('has no time finer than a day anywhere', () => {
    expect(timesInText(demo.output(), run)).toEqual([])
    expect(timesInText(metrics, run)).toEqual([])
    for (const file of relaysOwn()) expect(timesInBytes(file, run)).toEqual([])
    for (const file of filesOf(demo.dataFolder)) {
      expect(timesInCells(cellsOf(join(demo.dataFolder, file.place)) ?? new Map<string, unknown[]>(), run)).toEqual([])
    }
  })
})

describe('the wire', () => {
  test('was listened to', () => {
    const paths = new Set(recorder.exchanges.map(({ path }) => path))
    for (const path of [
      '/',
      '/desk/',
      '/v1/directory',
      '/v1/post',
      '/v1/replies',
      '/v1/take',
      '/v1/append',
      '/v1/sync',
    ]) {
      expect(paths).toContain(path)
    }
  })

  test('names a conversation only to the mailbox itself', () => {
    const found = recorder.exchanges.flatMap((exchange) =>
      scanViews([...bodiesOf(exchange), headsOf(exchange)], names, { inflate: false }).map(
        // a key whose base64 needs neither of the two letters that differ is found in both alphabets
        ({ needle }) => `${exchange.path}: ${needle.replace(/ at \d/, '').replace('(base64)', '(base64url)')}`,
      ),
    )
    // this also shows that the search knows the right names
    expect(new Set(found)).toEqual(
      new Set([
        '/v1/post: reply address (bytes)',
        '/v1/replies: reply address (bytes)',
        '/v1/replies: reading key (base64url)',
      ]),
    )
  })

  test('carries nothing of what was told, in heads or bodies', () => {
    const views = recorder.exchanges.flatMap((exchange) => [...bodiesOf(exchange), headsOf(exchange)])
    expect(scanViews(views, needles, { inflate: false })).toEqual([])
    const mail = recorder.exchanges.filter(({ method }) => method === 'POST').flatMap(bodiesOf)
    expect(scanViews(mail, needles, { inflate: true })).toEqual([])
  })

  test('carries no group of a ticket’s digits', () => {
    expect(
      twoInOnePlace(ticketGroupsIn(recorder.exchanges.flatMap((one) => [...bodiesOf(one), headsOf(one)]))),
    ).toEqual([])
  })

  test('carries no address, user agent or time inside of what is sent, and no time in heads', () => {
    const mail = recorder.exchanges.filter(({ path }) => path.startsWith('/v1/'))
    expect(scanViews(mail.flatMap(bodiesOf), whoAndWhere, { inflate: false })).toEqual([])
    for (const exchange of mail) {
      expect(timesInText(headsOf(exchange).bytes.toString(), run)).toEqual([])
      for (const view of bodiesOf(exchange)) expect(timesInBytes(view, run)).toEqual([])
    }
  })
})

describe('a profile', () => {
  test('of a phone or a desk keeps nothing of what was typed and read, of a ticket, or of a key', () => {
    for (const [name, folder] of profiles) {
      const sought = name.startsWith('phone') ? [...needles, ...names] : needles
      const findings = scanFolder(folder, sought, { inflate: true })
      const groups = twoInOnePlace(
        ticketGroupsIn(filesOf(folder).filter(({ place }) => !place.includes('CacheStorage'))),
      )
      expect({ name, findings: [...findings, ...groups] }).toEqual({ name, findings: [] })
    }
  })
})

describe('the phone', () => {
  test('keeps no reference to it in memory after sealing', () => {
    const told = ['words', 'number', 'hours', 'say'].map((field) => traces.markers.get(field) ?? '')
    const [ticket = ''] = traces.tickets
    const inHeap = (heap: string): string[] => told.filter((marker) => heap.includes(marker))
    expect(inHeap(traces.heaps.review)).toEqual(told)
    expect(inHeap(traces.heaps.ticket)).toEqual([])
    expect(traces.heaps.ticket).toContain(ticket)
    expect(inHeap(traces.heaps.after)).toEqual([])
    expect(traces.heaps.after).not.toContain(ticket)
  })
})

describe('the search', () => {
  const planted = createMarker('planted')
  const sought = formsOf('planted', planted)

  test('finds in a profile all that a careless page leaves there', () => {
    for (const name of ['phone: killed while somebody typed', 'desk: killed while an answer was written']) {
      for (const [way, marker] of Object.entries(control.markers)) {
        const findings = scanFolder(profiles.get(name) ?? '', formsOf(way, marker), { inflate: false })
        expect({ name, way, findings: findings.length > 0 }).toEqual({ name, way, findings: true })
      }
    }
  })

  test('finds what is planted into the relay’s database, and a time in it', () => {
    const folder = join(places, 'relay')
    cpSync(demo.dataFolder, folder, { recursive: true, filter: (source) => !/\/(app|ballast)/.test(source) })
    const database = new Database(join(folder, 'relay.db'))
    const value = Buffer.concat([Buffer.alloc(100, 7), deflateRawSync(`{"words":"${planted}"}`)])
    database.prepare('insert into setting values (?, ?)').run(`at ${run.fromMs + 1}`, value)
    database.prepare('update mail_0 set received = ? where key = 1').run(Math.floor(run.toMs / 1000))
    database.close()
    expect(scanFolder(folder, sought, { inflate: true })).not.toEqual([])
    const times = timesInCells(cellsOf(join(folder, 'relay.db')) ?? new Map<string, unknown[]>(), run).join()
    for (const column of ['setting.name', 'mail_0.received']) expect(times).toContain(column)
  })

  test('finds what is planted into logs, metrics and traffic', () => {
    const line = `{"agent":"Mozilla/5.0","from":"127.0.0.1","at":"${new Date(run.toMs).toISOString()}"} ${planted}`
    const log = join(places, 'log')
    appendFileSync(log, demo.output() + line)
    const [first] = recorder.exchanges
    for (const view of [
      ...filesOf(places).filter(({ place }) => place === 'log'),
      { place: 'metrics', bytes: Buffer.from(metrics + line) },
      ...bodiesOf({ ...first, body: Buffer.from(line) } as Exchange).slice(0, 1),
    ]) {
      expect(scanViews([view], sought, { inflate: false })).not.toEqual([])
      expect(scanViews([view], whoAndWhere, { inflate: false }).length).toBeGreaterThan(1)
      expect(timesInText(view.bytes.toString(), run)).not.toEqual([])
    }
    const digits = traces.tickets[0] ?? ''
    const groups = ticketGroupsIn([{ place: 'log', bytes: Buffer.from(`code ${digits.slice(5, 10)}.`) }])
    expect(groups).toHaveLength(1)
  })
})
