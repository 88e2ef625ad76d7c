/** How to answer, once more, right after sending. */
import type { JSX } from 'preact'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { Day } from '../../../shared/day.ts'
import { useSpeech } from '../speech.ts'
import { PlanAnew } from '../plan/plan-anew.tsx'
import { Question, type Asking } from './question.tsx'

export function AnswerAgain({
  silentDay,
  onPlan,
  onBack,
  ...asking
}: Asking & {
  /** From which on somebody of whom nothing is heard is silent. */
  readonly silentDay: Day
  readonly onPlan: (plan: ContactPlan) => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <PlanAnew
      silentDay={silentDay}
      onLeave={onBack}
      show={(plan, facts, onBefore) => (
        <Question
          {...asking}
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
