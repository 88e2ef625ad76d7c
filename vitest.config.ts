import process from 'node:process'
import { defineConfig } from 'vitest/config'
import { installedBrowser } from './test/installed-browsers.ts'
import { isLong } from './test/long.ts'
import { LongestFirst } from './test/longest-first.ts'
import { canMount } from './test/mountable.ts'

// An older Node ends without a word where a test opens a database.
if (!process.features.typescript) {
  const sentence = `The tests need the Node of this project, and this is ${process.version}: npm test -- FILE finds it.`
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

// Chosen here and not inside a test: without Firefox, WebKit or disks to break their tests do not exist, and `npm test`
// says so at its end.
const missing = [
  ...(['firefox', 'webkit'] as const).filter((engine) => installedBrowser(engine) === undefined),
  ...(canMount() ? [] : ['mount']),
]
/** The whole tells it in Firefox too. */
const toldByChromium = ['profile-files', 'desk-proof', 'deployment', 'story-refusals']
const notHere = [
  ...missing.map((what) => `test/**/*.${what}.test.ts`),
  ...(isLong ? [] : toldByChromium.map((name) => `test/e2e/${name}.firefox.test.ts`)),
]
const slow = [
  'test/e2e/**',
  'test/ground/**',
  'test/server/faults/**',
  'test/client/operator/whole/**',
  'test/architecture.test.ts',
  'test/privacy.test.ts',
]
/** What puts something in a module's place, or fills the memory: each in a process of its own. */
const alone = ['test/server/gate/cheap-first.test.ts', 'test/model/**']
const filesOf = (places: readonly string[]): string[] =>
  places.map((place) => place.replace('/**', '/**/*.test.{ts,tsx}'))
/**
 * The files of a worker share its modules, which keep nothing but what they would work out again: to start a process and
 * load the house for each file takes longer than most of them run.
 */
const common = { setupFiles: ['test/seed.ts'], retry: 0, isolate: false }

export default defineConfig({
  test: {
    teardownTimeout: 20_000,
    // Browsers and relays do most of the work, in processes of their own; a third worker on two cores saves a tenth.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...slow, ...alone, ...notHere],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'alone',
          isolate: true,
          include: filesOf(alone),
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'whole',
          globalSetup: ['test/e2e/harness/demo-folder.ts'],
          include: filesOf(slow),
          exclude: notHere,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
