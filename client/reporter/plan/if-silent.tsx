/** What is done when nothing is heard from the person by a day: decided now, while they can. */
import type { JSX } from 'preact'
import type { IfSilent } from '../../../shared/case/codes.ts'
import type { Day } from '../../../shared/day.ts'
import type { Key } from '../../words/reporter.en.ts'
import { useSpeech } from '../speech.ts'
import { type PlanChoice, silencesOf } from './plan.ts'
import { Step } from '../step.tsx'

export function IfSilentThen({
  choice,
  day,
  actions = silencesOf(choice.method),
  later = false,
  why = 'silence.why',
  onChoose,
  onSkip,
  onBack,
}: {
  readonly choice: PlanChoice
  /** From which on they are silent. */
  readonly day: Day
  /** Those to choose from. */
  readonly actions?: readonly IfSilent[]
  /** Not one of the questions on the way to a letter. */
  readonly later?: boolean
  readonly why?: Key
  readonly onChoose: (action: IfSilent) => void
  readonly onSkip: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, date } = useSpeech()
  return (
    <Step
      number={later ? undefined : 6}
      title="silence.title"
      filling={{ date: date(day) }}
      why={why}
      onSkip={onSkip}
      onBack={onBack}
    >
      <div class="choices">
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            class="choice"
            aria-pressed={choice.ifSilent === action}
            onClick={() => onChoose(action)}
          >
            {say(`silence.${action}`)}
          </button>
        ))}
      </div>
    </Step>
  )
}
