/** Runs one command line in this process, as the program does. */
import { statfsSync } from 'node:fs'
import type { Outside } from '../../../client/operator/command.ts'
import type { Machine } from '../../../client/operator/doctor/machine.ts'
import { createIntroduction } from '../../../client/operator/introduction.ts'
import { run, type RunResult } from '../../../client/operator/run.ts'
import { dayOf } from '../../../shared/day.ts'
import { p } from '../../shared/trust/world.ts'
import { systemRandom } from './real-relay.ts'

/** The one that the tests run on; a test changes what it wants to be otherwise. */
export const thisMachine: Machine = {
  root: '/',
  platform: process.platform,
  runtime: process.version,
  userId: process.getuid?.() ?? null,
  space(path) {
    const { type, bavail, blocks, bsize } = statfsSync(path)
    return { type, freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  },
}

export function commandLine(outside: Partial<Outside> = {}): (...argv: readonly string[]) => Promise<RunResult> {
  return (...argv) =>
    run(argv, {
      p,
      random: systemRandom,
      today: () => dayOf(Date.now()),
      dataFolder: 'no-such-folder',
      pepperFile: null,
      machine: thisMachine,
      fetch: (url, init) => fetch(url, init),
      ask: () => Promise.resolve(null),
      contextFor: () => {
        throw new Error('this command asks no relay')
      },
      introductionsIn: (where) => (description) => createIntroduction(where, description),
      ...outside,
    })
}
