import { describe, expect, test } from 'vitest'
import { type Draft, EMPTY_DRAFT, detailsOf, nothingTyped } from '../../../../client/reporter/tell/draft.ts'

describe('who tells', () => {
  const of = (about: Draft['about'], notShowTo = ''): unknown =>
    detailsOf({ ...EMPTY_DRAFT, about }, { ...nothingTyped(), notShowTo })

  test('is not said where it was not asked', () => {
    expect(of(null)).toEqual({ role: 'unsaid' })
  })

  test('is said as far as the person said it: that it is about somebody else, and not who they are to them', () => {
    expect(of('other')).toEqual({ role: 'about_another' })
    expect(of('helper', ' my uncle ')).toEqual({ role: 'helps_to_tell', notShowTo: 'my uncle' })
  })

  test('is said to be a child by a child', () => {
    expect(of('child')).toEqual({ role: 'self', under18: true })
  })
})
