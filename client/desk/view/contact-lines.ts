/**
 * A contact plan as lines: what has to be read first, and the way to reach somebody. Where a telephone is given, whatever of
 * its plan is not given is a line too: a bare number must not look like one that is safe to call. Pure.
 */
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { Key } from '../../words/desk.en.ts'

export type ContactLine =
  /** Foreign. */
  { readonly title: Key; readonly text: string } | { readonly title: Key; readonly missing: Key }

export interface ContactLines {
  readonly plan: readonly ContactLine[]
  readonly ways: readonly ContactLine[]
}

type Given = readonly [title: Key, text: string | undefined, missing: Key]

const isGiven = (text: string | undefined): text is string => text !== undefined && text.trim() !== ''

export function contactLines(contact: ContactPlan | null): ContactLines {
  if (contact === null) return { plan: [], ways: [] }
  const { phone, hours, say, who } = contact
  const written = (title: Key, text: string | undefined): readonly ContactLine[] =>
    isGiven(text) ? [{ title, text }] : []
  // Whom one may meet on the line belongs to the plan; the person in between is a way to reach somebody.
  const isBetween = contact.method === 'trusted_person'
  const asked: readonly Given[] = [
    ['case.contact.hours', hours, 'case.contact.no-hours'],
    ['case.contact.say', say, 'case.contact.no-say'],
    ...(isBetween ? [] : [['case.contact.who', who, 'case.contact.no-who'] as const]),
  ]
  const plan = asked.flatMap(([title, text, missing]) =>
    isGiven(phone) && !isGiven(text) ? [{ title, missing }] : written(title, text),
  )
  return {
    plan,
    ways: [...written('case.contact.phone', phone), ...(isBetween ? written('case.contact.who', who) : [])],
  }
}
