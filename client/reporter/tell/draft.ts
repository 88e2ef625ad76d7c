/** What is being told, in memory only. Texts lie apart, in one object that is emptied when the letter is sealed. */
import type { ContactPlan, SilencePlan } from '../../../shared/case/bodies.ts'
import type { Details } from '../../../shared/case/details.ts'
import type { ContactMethod, IfSilent, Need, ReporterRole } from '../../../shared/case/codes.ts'
import type { Day } from '../../../shared/day.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import type { Voiced } from '../voice/voiced.ts'

/** Of whom one tells. Null: not said. */
export type About = 'self' | 'child' | 'other' | 'helper'

export interface Draft {
  readonly about: About | null
  readonly danger: boolean
  readonly needs: readonly Need[]
  /** Who opens it. */
  readonly area: VerifiedArea | null
  readonly door: Door | null
  /** Null: the question was skipped. */
  readonly method: ContactMethod | null
  /** What is done when nothing is heard. Null: not said. */
  readonly ifSilent: IfSilent | null
}

export const EMPTY_DRAFT: Draft = {
  about: null,
  danger: false,
  needs: [],
  area: null,
  door: null,
  method: null,
  ifSilent: null,
}

/** Changed in place by the fields. */
export interface Typed extends Voiced {
  words: string
  phone: string
  hours: string
  say: string
  pickUp: string
  who: string
  notShowTo: string
}

export const nothingTyped = (): Typed => ({
  words: '',
  phone: '',
  hours: '',
  say: '',
  pickUp: '',
  who: '',
  notShowTo: '',
  voice: null,
  running: null,
})

/** The fields that belong to the method chosen, the empty ones left out. */
export function contactOf(method: ContactMethod | null, { phone, hours, say, pickUp, who }: Typed): ContactPlan {
  switch (method) {
    case 'safe_phone':
      return { method, ...filled({ phone, hours, say, who: pickUp }) }
    case 'trusted_person':
      return { method, ...filled({ who }) }
    case 'no_answer_needed':
      return { method }
    case 'ticket_only':
    case null:
      return { method: 'ticket_only' }
  }
}

/** What this way of answering cannot do without and has not: whom to call, or whom to ask. */
export function missingFor(method: ContactMethod | null, { phone, who }: Typed): 'phone' | 'who' | null {
  switch (method) {
    case 'safe_phone':
      return phone.trim() === '' ? 'phone' : null
    case 'trusted_person':
      return who.trim() === '' ? 'who' : null
    case 'ticket_only':
    case 'no_answer_needed':
    case null:
      return null
  }
}

/** Nothing is lost by skipping, but a way that was only tapped. */
export const maySkip = (method: ContactMethod | null, typed: Typed): boolean =>
  missingFor(method, typed) !== null && Object.keys(contactOf(method, typed)).length === 1

/** What can be done about silence, by the way of answering: nothing is asked where nothing can be done. */
export function silencesOf(method: ContactMethod | null): readonly IfSilent[] {
  switch (method) {
    case 'safe_phone':
      return ['nothing', 'write_to_ticket', 'call_safe_phone']
    case 'trusted_person':
      return ['nothing', 'write_to_ticket', 'ask_trusted_person']
    case 'ticket_only':
      return ['nothing', 'write_to_ticket']
    case 'no_answer_needed':
    case null:
      return []
  }
}

/** What a plan is made of, beside what was typed. */
export type Choice = Pick<Draft, 'method' | 'ifSilent'>
export const NOTHING_CHOSEN: Choice = { method: null, ifSilent: null }

/**
 * The plan that travels in the letter. What was chosen for another way of answering is not followed. `day`: from which on
 * the person is silent (silent-day.ts).
 */
export function planOf({ method, ifSilent }: Choice, typed: Typed, day: Day): ContactPlan {
  const contact = contactOf(method, typed)
  if (ifSilent === null || !silencesOf(method).includes(ifSilent)) return contact
  const silence: SilencePlan = { day, action: ifSilent }
  return { ...contact, ifSilent: silence }
}

/** What was said, and no more: who somebody is to the person is asked after it. */
const ROLES: Readonly<Record<About, ReporterRole>> = {
  self: 'self',
  child: 'self',
  other: 'about_another',
  helper: 'helps_to_tell',
}

/** It is about somebody who is not the one who tells. */
export const isOfAnother = (about: About | null): about is 'other' | 'helper' => about === 'other' || about === 'helper'

/** Who tells, and whom not to show it to. */
export function detailsOf({ about }: Draft, { notShowTo }: Typed): Details & { readonly role: ReporterRole } {
  return {
    role: about === null ? 'unsaid' : ROLES[about],
    ...(about === 'child' ? { under18: true } : {}),
    ...filled({ notShowTo }),
  }
}

function filled<T extends Record<string, string>>(fields: T): Partial<T> {
  const entries = Object.entries(fields).map(([name, text]) => [name, text.trim()] as const)
  // `fromEntries` forgets the names; they are those of `fields`
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Partial<T>
}
