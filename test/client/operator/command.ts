/** Runs one command line in this process, as the program does. */
import type { Outside } from '../../../client/operator/command.ts'
import { createIntroduction } from '../../../client/operator/introduction.ts'
import { run, type RunResult } from '../../../client/operator/run.ts'
import { dayOf } from '../../../shared/day.ts'
import { p } from '../../shared/trust/world.ts'
import { systemRandom } from './real-relay.ts'

export function commandLine(outside: Partial<Outside> = {}): (...argv: readonly string[]) => Promise<RunResult> {
  return (...argv) =>
    run(argv, {
      p,
      random: systemRandom,
      today: () => dayOf(Date.now()),
      dataFolder: 'no-such-folder',
      pepperFile: null,
      ask: () => Promise.resolve(null),
      contextFor: () => {
        throw new Error('this command asks no relay')
      },
      introductionsIn: (where) => (description) => createIntroduction(where, description),
      ...outside,
    })
}
