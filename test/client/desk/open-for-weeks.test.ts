import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/day.ts'
import { MEMBER_SHEET_RENEW_DAYS } from '../../../shared/protocol.ts'
import { TODAY } from '../../shared/trust/world.ts'
import { type Bench, openBench } from './desk-fixture.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

describe('an administrator’s desk that is never closed', () => {
  it('renews the member sheet when its time has come, without a new start', async () => {
    const { session } = await bench.device(bench.world.front, 0)
    await session.refresh()
    const before = session.state().keys.memberSheetUntil
    bench.setToday(addDays(TODAY, MEMBER_SHEET_RENEW_DAYS))
    await session.refresh()
    expect(before).not.toBeNull()
    expect(session.state().keys.memberSheetUntil).toBeGreaterThan(before ?? 0)
  })
})
