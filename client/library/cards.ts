/** All cards, and which of them are for a situation, a stage of life, a group. */
import type { Choice } from './audience.ts'
import type { Card } from './card.ts'
import { calls } from './cards/calls.ts'
import { children } from './cards/children.ts'
import { equality } from './cards/equality.ts'
import { pregnancy } from './cards/pregnancy.ts'
import { violence } from './cards/violence.ts'
import { welfare } from './cards/welfare.ts'

/** What is special before what is general. */
export const CARDS: readonly Card[] = [...pregnancy, ...violence, ...children, ...equality, ...welfare, ...calls]

export function cardsFor(choice: Choice): readonly Card[] {
  switch (choice.by) {
    case 'situation':
      return CARDS.filter(({ situations }) => situations.includes(choice.code))
    case 'stage':
      return CARDS.filter(({ stages }) => stages.includes(choice.code))
    case 'group':
      return CARDS.filter(({ groups }) => groups.includes(choice.code))
  }
}

/** Fewer than these are not enough to leave somebody alone with: the screen then says so, and whom to call. */
export const ENOUGH_CARDS = 3

export const cardOf = (id: string): Card | undefined => CARDS.find((card) => card.id === id)

/** Where a card stands on a way of several; null when it stands alone. Counted from 1. */
export function stepOf(card: Card): { readonly step: number; readonly of: number } | null {
  const before = along(card, ({ id }) => CARDS.find(({ next }) => next === id))
  const after = along(card, ({ next }) => (next === undefined ? undefined : cardOf(next)))
  const of = before + 1 + after
  return of > 1 ? { step: before + 1, of } : null
}

/** How many steps there are; a circle, which no card may make, ends too. */
function along(card: Card, step: (from: Card) => Card | undefined): number {
  let steps = 0
  for (let at = step(card); at !== undefined && steps < CARDS.length; at = step(at)) steps++
  return steps
}
