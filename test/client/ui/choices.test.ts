import { expect, test } from 'vitest'
import { arrowTo } from '../../../client/ui/choices.tsx'

const way = (keys: readonly string[], rightToLeft: boolean): (number | null)[] =>
  keys.map((key) => arrowTo(key, 0, 3, rightToLeft))

test('arrows lead down and onwards, up and back, and round at the ends', () => {
  expect(way(['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'], false)).toEqual([1, 1, 2, 2])
  expect(arrowTo('ArrowDown', 2, 3, false)).toBe(0)
})

test('in a language written from the right, onwards is to the left', () => {
  expect(way(['ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowRight'], true)).toEqual([1, 1, 2, 2])
})

test('no other key moves', () => {
  expect(way(['Tab', ' ', 'Enter', 'Home', 'a'], false)).toEqual([null, null, null, null, null])
})
