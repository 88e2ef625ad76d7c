/** What the phone promises to whoever tells of somebody else, kept at the desk. */
import { expect, test } from 'vitest'
import { isOfAnother } from '../../../../client/desk/view/of-another.ts'
import {
  type About,
  EMPTY_DRAFT,
  detailsOf,
  isOfAnother as isPromised,
  nothingTyped,
} from '../../../../client/reporter/tell/draft.ts'

const ABOUT: readonly (About | null)[] = ['self', 'child', 'other', 'helper', null]

test('the desk is asked not to contact the person wherever the phone has said that it is', () => {
  for (const about of ABOUT) {
    const { role } = detailsOf({ ...EMPTY_DRAFT, about }, nothingTyped())
    expect(isOfAnother(role), String(about)).toBe(isPromised(about))
  }
})

test('and wherever it does not know what is said', () => {
  expect(isOfAnother('friend_or_relative')).toBe(true)
  expect(isOfAnother('of_another_century')).toBe(true)
  expect(isOfAnother(undefined)).toBe(false)
})
