/** Drawing numbers from bytes of a secure generator. */
import type { Bytes } from '../shared/bytes/cursor.ts'

export type Random = (lengthBytes: number) => Bytes

/** Uniform in 0 to below - 1; `below` at most 2^32. */
export type Draw = (below: number) => number

const RANGE = 0x1_0000_0000
const NUMBER_BYTES = 4
/** Bytes asked for at a time: a call for four costs as much as one for a thousand. */
const STOCK_BYTES = 1_024

export function createDraw(random: Random): Draw {
  let stock = new DataView(new ArrayBuffer(0))
  let at = 0
  const next = (): number => {
    if (at + NUMBER_BYTES > stock.byteLength) {
      stock = new DataView(random(STOCK_BYTES).buffer)
      at = 0
    }
    const value = stock.getUint32(at)
    at += NUMBER_BYTES
    return value
  }
  return (below) => {
    const fair = RANGE - (RANGE % below)
    for (;;) {
      const value = next()
      if (value < fair) return value % below
    }
  }
}
