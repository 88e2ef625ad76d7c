/** Rank correlation of two orders of the same things, -1 to 1. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]): number[] => {
    const sorted = values.toSorted((x, y) => x - y)
    return values.map((value) => sorted.indexOf(value))
  }
  const [left, right] = [ranks(a), ranks(b)]
  const squares = left.reduce((sum, rank, at) => sum + (rank - (right[at] ?? 0)) ** 2, 0)
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1))
}
