/**
 * Any interleaving of any events, on four devices of each of two agencies, any entry delayed or repeated: folds to the same
 * cases everywhere. Beside the world goes a model that knows nothing of orders and heads, only who said what to whom.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rounds } from '../../long.ts'
import { expectSettled } from './model-claims.ts'
import { STEPS, type Picks } from './model-steps.ts'
import * as world from './model-world.ts'
import type { World } from './model-world.ts'
import { present } from '../../present.ts'

class Command implements fc.AsyncCommand<object, World> {
  readonly name: string
  readonly picks: Picks
  constructor(name: string, picks: Picks) {
    this.name = name
    this.picks = picks
  }
  check(): boolean {
    return true
  }
  run(_model: object, now: World): Promise<void> {
    return present(STEPS[this.name])(now, this.picks)
  }
  toString(): string {
    return `${this.name}(${this.picks.join(', ')})`
  }
}

const number = fc.nat({ max: 1000 })
const commandOf = (name: string): fc.Arbitrary<Command> =>
  fc.tuple(number, number, number, number).map((picks) => new Command(name, picks))
/** As often as such things happen: more is taken in, written and delivered than anything else. */
const names = [
  'report',
  'say',
  'say',
  'change',
  'take',
  'takeAll',
  'takeAll',
  'write',
  'write',
  'write',
  'record',
  'own',
  'stranger',
  'deliver',
  'deliver',
  'deliver',
]

describe('the cases of two agencies', () => {
  it(
    'are the same on all devices of each, hold all that was said, and agree where both were told',
    async () => {
      let steps = 0
      await fc.assert(
        fc.asyncProperty(
          fc.commands(names.map(commandOf), { size: '+1', maxCommands: 60 }),
          fc.nat(),
          async (commands, seed) => {
            const now = await world.createWorld(seed + 1)
            await fc.asyncModelRun(() => ({ model: {}, real: now }), commands)
            steps += now.agencies[0].entries.length + now.agencies[1].entries.length
            expectSettled(now)
          },
        ),
        { numRuns: rounds(60, 3_000) },
      )
      // Or nothing ever happened.
      expect(steps).toBeGreaterThan(rounds(200, 10_000))
    },
    rounds(60_000, 1_800_000),
  )
})
