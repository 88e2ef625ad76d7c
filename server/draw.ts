/** Drawing numbers from bytes of a secure generator. */
import type { Bytes } from '../shared/bytes/cursor.ts'

export type Random = (lengthBytes: number) => Bytes

const RANGE = 0x1_0000_0000

/** Uniform in 0 to below - 1; `below` at most 2^32. */
export function drawBelow(random: Random, below: number): number {
  const fair = RANGE - (RANGE % below)
  for (;;) {
    const value = new DataView(random(4).buffer).getUint32(0)
    if (value < fair) return value % below
  }
}
