/**
 * Looks for times finer than a day that fall into the run: as text, and as integers in the cells of a database. Bytes
 * of ciphertext look like any time now and then, so that a time inside them counts only where it stands at the same
 * place of two rows: a program that writes times writes them every time.
 */
import type { Cells, View } from './scan.ts'

/** Both ends in milliseconds since 1970. */
export interface Run {
  readonly fromMs: number
  readonly toMs: number
}

/** How many of a unit are in a second, by name. */
const units = { seconds: 1, milliseconds: 1e3, microseconds: 1e6, nanoseconds: 1e9 } as const

function inRun(value: bigint, { fromMs, toMs }: Run): boolean {
  return Object.values(units).some((perSecond) => {
    const scale = BigInt(perSecond)
    const from = (BigInt(Math.floor(fromMs)) * scale) / 1000n
    const to = (BigInt(Math.ceil(toMs)) * scale) / 1000n
    return value >= from && value <= to
  })
}

/** Clock times and epoch numbers of the run in a text. */
export function timesInText(text: string, run: Run): string[] {
  const clocks = [
    ...text.matchAll(/\b\d{4}-\d\d-\d\d[T ]\d\d|(?<![\d:])(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])/g),
  ]
  const epochs = [...text.matchAll(/\d{10,19}/g)].filter(([digits]) => inRun(BigInt(digits), run))
  return [...clocks, ...epochs].map(([found]) => found)
}

/** Epoch numbers of the run, but not in nanoseconds, as 8-byte integers of either order, at any offset. */
export function timesInBytes({ place, bytes }: View, { fromMs, toMs }: Run): string[] {
  const found: string[] = []
  // doubles are exact enough for a window of minutes; nanoseconds of it are written by chance once in ten megabytes
  const hit = (high: number, low: number): boolean => {
    const milliseconds = high * 2 ** 32 + low
    return [1000, 1, 1e-3].some((factor) => milliseconds * factor >= fromMs && milliseconds * factor <= toMs)
  }
  for (let at = 0; at + 8 <= bytes.length; at++) {
    const first = bytes.readUInt32BE(at)
    // an integer of the run has its highest byte below 0x20
    if (first < 0x20000000 && hit(first, bytes.readUInt32BE(at + 4))) found.push(`${place} at ${at}, big-endian`)
    const last = bytes.readUInt32LE(at + 4)
    if (last < 0x20000000 && hit(last, bytes.readUInt32LE(at))) found.push(`${place} at ${at}, little-endian`)
  }
  return found
}

/** Integers and texts that are times; blobs that hold one at the same offset in more than one row. */
export function timesInCells(cells: Cells, run: Run): string[] {
  return [...cells].flatMap(([column, values]) => {
    const single = values.flatMap((value) => {
      if (typeof value === 'bigint') return inRun(value, run) ? [`${column}: ${value}`] : []
      if (typeof value === 'number')
        return Number.isFinite(value) && inRun(BigInt(Math.trunc(value)), run) ? [column] : []
      return typeof value === 'string' ? timesInText(value, run).map((time) => `${column}: ${time}`) : []
    })
    return [...single, ...timesAtOnePlace(column, values, run)]
  })
}

function timesAtOnePlace(column: string, values: readonly unknown[], run: Run): string[] {
  const rows = new Map<string, number>()
  for (const value of values) {
    if (!(value instanceof Uint8Array)) continue
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.length)
    for (const [width, order] of [
      [4, 'BE'],
      [4, 'LE'],
      [6, 'BE'],
      [6, 'LE'],
    ] as const) {
      for (let at = 0; at + width <= bytes.length; at++) {
        const number = order === 'BE' ? bytes.readUIntBE(at, width) : bytes.readUIntLE(at, width)
        // four bytes hold seconds, six hold milliseconds
        const perSecond = width === 4 ? units.seconds : units.milliseconds
        if (number < (run.fromMs * perSecond) / 1000 || number > (run.toMs * perSecond) / 1000) continue
        const place = `${column} at ${at}, ${width} bytes ${order}`
        rows.set(place, (rows.get(place) ?? 0) + 1)
      }
    }
  }
  return [...rows].filter(([, count]) => count > 1).map(([place]) => place)
}
