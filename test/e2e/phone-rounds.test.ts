/**
 * Many rounds of what happens to phones: the outbox as the app wires it, its service worker, a real relay, and a network
 * that does what networks do. Every letter that a screen has called locked is at the relay once, or its sender has been
 * told that it may not be. Figures: docs/reliability.md.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { build as bundle } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noModules, pages, serviceWorker } from '../../vite.config.ts'
import { isLong, rounds } from '../long.ts'
import { seed } from '../seed.ts'
import { KINDS, type Kind } from './rounds/kinds.ts'
import { type Figures, type RoundsOptions, playRounds, drawnKinds } from './rounds/rounds.ts'

const folder = mkdtempSync(join(tmpdir(), 'sosafe-rounds-'))
/** Each on a phone of its own. `npm test` plays three kinds that the seed draws, the long run each kind ten times a phone. */
const phones = Array.from({ length: rounds(1, 5) }, (_, index) => ({ phone: index + 1, seed: seed + index }))
const roundsOfEach = rounds(3, 10 * Object.keys(KINDS).length)

/** Before the app's worker: its clock can be set, as that of a phone. */
const settableClock = `
let aheadDays = 0;
const Real = Date;
self.Date = new Proxy(Real, { get: (real, name) => (name === 'now' ? () => real.now() + aheadDays * 864e5 : real[name]) });
self.addEventListener('message', ({ data }) => { if (typeof data?.aheadDays === 'number') aheadDays = data.aheadDays; });
`

beforeAll(async () => {
  const inputs = { rootHash: '', demo: true, outDir: folder }
  const page = pages(inputs, 'reporter', noModules())
  const built = join(folder, 'reporter')
  await bundle({ ...page, root: join(import.meta.dirname, 'rounds-page'), build: { ...page.build, outDir: built } })
  const nothingKept = { __FILES__: '[]', __LATER__: '[]', __VERSION__: '"rounds"' }
  await bundle(serviceWorker(inputs, 'reporter', noModules(), nothingKept))
  cpSync(join(built, 'sw.js'), join(built, 'real-sw.js'))
  writeFileSync(join(built, 'sw.js'), settableClock + readFileSync(join(built, 'real-sw.js'), 'utf8'))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const play = (kinds: readonly Kind[], more: Partial<RoundsOptions> = {}): Promise<Figures> =>
  playRounds({ folder: join(folder, 'reporter'), kinds, seed, ...more })

const printed = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, number]) => `${name} ${number}`).join(', ')

describe('an outbox', () => {
  test.each(phones)(
    'hands over once, or says that it has not, through every round of phone $phone',
    async ({ phone, seed: own }) => {
      const figures = await play(drawnKinds(roundsOfEach, own), { seed: own })
      process.stdout.write(
        `Phone ${phone}: ${figures.rounds} rounds (${printed(figures.byKind)}); ${figures.letters} letters: ${printed(figures.ends)}\n`,
      )
      expect(figures.rounds).toBe(roundsOfEach)
      // three rounds may all be such that nothing can arrive
      expect(figures.ends.get('handed over') ?? 0).toBeGreaterThanOrEqual(isLong ? figures.letters / 2 : 0)
    },
    900_000,
  )

  const faults = [
    ['forgets-before-the-answer', 'page loaded anew', /lost without a word/],
    ['believes-without-an-answer', 'flapping network', /the relay does not have it/],
    ['keeps-nothing', 'browser killed', /lost without a word/],
    ['drops-by-its-clock', 'clock jumps', /lost without a word/],
  ] as const
  test.each(isLong ? faults : faults.slice(0, 1))(
    'with a fault that is built in (%s) does not come through them',
    async (fault, kind, how) => {
      const networks = ['down', 'loses'] as const
      const failed = await play(Array<Kind>(rounds(12, 40)).fill(kind), { broken: fault, networks }).then(
        () => null,
        (error: unknown) => error,
      )
      expect((failed as Error | null)?.cause).toMatchObject({ message: expect.stringMatching(how) as string })
    },
  )
})
