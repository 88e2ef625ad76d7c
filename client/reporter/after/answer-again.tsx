/** How to answer, once more, right after sending. */
import type { JSX } from 'preact'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { Day } from '../../../shared/day.ts'
import { useSpeech } from '../speech.ts'
import { PlanAnew } from '../tell/plan-anew.tsx'
import type { TroubleKind } from '../trouble.tsx'
import { Question } from './question.tsx'

export function AnswerAgain({
  silentDay,
  onPlan,
  onBack,
  ...props
}: {
  /** From which on somebody of whom nothing is heard is silent. */
  readonly silentDay: Day
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  readonly onPlan: (plan: ContactPlan) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <PlanAnew
      silentDay={silentDay}
      onLeave={onBack}
      show={(plan, facts, onBefore) => (
        <Question
          {...props}
          title="after.answer"
          why="answer.replaces"
          onHandOver={() => onPlan(plan)}
          onBack={onBefore}
        >
          {facts}
        </Question>
      )}
    >
      <p class="why">{say('after.stop')}</p>
    </PlanAnew>
  )
}
