/**
 * In which order letters that wait together are taken in. The relay knows no order of arrival, and what is taken in later
 * counts more: so the letters of one ticket go in the order of their own clock, its code change after them, and what the next
 * ticket says after that. A clock that lies gives its phone's holder nothing that the holder could not say. But a reopening
 * goes behind a withdrawal whatever the clock says: what cannot be told counts as taken back. Pure. Source: docs/protocol.md
 * P9.10, P9.50.
 */
import { compareTimes } from '../../../shared/case/event.ts'
import { authorName, type Author } from '../../../shared/case/names.ts'
import type { OpenedMail } from './open-mail.ts'

type Signed = Pick<OpenedMail, 'signed'>

const RANKS: ReadonlyMap<string, number> = new Map([
  ['report', 0],
  ['reopening', 2],
  ['code-change', 3],
])
const rankOf = ({ signed: { event } }: Signed): number => RANKS.get(event.type) ?? 1

const isCodeChange = ({ signed: { event } }: Signed): boolean => event.type === 'code-change'

function namedBy({ signed: { event } }: Signed): Author | null {
  return event.type === 'code-change' ? authorName(event.body.followUp) : null
}

/** Letters that are held to be taken in in their order: a few megabytes at the most. */
export const MAX_HELD = 512

/** Authors one after the other, whoever was named by a change behind who made it; a ring is entered where it is met. */
export function inOrder<L extends Signed>(letters: readonly L[]): readonly L[] {
  const own = new Map<Author, L[]>()
  for (const letter of letters) {
    const { author } = letter.signed
    const list = own.get(author) ?? []
    own.set(author, list)
    list.push(letter)
  }
  const next = new Map<Author, Author[]>()
  const named = new Set<Author>()
  for (const letter of letters) {
    const to = namedBy(letter)
    const { author } = letter.signed
    if (to === null || to === author || !own.has(to)) continue
    next.set(author, [...(next.get(author) ?? []), to])
    named.add(to)
  }
  const ordered = new Map<Author, readonly L[]>()
  const starts = [...own.keys()].toSorted((a, b) => Number(named.has(a)) - Number(named.has(b)))
  for (const start of starts) {
    for (let row: readonly Author[] = [start]; row.length > 0;) {
      const fresh = [...new Set(row)].filter((author) => !ordered.has(author))
      for (const author of fresh) {
        const sorted = (own.get(author) ?? []).toSorted(
          (a, b) => rankOf(a) - rankOf(b) || compareTimes(a.signed.event.at, b.signed.event.at),
        )
        ordered.set(author, sorted)
      }
      row = fresh.flatMap((author) => next.get(author) ?? [])
    }
  }
  return [...ordered.values()].flat()
}

export interface Due<L> {
  readonly now: readonly L[]
  readonly later: readonly L[]
}

/**
 * Which of the letters are taken in now, in their order, when no more can be held or there are no more. A code change waits for
 * the last letter that may have been written before it; where changes alone would fill what is held, for nothing.
 */
export function dueOf<L extends Signed>(held: readonly L[], isLast: boolean): Due<L> {
  const letters = inOrder(held)
  const changes = letters.filter(isCodeChange)
  if (isLast || changes.length > MAX_HELD / 2) return { now: letters, later: [] }
  return { now: letters.filter((letter) => !isCodeChange(letter)), later: changes }
}
