/**
 * How the person is to be reached: the last plan told with the ticket in use. Where two were taken in at the same time nothing
 * tells which is newer: then the more careful one counts, and both are shown. Source: docs/protocol.md P6.8.
 */
import type { ContactPlan } from './bodies.ts'
import type { Case, TimelineItem } from './case.ts'
import { latestOf } from './latest.ts'
import type { Linked } from './order.ts'

/** The fewer people it lets come near the person, the more careful; of what is not known nobody can say so. */
const CAREFUL = ['no_answer_needed', 'ticket_only', 'trusted_person']
const careOf = ({ method }: ContactPlan): number =>
  (CAREFUL.indexOf(method) + CAREFUL.length + 1) % (CAREFUL.length + 1)

type Telling = TimelineItem & { readonly event: { readonly type: 'report' | 'follow-up' } }

const planOf = ({ event }: Telling): readonly ContactPlan[] =>
  event.body.contact === undefined ? [] : [event.body.contact]

function tellsOf(type: 'report' | 'follow-up'): (item: TimelineItem) => item is Telling {
  return (item): item is Telling => {
    const isTold = item.by === 'reporter' && item.event.type === type && item.event.body.contact !== undefined
    // A report stands before all else, and is the first word of its ticket.
    return isTold && (type === 'report' || item.ticket === 'current')
  }
}

export function foldContact(
  timeline: readonly TimelineItem[],
  ordered: readonly Linked[],
): Pick<Case, 'contact' | 'contactPlans'> {
  const later = latestOf(timeline, ordered, tellsOf('follow-up')).flatMap(planOf)
  const [report] = timeline.filter(tellsOf('report'))
  const plans = later.length > 0 ? later : report === undefined ? [] : planOf(report)
  const different = [...new Map(plans.map((plan) => [JSON.stringify(plan), plan])).values()]
  // The last of the most careful: toSorted keeps the order of equals.
  const contact = different.toReversed().toSorted((a, b) => careOf(a) - careOf(b))[0] ?? null
  return { contact, contactPlans: different }
}
