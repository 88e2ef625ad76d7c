import { describe, expect, it } from 'vitest'
import type { ContactPlan } from '../../../../shared/case/bodies.ts'
import type { LogRecord } from '../../../../shared/case/log-record.ts'
import { contactLines } from '../../../../client/desk/view/contact-lines.ts'
import { hasEarlierPlan } from '../../../../client/desk/view/earlier-plan.ts'
import { taken } from '../../../shared/case/records.ts'
import { fold, report } from '../told-case.ts'

describe('another way to be reached', () => {
  const older: ContactPlan = { method: 'safe_phone', phone: '081 111 1111' }
  const newer: ContactPlan = { method: 'safe_phone', phone: '082 222 2222' }
  const later = (contact: ContactPlan, number = 11, heads = [10]): LogRecord =>
    taken(number, 'follow-up', { words: '', contact }, { inner: number, heads })

  it('takes the place of the older one, which is nowhere shown as a way, and says so', () => {
    const first = fold([report(1, { contact: older })])
    expect(hasEarlierPlan(first)).toBe(false)
    const corrected = fold([report(1, { contact: older }), later(newer)])
    expect(corrected.contactPlans).toEqual([newer])
    expect(corrected.contact).toEqual(newer)
    expect(hasEarlierPlan(corrected)).toBe(true)
    expect(hasEarlierPlan(structuredClone(corrected))).toBe(true)
  })

  it('says nothing of an older one where the same was told again, or where nothing tells which is older', () => {
    expect(hasEarlierPlan(fold([report(1, { contact: older }), later(older)]))).toBe(false)
    const unsure = fold([report(1, { contact: older }), later(older), later(newer, 12)])
    expect(unsure.contactPlans).toHaveLength(2)
    expect(hasEarlierPlan(unsure)).toBe(false)
  })
})

describe('a plan for contact', () => {
  const safe = { method: 'safe_phone', phone: '081 111 1111', hours: 'Tuesday', say: 'The library', who: 'My aunt' }
  const kept = ['hours', 'say', 'who'] as const
  const titles = (lines: readonly { readonly title: string }[]): string[] => lines.map(({ title }) => title)

  it('comes before the number, as it was written', () => {
    expect(contactLines(safe)).toEqual({
      plan: kept.map((part) => ({ title: `case.contact.${part}`, text: safe[part] })),
      ways: [{ title: 'case.contact.phone', text: safe.phone }],
    })
  })

  it('says before the number what of it was not given, each by itself: blanks give nothing', () => {
    const line = (part: (typeof kept)[number]): object => ({
      title: `case.contact.${part}`,
      missing: `case.contact.no-${part}`,
    })
    expect(contactLines({ method: 'safe_phone', phone: safe.phone }).plan).toEqual(kept.map(line))
    for (const [at, part] of kept.entries()) {
      const { plan } = contactLines({ ...safe, [part]: ' \n' })
      expect(plan[at]).toEqual(line(part))
      expect(plan.filter((one) => 'missing' in one)).toHaveLength(1)
    }
    // a way that nobody chose, or a newer one
    expect(contactLines({ method: 'of_later', phone: safe.phone }).plan).toHaveLength(3)
  })

  it('misses nothing where there is no number; the person in between is the way', () => {
    const between = contactLines({ method: 'trusted_person', who: 'My aunt' })
    expect(between).toEqual({ plan: [], ways: [{ title: 'case.contact.who', text: 'My aunt' }] })
    for (const none of [null, { method: 'ticket_only' }, { method: 'safe_phone', phone: ' ' }])
      expect(contactLines(none)).toEqual({ plan: [], ways: [] })
    const both = contactLines({ method: 'trusted_person', who: 'My aunt', phone: safe.phone })
    expect([titles(both.plan), titles(both.ways)]).toEqual([
      ['case.contact.hours', 'case.contact.say'],
      ['case.contact.phone', 'case.contact.who'],
    ])
  })
})
