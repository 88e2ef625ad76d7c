import { describe, expect, it } from 'vitest'
import {
  AWAY_MS,
  createLockClock,
  HIDDEN_LOCK_MS,
  IDLE_LOCK_MS,
  TICK_MS,
  WARN_MS,
  type LockClock,
  type Tick,
} from '../../../../client/desk/lock/lock-clock.ts'

const START_MS = 1_800_000_000_000

/** A desk on the screen that nobody touches, ticked as it should be. */
function openDesk(): {
  readonly clock: LockClock
  /** Ticks for so long; the last answer. */
  run(ms: number, how?: { visible?: boolean; writing?: boolean }): Tick
  /** The time of day changes by so much, at once. */
  jump(ms: number): void
  nowMs(): number
} {
  const clock = createLockClock(START_MS)
  let nowMs = START_MS
  return {
    clock,
    run(ms, { visible = true, writing = false } = {}) {
      let last: Tick = { kind: 'open' }
      for (const until = nowMs + ms; nowMs < until && last.kind !== 'lock';) {
        nowMs += TICK_MS
        last = clock.tick({ nowMs, visible, writing })
      }
      return last
    },
    jump(ms) {
      nowMs += ms
    },
    nowMs: () => nowMs,
  }
}

describe('a desk that nobody touches', () => {
  it('locks after five minutes, and says so half a minute before', () => {
    const { run } = openDesk()
    expect(run(IDLE_LOCK_MS - WARN_MS - TICK_MS)).toEqual({ kind: 'open' })
    expect(run(TICK_MS)).toEqual({ kind: 'soon' })
    expect(run(WARN_MS - TICK_MS)).toEqual({ kind: 'soon' })
    expect(run(TICK_MS)).toEqual({ kind: 'lock', why: 'idle' })
  })

  it('does not while somebody touches it, and takes the warning back', () => {
    const { clock, run } = openDesk()
    for (let n = 0; n < 20; n++) {
      expect(run(IDLE_LOCK_MS - 2 * TICK_MS)).toEqual({ kind: 'soon' })
      clock.input()
      expect(run(TICK_MS)).toEqual({ kind: 'open' })
    }
  })

  it('locks also while something is being written', () => {
    expect(openDesk().run(IDLE_LOCK_MS, { writing: true })).toEqual({ kind: 'lock', why: 'idle' })
  })
})

describe('a desk that nobody sees', () => {
  it('locks after a minute', () => {
    const { run } = openDesk()
    expect(run(HIDDEN_LOCK_MS - TICK_MS, { visible: false })).toEqual({ kind: 'open' })
    expect(run(TICK_MS, { visible: false })).toEqual({ kind: 'lock', why: 'hidden' })
  })

  it('does not while somebody writes: then it has the five minutes', () => {
    const { run } = openDesk()
    expect(run(IDLE_LOCK_MS - WARN_MS - TICK_MS, { visible: false, writing: true })).toEqual({ kind: 'open' })
    expect(run(WARN_MS + TICK_MS, { visible: false, writing: true })).toEqual({ kind: 'lock', why: 'idle' })
  })

  it('begins anew when it was seen, here or in another tab', () => {
    const { clock, run, nowMs } = openDesk()
    run(HIDDEN_LOCK_MS - TICK_MS, { visible: false })
    run(TICK_MS)
    expect(run(HIDDEN_LOCK_MS - TICK_MS, { visible: false })).toEqual({ kind: 'open' })
    clock.seenElsewhere(nowMs())
    expect(run(HIDDEN_LOCK_MS - TICK_MS, { visible: false })).toEqual({ kind: 'open' })
  })
})

describe('a computer that slept', () => {
  it('finds the desk locked, however short before somebody had touched it', () => {
    const { clock, run, jump } = openDesk()
    run(TICK_MS)
    jump(AWAY_MS)
    clock.input()
    expect(run(TICK_MS)).toEqual({ kind: 'lock', why: 'away' })
  })

  it('is not one that lets a hidden tab run once a minute while another is worked in', () => {
    const { clock, run, jump, nowMs } = openDesk()
    for (let minute = 0; minute < 4; minute++) {
      for (let n = 0; n < 10; n++) {
        jump(6000)
        clock.seenElsewhere(nowMs())
      }
      expect(run(TICK_MS, { visible: false }).kind).not.toBe('lock')
    }
    // seen is not touched
    jump(AWAY_MS - 2 * TICK_MS)
    clock.seenElsewhere(nowMs())
    jump(AWAY_MS - 2 * TICK_MS)
    expect(run(TICK_MS, { visible: false })).toEqual({ kind: 'lock', why: 'idle' })
  })

  it('is not one that was busy for a few seconds', () => {
    const { run, jump } = openDesk()
    jump(AWAY_MS / 2)
    expect(run(TICK_MS)).toEqual({ kind: 'open' })
  })
})

describe('a clock that is set back', () => {
  it('holds no desk open: what has passed before counts', () => {
    const { run, jump } = openDesk()
    run(IDLE_LOCK_MS / 2)
    jump(-86_400_000)
    expect(run(IDLE_LOCK_MS / 2)).toEqual({ kind: 'soon' })
    expect(run(2 * TICK_MS)).toEqual({ kind: 'lock', why: 'idle' })
  })
})
