import { describe, expect, test } from 'vitest'
import {
  type PlanChoice,
  contactOf,
  maySkip,
  missingFor,
  noPlanTyped,
  planOf,
} from '../../../../client/reporter/plan/plan.ts'
import { day } from '../../../shared/trust/world.ts'

describe('how one may be answered', () => {
  const typed = {
    ...noPlanTyped(),
    phone: ' 081 ',
    say: 'wrong number',
    pickUp: 'my sister',
    who: 'my aunt',
  }

  test('carries only the fields of the way chosen, without the empty ones', () => {
    expect(contactOf('safe_phone', typed)).toEqual({
      method: 'safe_phone',
      phone: '081',
      say: 'wrong number',
      who: 'my sister',
    })
    expect(contactOf('trusted_person', typed)).toEqual({ method: 'trusted_person', who: 'my aunt' })
    expect(contactOf('no_answer_needed', typed)).toEqual({ method: 'no_answer_needed' })
  })

  test('is only the ticket when the question was skipped', () => {
    expect(contactOf(null, typed)).toEqual({ method: 'ticket_only' })
    expect(contactOf('ticket_only', noPlanTyped())).toEqual({ method: 'ticket_only' })
  })
})

describe('going on without an answer', () => {
  const nothing = noPlanTyped()

  test('is possible by phone with a number only, and through a person with a name only', () => {
    expect(missingFor('safe_phone', { ...nothing, hours: 'at noon', who: 'my aunt' })).toBe('phone')
    expect(missingFor('safe_phone', { ...nothing, phone: ' \n' })).toBe('phone')
    expect(missingFor('safe_phone', { ...nothing, phone: '081' })).toBeNull()
    expect(missingFor('trusted_person', { ...nothing, phone: '081' })).toBe('who')
    expect(missingFor('trusted_person', { ...nothing, who: 'my aunt' })).toBeNull()
    for (const method of ['ticket_only', 'no_answer_needed', null] as const) {
      expect(missingFor(method, nothing)).toBeNull()
    }
  })

  test('skips a way that was only tapped, and nothing that was typed for it', () => {
    expect(maySkip('safe_phone', nothing)).toBe(true)
    // typed for another way
    expect(maySkip('safe_phone', { ...nothing, who: 'my aunt' })).toBe(true)
    expect(maySkip('safe_phone', { ...nothing, hours: 'at noon' })).toBe(false)
    expect(maySkip('safe_phone', { ...nothing, phone: '081' })).toBe(false)
    expect(maySkip('trusted_person', { ...nothing, who: 'my aunt' })).toBe(false)
    expect(maySkip('no_answer_needed', nothing)).toBe(false)
  })
})

describe('what is done when nothing is heard', () => {
  const silent = day(20_779)
  const of = (method: PlanChoice['method'], ifSilent: PlanChoice['ifSilent']): unknown =>
    planOf({ method, ifSilent }, noPlanTyped(), silent).ifSilent

  test('travels inside with its day', () => {
    expect(of('safe_phone', 'call_safe_phone')).toEqual({ day: silent, action: 'call_safe_phone' })
    expect(of('trusted_person', 'nothing')).toEqual({ day: silent, action: 'nothing' })
    expect(of('ticket_only', 'write_to_ticket')).toEqual({ day: silent, action: 'write_to_ticket' })
    expect(of('safe_phone', null)).toBeUndefined()
  })

  test('is forgotten when another way of answering is chosen after it', () => {
    expect(of('trusted_person', 'call_safe_phone')).toBeUndefined()
    expect(of('ticket_only', 'call_safe_phone')).toBeUndefined()
    expect(of(null, 'write_to_ticket')).toBeUndefined()
  })
})
