/**
 * What the person has agreed to. A consent is for one agency or, where none is named, for everybody; what is taken back for
 * one agency no longer holds for everybody. Letters that wait together are taken in in any order, and clocks of phones prove
 * nothing: a yes holds against a no only if it was said with an answer read that was written knowing the no. So the order of
 * taking in changes nothing, and a no that came last always counts. Source: docs/protocol.md P6.5, P6.8.
 */
import type { Case, GivenConsent, TimelineItem, Withdrawal } from './case.ts'
import { replyOf } from './log-record.ts'
import type { EventHash } from './names.ts'
import { compareNames, followedBy } from './order.ts'
import type { WithdrawalScope } from './reporter-event.ts'
import type { CaseNode } from './timeline.ts'

/** A yes or a no. */
interface Word extends GivenConsent {
  /** The entries that carry it. */
  readonly taken: readonly EventHash[]
  readonly seen: EventHash | null
  /** A report is said before all else. */
  readonly first: boolean
}

interface Words {
  readonly given: readonly Word[]
  readonly takenBack: readonly Word[]
}

/** Anybody who holds an old ticket may take back, only the holder of the new one may give. */
function wordsIn(timeline: readonly TimelineItem[]): Words {
  const given: Word[] = []
  const takenBack: Word[] = []
  for (const item of timeline) {
    if (item.by !== 'reporter') continue
    const { event, ticket, taken } = item
    if (event.type === 'report' && ticket === 'current')
      for (const consent of event.body.consents) given.push({ consent, agency: null, taken, seen: null, first: true })
    if (event.type !== 'consent') continue
    const { consent, agency = null, seen = null } = event.body
    const word = { consent, agency, taken, seen, first: false }
    if (!event.body.given) takenBack.push(word)
    else if (ticket === 'current') given.push(word)
  }
  return { given, takenBack }
}

/** Whether this no is about that yes. */
const meets = (no: Word, yes: Word): boolean =>
  no.consent === yes.consent && (no.agency === null || yes.agency === null || no.agency === yes.agency)

type IsAfter = (one: Word, other: Word) => boolean

/** Whether the person had said the other before they said this one: by what they had read, never by a clock. */
function afterBy(ordered: readonly CaseNode[]): IsAfter {
  const said = new Map<EventHash, EventHash>()
  for (const { hash, record } of ordered) {
    const reply = replyOf(record.event)
    if (reply !== null && !said.has(reply.event)) said.set(reply.event, hash)
  }
  /** What the member knew who wrote it. There are only so many answers, whatever a ticket's holder sends. */
  const known = new Map<EventHash, ReadonlySet<EventHash>>()
  const knownTo = (answer: EventHash): ReadonlySet<EventHash> => {
    const before = known.get(answer) ?? followedBy(ordered, ({ hash }) => hash === answer)
    known.set(answer, before)
    return before
  }
  return (one, other) => {
    const answer = one.seen === null ? undefined : said.get(one.seen)
    return answer !== undefined && other.taken.some((node) => node === answer || knownTo(answer).has(node))
  }
}

const nameOf = ({ consent, agency }: GivenConsent): string => `${consent} ${agency ?? ''}`

/** By consent, then everybody before each agency. */
const listed = (words: ReadonlyMap<string, GivenConsent>): readonly GivenConsent[] =>
  [...words.values()]
    .map(({ consent, agency }) => ({ consent, agency }))
    .sort((a, b) => compareNames(a.consent, b.consent) || compareNames(a.agency ?? '', b.agency ?? ''))

function withdraw(given: Map<string, Word>, scope: WithdrawalScope): void {
  for (const [name, { consent, agency }] of given) {
    const isMeant =
      scope === 'all' ||
      ('consent' in scope
        ? consent === scope.consent
        : agency === scope.agency || (agency === null && consent === 'share_with'))
    if (isMeant) given.delete(name)
  }
}

export function foldConsents(
  timeline: readonly TimelineItem[],
  ordered: readonly CaseNode[],
  withdrawals: readonly Withdrawal[],
): Pick<Case, 'consents' | 'consentsUnsure'> {
  const { given, takenBack } = wordsIn(timeline)
  const isAfter = afterBy(ordered)
  const holds = new Map<string, Word>()
  const unsure = new Map<string, Word>()
  for (const yes of given) {
    let isOpposed = false
    let isOver = yes.first
    for (const no of takenBack) {
      if (!meets(no, yes) || isAfter(yes, no)) continue
      isOpposed = true
      if (isOver || isAfter(no, yes)) {
        isOver = true
        break
      }
    }
    if (!isOpposed) holds.set(nameOf(yes), yes)
    else if (!isOver) unsure.set(nameOf(yes), yes)
  }
  for (const { scope, lifted } of withdrawals) if (!lifted) withdraw(holds, scope)
  for (const name of holds.keys()) unsure.delete(name)
  return { consents: listed(holds), consentsUnsure: listed(unsure) }
}

/** Whether a withdrawal ends this for everybody. */
export function stops(scope: WithdrawalScope, what: 'contact_me' | 'share_with'): boolean {
  if (scope === 'all') return true
  if ('agency' in scope) return what === 'share_with'
  return scope.consent === what || scope.consent === 'get_help'
}
