/**
 * Several tickets claim to be the person's: what a member sees of each before they decide. Pure. Source: docs/protocol.md P6.3.
 */
import type { Case } from '../../../shared/case/case.ts'
import type { Author, EventHash } from '../../../shared/case/names.ts'
import type { Day } from '../../../shared/day.ts'

/** By the code of the report, or by a later one, named on this day. */
type MadeBy = { readonly kind: 'first' } | { readonly kind: 'later'; readonly day: Day | null }

export interface TicketLetter {
  readonly hash: EventHash
  readonly takenDay: Day | null
  /** Foreign. */
  readonly words: string
}

export interface TicketChoice {
  readonly key: Author
  /** When its change was taken in; null: it is the first ticket, or the day cannot be told. */
  readonly takenDay: Day | null
  /** By the phone that made it; null: the first ticket. */
  readonly at: string | null
  readonly madeBy: MadeBy
  /** The last ones that were written with it, the newest first. */
  readonly letters: readonly TicketLetter[]
  /** What a member decided before. */
  readonly isChosen: boolean
}

/** Enough to know somebody by; a hostile holder may have sent thousands. */
const LETTERS = 3

/** Empty where no ticket was ever named beside another. */
export function ticketChoices(of: Case): readonly TicketChoice[] {
  const items = new Map(of.timeline.flatMap((item) => (item.by === 'reporter' ? [[item.hash, item] as const] : [])))
  const dayOf = (hash: EventHash): Day | null => items.get(hash)?.takenDay ?? null
  const byKey = new Map<Author, TicketLetter[]>()
  for (const { by, author, hash, words } of of.said) {
    if (by !== 'reporter' || words === '') continue
    const own = byKey.get(author) ?? []
    byKey.set(author, own)
    own.push({ hash, takenDay: dayOf(hash), words })
  }
  return of.ticketCandidates.map(({ key, change, after, keys }) => ({
    key,
    takenDay: change === null ? null : dayOf(change),
    at: change === null ? null : (items.get(change)?.event.at ?? null),
    madeBy: after === null ? { kind: 'first' } : { kind: 'later', day: dayOf(after) },
    letters: keys
      .flatMap((one) => byKey.get(one) ?? [])
      .slice(-LETTERS)
      .toReversed(),
    isChosen: of.ticketKey !== null && keys.includes(of.ticketKey),
  }))
}
