/**
 * When a desk locks by itself. Pure: whoever ticks it says what time it is. It counts time that passed, never two times of day
 * against each other, so that a clock that is set back holds no desk open.
 */

/** An office worker reads a long case within it; somebody who fetches a file from the next room comes back to a lock. */
export const IDLE_LOCK_MS = 300_000
/** Long enough to come back to the desk and touch a key, short enough not to be in the way of reading. */
export const WARN_MS = 30_000
/** Nobody reads a desk that is not on the screen; looking something up takes less, and whoever writes has IDLE_LOCK_MS. */
export const HIDDEN_LOCK_MS = 60_000
/** How often the clock is to be ticked. */
export const TICK_MS = 1000
/** No page that can be seen is kept from ticking so long: the computer slept, its lid was shut. */
export const AWAY_MS = 30_000

export type LockReason = 'idle' | 'hidden' | 'away'
export type Tick =
  | { readonly kind: 'open' }
  /** It locks within WARN_MS unless somebody touches it. */
  | { readonly kind: 'soon' }
  | { readonly kind: 'lock'; readonly why: LockReason }

export interface LockClock {
  /** A person did something. */
  input(): void
  /** The desk can be seen in another tab, which ticks: a hidden one is let run once a minute, and must not take that for sleep. */
  seenElsewhere(nowMs: number): void
  /** `writing`: a form is open and something stands in it. */
  tick(now: { readonly nowMs: number; readonly visible: boolean; readonly writing: boolean }): Tick
}

export function createLockClock(startMs: number): LockClock {
  let lastMs = startMs
  let idleMs = 0
  let hiddenMs = 0
  /** @returns how much. */
  const pass = (nowMs: number): number => {
    const passedMs = Math.max(0, nowMs - lastMs)
    lastMs = nowMs
    idleMs += passedMs
    return passedMs
  }
  const decide = (passedMs: number, writing: boolean): Tick => {
    if (passedMs >= AWAY_MS) return { kind: 'lock', why: 'away' }
    if (idleMs >= IDLE_LOCK_MS) return { kind: 'lock', why: 'idle' }
    if (hiddenMs >= HIDDEN_LOCK_MS && !writing) return { kind: 'lock', why: 'hidden' }
    return { kind: idleMs >= IDLE_LOCK_MS - WARN_MS ? 'soon' : 'open' }
  }
  return {
    input() {
      idleMs = 0
    },
    seenElsewhere(nowMs) {
      pass(nowMs)
      hiddenMs = 0
    },
    tick({ nowMs, visible, writing }) {
      const passedMs = pass(nowMs)
      hiddenMs = visible ? 0 : hiddenMs + passedMs
      return decide(passedMs, writing)
    },
  }
}
