/** What is being told, in memory only. Texts lie apart, in one object that is emptied when the letter is sealed. */
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { ContactMethod, Need } from '../../../shared/case/codes.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'

export interface Draft {
  readonly danger: boolean
  readonly needs: readonly Need[]
  /** Who opens it. */
  readonly area: VerifiedArea | null
  readonly door: Door | null
  /** Null: the question was skipped. */
  readonly method: ContactMethod | null
  /** The words were skipped, whatever stands in the field. */
  readonly noWords: boolean
}

export const EMPTY_DRAFT: Draft = {
  danger: false,
  needs: [],
  area: null,
  door: null,
  method: null,
  noWords: false,
}

/** Changed in place by the fields. */
export interface Typed {
  words: string
  phone: string
  hours: string
  say: string
  who: string
}

export const nothingTyped = (): Typed => ({ words: '', phone: '', hours: '', say: '', who: '' })

/** The fields that belong to the method chosen, the empty ones left out. */
export function contactOf(method: ContactMethod | null, { phone, hours, say, who }: Typed): ContactPlan {
  switch (method) {
    case 'safe_phone':
      return { method, ...filled({ phone, hours, say }) }
    case 'trusted_person':
      return { method, ...filled({ who }) }
    case 'no_answer_needed':
      return { method }
    case 'ticket_only':
    case null:
      return { method: 'ticket_only' }
  }
}

function filled<T extends Record<string, string>>(fields: T): Partial<T> {
  const entries = Object.entries(fields).map(([name, text]) => [name, text.trim()] as const)
  // `fromEntries` forgets the names; they are those of `fields`
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Partial<T>
}
