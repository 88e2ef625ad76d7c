/** `npm run test:long` runs the same tests over more rounds; `npm test` runs a slice of each. */
import process from 'node:process'

export const isLong: boolean = process.env['SOSAFE_LONG'] === '1'

/** How much of something this run does. */
export function rounds(slice: number, long: number): number {
  return isLong ? long : slice
}
