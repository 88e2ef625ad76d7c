/** What a command of `npm run sosafe` is, and what it reaches outside. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import type { Day } from '../../shared/day.ts'
import type { AgencyContext } from '../agency/context.ts'
import type { Fetch } from '../relay/transport.ts'
import type { CreateIntroduction } from './agency-add.ts'
import type { Machine } from './doctor/machine.ts'
import type { Values } from './options.ts'
import type { CommandOutcome } from './outcome.ts'

/** What the command line reaches: made once, in main.ts. */
export interface Outside {
  readonly p: Primitives
  readonly random: Random
  readonly today: () => Day
  /** Where the relay keeps its data unless `--data` says otherwise. */
  readonly dataFolder: string
  /** Where it reads its pepper, if not there (SOSAFE_PEPPER_FILE). */
  readonly pepperFile: string | null
  readonly machine: Machine
  /** For what the relay's client does not tell: headers. */
  readonly fetch: Fetch
  /** What a person types; null where nobody can be asked. */
  readonly ask: (question: string) => Promise<string | null>
  readonly contextFor: (origin: string) => AgencyContext
  /** The relay's own command for its data folder. */
  readonly introductionsIn: (dataFolder: string) => CreateIntroduction
}

export interface Command {
  readonly name: string
  readonly summary: string
  /** Usage and options, without the name. */
  readonly help: string
  readonly options: ParseArgsOptionsConfig
  run(this: void, values: Values, outside: Outside): Promise<CommandOutcome>
}
