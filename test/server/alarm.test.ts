import { describe, expect, it } from 'vitest'
import { createAlarm, type Trouble } from '../../server/alarm.ts'
import type { LogEvent } from '../../server/log.ts'
import { addDays } from '../../shared/day.ts'
import { today as someDay } from './mailboxes/contract-fixture.ts'

const disk: Trouble = { event: 'store', code: 'disk' }
const busy: Trouble = { event: 'store', code: 'busy' }
const damaged: Trouble = { event: 'store', code: 'damaged' }
const ahead: Trouble = { event: 'clock', code: 'ahead' }

describe('a trouble', () => {
  const open = (): { alarm: ReturnType<typeof createAlarm>; said: LogEvent[]; nextDay(): void } => {
    const said: LogEvent[] = []
    let day = someDay
    return {
      said,
      alarm: createAlarm(
        (event) => said.push(event),
        () => day,
      ),
      nextDay() {
        day = addDays(day, 1)
      },
    }
  }

  it('is said once, however many requests meet it, and once when it is over', () => {
    const { alarm, said } = open()
    for (let round = 0; round < 3; round++) {
      for (let request = 0; request < 100; request++) alarm.raise(disk)
      alarm.turn()
    }
    expect(said).toEqual([disk])
    alarm.turn()
    alarm.turn()
    expect(said).toEqual([disk, { event: 'store', code: 'well' }])
    alarm.raise(disk)
    expect(said).toHaveLength(3)
  })

  it('is over when the last of its kind is over', () => {
    const { alarm, said } = open()
    alarm.raise(disk)
    alarm.raise(busy)
    alarm.raise(ahead)
    alarm.turn()
    alarm.raise(disk)
    alarm.turn()
    expect(said.slice(3)).toEqual([{ event: 'clock', code: 'right' }])
    alarm.turn()
    expect(said.slice(4)).toEqual([{ event: 'store', code: 'well' }])
  })

  it('is said again every day while it lasts', () => {
    const { alarm, said, nextDay } = open()
    for (let day = 0; day < 3; day++) {
      for (let round = 0; round < 5; round++) {
        alarm.raise(ahead)
        alarm.turn()
      }
      nextDay()
    }
    expect(said).toEqual([ahead, ahead, ahead])
  })

  it('of damaged files does not end by itself', () => {
    const { alarm, said } = open()
    alarm.raise(damaged)
    alarm.turn()
    alarm.turn()
    expect(said).toEqual([damaged])
  })
})
