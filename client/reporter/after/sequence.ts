/** The questions that make one letter, one after the other, with the way back through them. */
import { useState } from 'preact/hooks'

export interface Sequence<T> {
  /** What is asked now. */
  readonly at: T
  readonly isLast: boolean
  /** To the next one; the last stays. */
  readonly goOn: () => void
  /** To the one before; from the first one, out. */
  readonly goBack: () => void
}

export function useSequence<T>(all: readonly [T, ...(readonly T[])], onOut: () => void): Sequence<T> {
  const [index, setIndex] = useState(0)
  const isLast = index >= all.length - 1
  return {
    at: all[index] ?? all[0],
    isLast,
    goOn: () => setIndex(isLast ? index : index + 1),
    goBack: () => (index === 0 ? onOut() : setIndex(index - 1)),
  }
}
