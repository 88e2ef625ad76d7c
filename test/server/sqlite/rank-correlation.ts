/** Each value's place among all, from 0; equal ones share the middle of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const sums = new Map<number, { sum: number; count: number }>()
  for (const [place, value] of sorted.entries()) {
    const { sum, count } = sums.get(value) ?? { sum: 0, count: 0 }
    sums.set(value, { sum: sum + place, count: count + 1 })
  }
  return values.map((value) => {
    const { sum, count } = sums.get(value) ?? { sum: 0, count: 1 }
    return sum / count
  })
}

/** Rank correlation of two orders of the same things, -1 to 1. 0 where all values of one are equal: they tell nothing. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const mean = (a.length - 1) / 2
  const [left, right] = [ranksOf(a), ranksOf(b)].map((ranks) => ranks.map((rank) => rank - mean))
  const product = (x: readonly number[] = [], y: readonly number[] = []): number =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0)
  const spread = Math.sqrt(product(left, left) * product(right, right))
  return spread === 0 ? 0 : product(left, right) / spread
}
