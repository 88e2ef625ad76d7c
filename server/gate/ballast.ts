/**
 * A file that takes room and holds nothing: on a full disk it is given up, so that people can still erase and take out
 * what lies here. Source: docs/operations.md, section 4.
 */
import { existsSync, unlinkSync, writeFileSync } from 'node:fs'
import type { Random } from '../draw.ts'

/** Journal of a minute in which a thousand rows change. */
export const BALLAST_BYTES: number = 16 * 1024 * 1024

export interface Ballast {
  /** Where there is none. */
  fill(): void
  /** True when there was one. */
  drop(): boolean
}

export function createBallast(path: string, random: Random): Ballast {
  return {
    fill() {
      // Zeros might be kept as a hole.
      if (!existsSync(path)) writeFileSync(path, random(BALLAST_BYTES), { mode: 0o600 })
    },
    drop() {
      try {
        unlinkSync(path)
        return true
      } catch {
        // There is none, or the disk cannot even forget: whoever asked is refused as it would have been.
        return false
      }
    },
  }
}
