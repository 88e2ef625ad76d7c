/**
 * The fold: log records to cases. Pure, deterministic and total: the same set of records gives the same cases, in any order
 * of arrival and with any repetition, and no record makes it throw. Source: docs/protocol.md P6.3 to P6.8.
 */
import type { Aside, Case, Fold, Standing, StandingOf } from './case.ts'
import { caseNames } from './case-names.ts'
import { foldCase, type Vouched } from './fold-case.ts'
import type { LogRecord, TakenIn } from './log-record.ts'
import type { Author, EnvelopeName, Pseudonym } from './names.ts'
import { compareNames } from './order.ts'
import { notePosted, type PostedReplies } from './posted.ts'
import { keysOf } from './ticket-keys.ts'

type Placed = Vouched & { readonly place: Place }

type Place =
  /** By one of its names. */
  | { readonly kind: 'case'; readonly name: Pseudonym }
  /** The log's own kinds. */
  | { readonly kind: 'own' }
  | { readonly kind: 'aside'; readonly reason: Aside['reason'] }

function placeOf({ event, taken }: LogRecord): Place {
  if (event.type === 'taken' && taken === null) return { kind: 'aside', reason: 'bad-frame' }
  const name = taken === null ? event.case : taken.event.case
  if (name !== null) return { kind: 'case', name }
  return event.type === 'unknown' || event.type === 'taken' ? { kind: 'aside', reason: 'no-case' } : { kind: 'own' }
}

const takenOf = (items: readonly Vouched[]): readonly TakenIn[] =>
  items.map(({ record }) => record.taken).filter((taken) => taken !== null)

/** The records of listed authors, each once; those of others go aside. */
function listed(records: readonly LogRecord[], standingOf: StandingOf, aside: Aside[]): readonly Placed[] {
  const standings = new Map<Author, Standing>()
  return [...new Map(records.map((item) => [item.hash, item])).values()].flatMap((record): Placed[] => {
    const standing = standings.get(record.author) ?? standingOf(record.author)
    standings.set(record.author, standing)
    if (standing !== 'unknown') return [{ record, standing, place: placeOf(record) }]
    aside.push({ record, reason: 'unknown-author' })
    return []
  })
}

/** `standingOf` is asked once for each author. */
export function foldCases(records: readonly LogRecord[], standingOf: StandingOf): Fold {
  const aside: Aside[] = []
  const posted: PostedReplies = new Map()
  const unopenable = new Set<EnvelopeName>()
  const found = new Map<Pseudonym, Vouched[]>()
  const known = listed(records, standingOf, aside)
  const byHash = new Map(known.map(({ record }) => [record.hash, record]))
  const names = caseNames(takenOf(known))

  for (const { record, standing, place } of known) {
    const { event } = record
    if (place.kind === 'aside') aside.push({ record, reason: place.reason })
    else if (place.kind === 'case') {
      const pseudonym = names.caseOf(place.name)
      const list = found.get(pseudonym)
      if (list === undefined) found.set(pseudonym, [{ record, standing }])
      else list.push({ record, standing })
    } else if (event.type === 'posted') notePosted(posted, event.body)
    else if (event.type === 'unopenable') unopenable.add(event.body.envelope)
  }

  const cases = new Map<Pseudonym, Case>()
  for (const pseudonym of [...found.keys()].sort(compareNames)) {
    const all = found.get(pseudonym) ?? []
    const keys = keysOf(pseudonym, takenOf(all))
    const vouched: Vouched[] = []
    for (const item of all) {
      const { taken } = item.record
      if (taken === null || keys.has(taken.author)) vouched.push(item)
      else aside.push({ record: item.record, reason: 'unknown-ticket' })
    }
    const named = { pseudonym, names: names.namesOf(pseudonym) }
    if (vouched.length > 0) cases.set(pseudonym, foldCase(named, vouched, posted, byHash))
  }
  aside.sort((a, b) => compareNames(a.record.hash, b.record.hash))
  return { cases, aside, unopenable: [...unopenable].sort(compareNames) }
}

/** To look a case up by any of its names, as the reporter's events use them. */
export function casesByName({ cases }: Pick<Fold, 'cases'>): ReadonlyMap<Pseudonym, Case> {
  return new Map([...cases.values()].flatMap((one) => one.names.map((name) => [name, one] as const)))
}
