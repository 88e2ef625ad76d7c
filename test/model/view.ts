/** What a desk sees: the real fold over the records it has stored, remembered per set of entries. */
import type { Case } from '../../shared/case/case.ts'
import { foldCases } from '../../shared/case/fold.ts'
import type { LogRecord } from '../../shared/case/log-record.ts'
import { caseOf, incarnation, innerHash, standingOf } from '../shared/case/records.ts'
import { entryOf } from './entries.ts'
import type { Rules } from './rules.ts'

export interface View {
  readonly heads: (ticket: number) => readonly number[]
  /** Entries whose reply no `posted` names for this incarnation of the log. */
  readonly pending: (incarnation: number) => readonly number[]
  /** How often each mail stands in a case. */
  readonly times: readonly number[]
  readonly cases: number
  /** Everything that is seen, as text to compare. */
  readonly text: string
}

interface Seen {
  readonly cases: readonly Case[]
  readonly heads: ReadonlyMap<string, Case>
}

/** Broken on purpose: what a fold would show that went by the order of arrival, or took each `taken` for a report of its own. */
function fold(records: readonly LogRecord[], rules: Rules): Seen {
  const found = foldCases(records, standingOf).cases
  const cases = [...found.values()].map((case_): Case => {
    if (rules.folds === 'by-heads') return case_
    if (rules.folds === 'each-taken') {
      const again = case_.timeline.flatMap((item) =>
        Array.from({ length: item.by === 'reporter' ? item.taken.length : 1 }, () => item),
      )
      return { ...case_, timeline: again }
    }
    const last = records.findLast(({ event }) => event.type === 'status' || event.type === 'closure')
    return { ...case_, status: last?.event.type ?? case_.status }
  })
  return { cases, heads: new Map(cases.map((case_) => [case_.pseudonym, case_])) }
}

const mails = 3
const views = new Map<string, View>()

function see(entries: readonly number[], rules: Rules): View {
  const records = entries.map((id) => entryOf(id).record)
  const seen = fold(records, rules)
  const idOf = new Map(entries.map((id) => [entryOf(id).record.hash, id]))
  const names = (hashes: readonly (typeof records)[number]['hash'][]): number[] =>
    hashes.flatMap((hash) => idOf.get(hash) ?? [])
  const replies = seen.cases.flatMap((case_) => case_.replies)
  const times = Array.from(
    { length: mails },
    (_, mail) => seen.cases.flatMap(({ timeline }) => timeline).filter(({ hash }) => hash === innerHash(mail)).length,
  )
  const backwards = fold([...records].reverse(), rules)
  const text = JSON.stringify(seen.cases)
  return {
    heads: (ticket) => names(seen.heads.get(caseOf(ticket))?.heads ?? []),
    pending: (number) =>
      replies.flatMap(({ by, posted, postedIn }) =>
        (rules.postsAgain ? postedIn.includes(incarnation(number)) : posted) ? [] : names([by]),
      ),
    times,
    cases: seen.cases.length,
    text: JSON.stringify(backwards.cases) === text ? text : `${text} or another`,
  }
}

export function viewOf(entries: readonly number[], rules: Rules): View {
  const key = `${rules.folds} ${rules.postsAgain} ${entries.join()}`
  const known = views.get(key)
  if (known !== undefined) return known
  const view = see(entries, rules)
  views.set(key, view)
  return view
}
