/** The model's relay and the real store, compared. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLong, rounds } from '../long.ts'
import { KEPT, type Rules } from './rules.ts'
import { move, walk, type Move } from './store-walk.ts'

function check(rules: Rules, numRuns: number): Promise<fc.RunDetails<[Move[]]>> {
  const property = fc.asyncProperty(fc.array(move, { minLength: 40, maxLength: 60, size: 'max' }), async (moves) => {
    const folder = mkdtempSync(join(tmpdir(), 'sosafe-walk-'))
    try {
      await walk(moves, folder, rules)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  return Promise.resolve(fc.check(property, { numRuns, endOnFailure: true }))
}

const timeout = isLong ? 3_600_000 : 240_000

describe('The store', () => {
  it('answers as the model’s relay does, whatever is asked of it in whatever order', { timeout }, async () => {
    const walked = await check(KEPT, rounds(15, 1000))
    expect(fc.defaultReportMessage(walked) ?? 'the same').toBe('the same')
  })

  it.each<Partial<Rules>>([{ remembersSources: false }, { keepsTakenRow: false }, { confirmedByAnother: false }])(
    'would be told from one with %o',
    { timeout },
    async (breach) => {
      expect((await check({ ...KEPT, ...breach }, 60)).failed).toBe(true)
    },
  )
})
