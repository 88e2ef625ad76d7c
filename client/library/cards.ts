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
  let first = card
  for (let before = cardBefore(first); before !== undefined; before = cardBefore(first)) first = before
  const way: Card[] = []
  for (let at: Card | undefined = first; at !== undefined; at = at.next === undefined ? undefined : cardOf(at.next))
    way.push(at)
  return way.length > 1 ? { step: way.indexOf(card) + 1, of: way.length } : null
}

const cardBefore = ({ id }: Card): Card | undefined => CARDS.find(({ next }) => next === id)
