/** Repeatable chance for faults: the same seed of the run gives the same moments. */
import { createHash } from 'node:crypto'
import { seed } from '../../seed.ts'

export interface Chance {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number
}

export function chanceOf(name: string): Chance {
  let count = 0
  return {
    below(limit) {
      count += 1
      return createHash('sha256').update(`${seed}/${name}/${count}`).digest().readUInt32BE(0) % limit
    },
  }
}
