/**
 * What the person has agreed to. A consent is for one agency or, where none is named, for everybody; what is taken back for
 * one agency no longer holds for everybody. Source: docs/protocol.md P6.5, P6.8.
 */
import type { AgencyId } from '../wire/address.ts'
import type { GivenConsent, TimelineItem, Withdrawal } from './case.ts'
import type { Code } from './codes.ts'
import { compareNames } from './order.ts'
import type { WithdrawalScope } from './reporter-event.ts'

/** For each agency, or everybody (null), what holds. */
type Given = Map<AgencyId | null, Set<Code>>

function give(given: Given, consent: Code, agency: AgencyId | null): void {
  given.set(agency, (given.get(agency) ?? new Set()).add(consent))
}

function takeBack(given: Given, consent: Code, agency: AgencyId | null): void {
  if (agency === null) for (const codes of given.values()) codes.delete(consent)
  else for (const one of [agency, null]) given.get(one)?.delete(consent)
}

function withdraw(given: Given, scope: WithdrawalScope): void {
  if (scope === 'all') given.clear()
  else if ('consent' in scope) takeBack(given, scope.consent, null)
  else {
    given.delete(scope.agency)
    takeBack(given, 'share_with', scope.agency)
  }
}

/** By consent, then everybody before each agency. */
export function foldConsents(
  timeline: readonly TimelineItem[],
  withdrawals: readonly Withdrawal[],
): readonly GivenConsent[] {
  const given: Given = new Map()
  for (const item of timeline) {
    if (item.by !== 'reporter') continue
    const { event, ticket } = item
    // Anybody who holds an old ticket may take back, only the holder of the new one may give.
    if (event.type === 'report' && ticket === 'current')
      for (const consent of event.body.consents) give(given, consent, null)
    if (event.type !== 'consent') continue
    const { consent, agency = null } = event.body
    if (!event.body.given) takeBack(given, consent, agency)
    else if (ticket === 'current') give(given, consent, agency)
  }
  for (const { scope, lifted } of withdrawals) if (!lifted) withdraw(given, scope)
  return [...given]
    .flatMap(([agency, codes]) => [...codes].map((consent) => ({ consent, agency })))
    .sort((a, b) => compareNames(a.consent, b.consent) || compareNames(a.agency ?? '', b.agency ?? ''))
}

/** Whether a withdrawal ends this for everybody. */
export function stops(scope: WithdrawalScope, what: 'contact_me' | 'share_with'): boolean {
  if (scope === 'all') return true
  if ('agency' in scope) return what === 'share_with'
  return scope.consent === what || scope.consent === 'get_help'
}
