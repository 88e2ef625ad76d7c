import process from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'
import { isLong } from '../long.ts'
import { KEPT, type Rules } from './rules.ts'
import { LONG, MUTANTS, SHORT } from './scenarios.ts'
import { search } from './search.ts'

const scenarios = isLong ? [...SHORT, ...LONG] : SHORT
/** Generous: two busy cores may take ten times as long as two idle ones. */
const timeoutMs = isLong ? 4 * 3_600_000 : 300_000

describe('Nothing acknowledged is lost, nothing becomes two cases, and two desks that know the same show the same', () => {
  let states = 0
  let steps = 0
  afterAll(() => {
    process.stdout.write(`State search: ${states} states and ${steps} steps in ${scenarios.length} scenarios\n`)
  })

  it.each(scenarios)('whatever happens: $name', { timeout: timeoutMs }, (scenario) => {
    const found = search(scenario, KEPT)
    expect(found.broken).toBeNull()
    expect(found.states).toBeGreaterThan(1000)
    states += found.states
    steps += found.steps
  })
})

describe('The search notices when a rule is broken', () => {
  it.each(MUTANTS.map((mutant) => ({ ...mutant, name: JSON.stringify(mutant.breaks) })))(
    '$name: $noticed',
    { timeout: timeoutMs },
    ({ breaks, scenario, noticed }) => {
      const found = search(scenario, { ...KEPT, ...breaks })
      expect(found.broken?.what).toBe(noticed)
      // The way there is told, so that the breach can be understood.
      expect(found.broken?.way.length).toBeGreaterThan(0)
    },
  )

  it('for every rule that there is', () => {
    const broken = new Set(MUTANTS.flatMap(({ breaks }) => Object.keys(breaks)))
    expect([...broken].sort()).toEqual((Object.keys(KEPT) as (keyof Rules)[]).sort())
  })
})
