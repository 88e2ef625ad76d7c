/** Whether the way to reach the person is not the first that they told: somebody may have written the older one down. */
import type { Case } from '../../../shared/case/case.ts'

/** Where two were told at the same time nothing tells which is older: then both are shown. */
export function hasEarlierPlan({ timeline, contact, contactPlans }: Case): boolean {
  if (contact === null || contactPlans.length > 1) return false
  // what comes from the worker is a copy
  const inUse = JSON.stringify(contact)
  return timeline.some(({ by, event }) => {
    const tells = by === 'reporter' && (event.type === 'report' || event.type === 'follow-up')
    return tells && event.body.contact !== undefined && JSON.stringify(event.body.contact) !== inUse
  })
}
