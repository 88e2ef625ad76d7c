/**
 * What Chromium's files still hold of a letter, life against life: somebody who only reads, and somebody who has told, with
 * and without a network. The table stands in docs/state.md, "What a profile's files still hold afterwards".
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ITEM_BYTES } from '../../client/outbox/item.ts'
import { recordKeyOf, writesIn, type LevelWrite } from '../privacy/level-records.ts'
import { LIVES, liveLives, placesOf, type Life, type Lives } from '../privacy/phone-profiles.ts'
import { filesOf } from '../privacy/scan.ts'
import { isLong } from '../long.ts'
import { openBrowser } from './harness/chromium.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { startRecorder, type Recorder } from './harness/recorder.ts'
import { chromiumScreen } from './harness/screen.ts'

const demo = await demoForFile()

/** A report and its watch slip; each is written once more when its work is solved. */
const LETTERS = 2
/** `npm test` lives one of them. */
const lived: readonly Life[] = isLong ? LIVES : ['waits', 'told offline']
const told = lived.filter((life) => life !== 'reads' && life !== 'waits')
/** Who tells is held against who only reads, in the long run. */
const toldAndRead = isLong ? told : []

let recorder: Recorder
let lives: Lives

beforeAll(async () => {
  recorder = await startRecorder()
  lives = await liveLives(demo, recorder, lived, async (profile) => {
    const browser = await openBrowser({ device: 'phone', profile, proxyPort: recorder.port })
    return {
      screen: chromiumScreen(browser.page),
      setOffline: (offline) => browser.context.setOffline(offline),
      endServiceWorker: async () => {
        const devtools = await browser.context.newCDPSession(browser.page)
        await devtools.send('ServiceWorker.enable')
        await devtools.send('ServiceWorker.stopAllWorkers')
        await devtools.detach()
      },
      close: () => browser.close(),
    }
  })
}, 180_000)
afterAll(async () => {
  lives.remove()
  await recorder.close()
})

const found = (life: Life, needles: Lives['secrets']): string[] => placesOf(lives, life, needles)

/** Paths below a folder of the profile, without what is different in every profile: ports, random names. */
const pathsIn = (life: Life, part: RegExp): string[] =>
  filesOf(lives.folderOf(life))
    .map(({ place }) => place)
    .filter((place) => part.test(place))

/** What the log of the site's database has been told, in its order. */
function writesOf(life: Life): { store: 'queue' | 'pages'; index: number; name: string; write: LevelWrite }[] {
  const folder = join(lives.folderOf(life), 'Default', 'IndexedDB')
  const [log = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log'))
  return writesIn(readFileSync(join(folder, log))).flatMap((write) => {
    const key = recordKeyOf(write.key)
    return key === null ? [] : [{ ...key, store: key.store === 1 ? ('queue' as const) : ('pages' as const), write }]
  })
}

const countOf = <T>(all: readonly T[], of: (one: T) => string): Record<string, number> =>
  all.reduce<Record<string, number>>((counts, one) => ({ ...counts, [of(one)]: (counts[of(one)] ?? 0) + 1 }), {})

describe('in no life and at no time', () => {
  test.each(lived)('does a file hold what was typed, shown once, or opens it (%s)', (life) => {
    expect(found(life, lives.secrets)).toEqual([])
  })
})

describe('a letter that waits', () => {
  test('lies in files of its own, and nowhere else', () => {
    const places = found('waits', lives.letters)
    expect(places.length).toBeGreaterThanOrEqual(LETTERS)
    for (const place of places) expect(place).toMatch(/IndexedDB\/[^/]+\.indexeddb\.blob\//)
  })

  test('takes as much room as any other', () => {
    const blobs = pathsIn('waits', /\.indexeddb\.blob\//).map((place) =>
      readFileSync(join(lives.folderOf('waits'), place)),
    )
    const [mark, ...letters] = blobs.map(({ length }) => length).toSorted((a, b) => a - b)
    expect(mark).toBe(16)
    expect(new Set(letters)).toEqual(new Set([ITEM_BYTES]))
  })
})

describe('once it is handed over', () => {
  test.each(told)('no byte of it is in any file: address, work, name, envelope (%s)', (life) => {
    process.stdout.write(`Chromium, ${life}: files of letters gone after ${lives.stayedMs.get(life)} ms\n`)
    expect(found(life, lives.letters)).toEqual([])
  })

  test.each(told)('the database’s log tells how many there were, and nothing of any of them (%s)', (life) => {
    const rows = writesOf(life).filter(({ store, index }) => store === 'queue' && index === 1)
    expect(countOf(rows, ({ write }) => write.kind)).toEqual({ put: 2 * LETTERS, delete: LETTERS })
    const names = new Set(rows.map(({ name }) => name))
    expect(names.size).toBe(LETTERS)
    for (const name of names) expect(name).toMatch(/^[\w-]{16}$/)
    // beside the random name only which Blob it was, and that it was as long as any
    const shapes = rows
      .filter(({ write }) => write.kind === 'put')
      .map(({ write: { value } }) => value.toString('hex').replace(/^[0-9a-f]{2}/, '..'))
    expect(new Set(shapes).size).toBe(1)
  })

  test.each(toldAndRead)('only who has told has written letters to the database (%s)', (life) => {
    const letters = (of: Life): number => writesOf(of).filter(({ store }) => store === 'queue').length
    expect([letters('reads'), letters(life) > 0]).toEqual([0, true])
  })

  test.each(toldAndRead)(
    'the documents were written as often as for somebody who reads: no area was looked at (%s)',
    (life) => {
      const pages = (of: Life): Record<string, number> =>
        countOf(
          writesOf(of).filter(({ store, index }) => store === 'pages' && index === 1),
          ({ name }) => name,
        )
      expect(pages(life)).toEqual(pages('reads'))
    },
  )

  test.each(toldAndRead)('the worker was asked to be woken, as for somebody who reads (%s)', (life) => {
    const asked = (of: Life): boolean =>
      filesOf(join(lives.folderOf(of), 'Default', 'Service Worker', 'Database')).some(({ bytes }) =>
        bytes.includes('BackgroundSyncUserData'),
      )
    expect([asked('reads'), asked(life)]).toEqual([true, true])
  })

  // all have loaded at their open what makes tickets and does the work
  test.each(isLong ? [...told, 'waits' as const] : [])(
    'no other file of the site is there, but letters that wait (%s)',
    (life) => {
      const site = /(IndexedDB|CacheStorage|WebStorage|Local Storage|Session Storage|File System)\//
      const before = new Set(pathsIn('reads', site))
      const more = pathsIn(life, site).filter((place) => !before.has(place))
      expect(more.filter((place) => life !== 'waits' || !/\.indexeddb\.blob\//.test(place))).toEqual([])
    },
  )
})
