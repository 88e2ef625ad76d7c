/**
 * How somebody may be answered, and what is done when nothing is heard from them: what was chosen and typed becomes the plan that
 * travels in the letter. Pure. Source: docs/protocol.md P6.5.
 */
import type { ContactPlan, SilencePlan } from '../../../shared/case/bodies.ts'
import type { ContactMethod, IfSilent } from '../../../shared/case/codes.ts'
import type { Day } from '../../../shared/day.ts'

/** What a plan is made of, beside what was typed. */
export interface PlanChoice {
  /** Null: the question was skipped. */
  readonly method: ContactMethod | null
  /** What is done when nothing is heard. Null: not said. */
  readonly ifSilent: IfSilent | null
}

export const NOTHING_CHOSEN: PlanChoice = { method: null, ifSilent: null }

/** Changed in place by the fields. */
export interface TypedPlan {
  phone: string
  hours: string
  say: string
  pickUp: string
  who: string
}

export const noPlanTyped = (): TypedPlan => ({ phone: '', hours: '', say: '', pickUp: '', who: '' })

/** A plan as this app makes it: of codes that it has words for. */
export interface OwnPlan extends ContactPlan {
  readonly method: ContactMethod
  readonly ifSilent?: SilencePlan & { readonly action: IfSilent }
}

/** The fields that belong to the method chosen, the empty ones left out. */
export function contactOf(method: ContactMethod | null, { phone, hours, say, pickUp, who }: TypedPlan): OwnPlan {
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
export function missingFor(method: ContactMethod | null, { phone, who }: TypedPlan): 'phone' | 'who' | null {
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
export const maySkip = (method: ContactMethod | null, typed: TypedPlan): boolean =>
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

/**
 * The plan that travels in the letter. What was chosen for another way of answering is not followed. `day`: from which on
 * the person is silent (silent-day.ts).
 */
export function planOf({ method, ifSilent }: PlanChoice, typed: TypedPlan, day: Day): OwnPlan {
  const contact = contactOf(method, typed)
  if (ifSilent === null || !silencesOf(method).includes(ifSilent)) return contact
  return { ...contact, ifSilent: { day, action: ifSilent } }
}

function filled<T extends Record<string, string>>(fields: T): Partial<T> {
  const entries = Object.entries(fields).map(([name, text]) => [name, text.trim()] as const)
  // `fromEntries` forgets the names; they are those of `fields`
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Partial<T>
}
