/** Chance that can be had again: the same seed gives the same draws. Source: Tommy Ettinger, mulberry32 (public domain). */
export interface Chance {
  /** 0 up to 1, without 1. */
  next(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  one<T>(of: readonly T[]): T
  happens(probability: number): boolean
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    one: <T>(of: readonly T[]): T => {
      const found = of[whole(0, of.length - 1)]
      if (found === undefined) throw new Error('nothing to choose from')
      return found
    },
    happens: (probability) => next() < probability,
  }
}
