/** How a benchmark measures: our way and a bare way, in turns, so that a machine's moods fall on both. */
import process from 'node:process'

export interface BenchResult {
  /** The file's name. */
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the value is held against, in the same unit, by name. */
  readonly baseline: Readonly<Record<string, number>>
  /** Value over the first baseline. */
  readonly ratio: number
}

export function median(values: readonly number[]): number {
  const sorted = [...values].toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function progress(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** `count` tasks, `inFlight` at a time. */
export async function concurrently(
  count: number,
  inFlight: number,
  task: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) await task(next++)
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}

/**
 * Things per second of each way: medians over the rounds, the ways in turns (and the turn reversed every other round). The
 * first round warms up and is thrown away. A way may say itself how many milliseconds count. The ratio is the median of the rounds' own ratios of the first way to each other.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  count: number,
  ways: Readonly<Record<Name, (round: number) => Promise<number | void>>>,
): Promise<{ readonly perSecond: Record<Name, number>; readonly ratios: Record<Name, number> }> {
  const names = Object.keys(ways) as Name[]
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const start = performance.now()
      const tookMs = (await ways[name](round)) ?? performance.now() - start
      const rate = (count * 1000) / tookMs
      if (round > 0) rates[name].push(rate)
      progress(`  ${round === 0 ? 'warm-up' : `round ${round}`} ${name}: ${Math.round(rate)} per second`)
    }
  }
  const first = rates[names[0]!]
  const each = (of: (name: Name) => number): Record<Name, number> =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, number>
  return {
    perSecond: each((name) => median(rates[name])),
    ratios: each((name) => median(first.map((rate, round) => rate / rates[name][round]!))),
  }
}
