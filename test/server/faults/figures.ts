/** Prints what a fault test measured, in one form: what was done, then name and figure. Kept in docs/reliability.md. */
import process from 'node:process'

export type Figures = Readonly<Record<string, number | string>>

export function sayFigures(what: string, figures: Figures): void {
  const parts = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  process.stdout.write(`FIGURES ${what}: ${parts.join(', ')}\n`)
}

/** Of at least one number. */
export const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5)

/** The value below which that part of them lies. */
export function quantileOf(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length * part)] ?? Number.NaN
}

/** With so many digits behind the point. */
export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))
