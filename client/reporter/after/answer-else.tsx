/** How to answer, once more: whatever was said before, a number may have been mistyped or a phone taken since. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import { useSpeech } from '../speech.ts'
import { AskPlan, NOTHING_CHOSEN } from '../tell/ask-plan.tsx'
import { nothingTyped } from '../tell/draft.ts'
import { PlanFacts } from '../tell/plan-facts.tsx'
import type { TroubleKind } from '../trouble.tsx'
import { Question } from './question.tsx'

export function AnswerElse({
  onPlan,
  onBack,
  ...props
}: {
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  readonly onPlan: (plan: ContactPlan) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const [choice, setChoice] = useState(NOTHING_CHOSEN)
  const [plan, setPlan] = useState<ContactPlan | null>(null)
  const typed = useRef(nothingTyped())
  useEffect(() => () => void (typed.current = nothingTyped()), [])
  if (plan === null)
    return (
      <AskPlan
        choice={choice}
        typed={typed.current}
        onChoice={setChoice}
        onPlan={setPlan}
        onLeave={onBack}
        onBack={onBack}
      >
        <p class="why">{say('after.stop')}</p>
      </AskPlan>
    )
  return (
    <Question
      {...props}
      title="after.answer"
      why="answer.replaces"
      onHandOver={() => onPlan(plan)}
      onBack={() => setPlan(null)}
    >
      <PlanFacts plan={plan} choice={choice} />
    </Question>
  )
}
