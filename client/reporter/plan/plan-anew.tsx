/**
 * Another way to be answered, in place of what was said before: a number may have been mistyped, or somebody else may have
 * that phone now. What was typed is dropped with the screen.
 */
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { Day } from '../../../shared/day.ts'
import { AskPlan } from './ask-plan.tsx'
import { PlanFacts } from './plan-facts.tsx'
import { NOTHING_CHOSEN, type OwnPlan, noPlanTyped } from './plan.ts'

export function PlanAnew({
  silentDay,
  show,
  onLeave,
  children,
}: {
  /** From which on somebody of whom nothing is heard is silent. */
  readonly silentDay: Day
  /** The last look at it; `facts`: what it says, `onBefore`: back to the questions. */
  readonly show: (plan: ContactPlan, facts: JSX.Element, onBefore: () => void) => JSX.Element
  readonly onLeave: () => void
  /** Below the questions. */
  readonly children?: ComponentChildren
}): JSX.Element {
  const [choice, setChoice] = useState(NOTHING_CHOSEN)
  const [plan, setPlan] = useState<OwnPlan | null>(null)
  const typed = useRef(noPlanTyped())
  useEffect(() => () => void (typed.current = noPlanTyped()), [])
  if (plan !== null) {
    const facts = (
      <dl class="facts">
        <PlanFacts plan={plan} />
      </dl>
    )
    return show(plan, facts, () => setPlan(null))
  }
  return (
    <AskPlan
      choice={choice}
      typed={typed.current}
      silentDay={silentDay}
      onChoice={setChoice}
      onPlan={setPlan}
      onLeave={onLeave}
      onBack={onLeave}
    >
      {children}
    </AskPlan>
  )
}
