/** What is done when nothing is heard from the person by a day: decided now, while they can. */
import type { JSX } from 'preact'
import type { IfSilent } from '../../../shared/case/codes.ts'
import type { Key } from '../../words/reporter.en.ts'
import { useSpeech } from '../speech.ts'
import { type Choice, silencesOf, silentDay } from './draft.ts'
import { Step } from './step.tsx'

export function IfSilentThen({
  draft,
  actions = silencesOf(draft.method),
  later = false,
  why = 'silence.why',
  onChoose,
  onSkip,
  onBack,
}: {
  readonly draft: Choice
  /** Those to choose from. */
  readonly actions?: readonly IfSilent[]
  /** Not one of the questions on the way to a letter. */
  readonly later?: boolean
  readonly why?: Key
  readonly onChoose: (action: IfSilent) => void
  readonly onSkip: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, date, today } = useSpeech()
  const day = date(silentDay(today()))
  return (
    <Step
      number={later ? undefined : 6}
      title="silence.title"
      filling={{ date: day }}
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
            aria-pressed={draft.ifSilent === action}
            onClick={() => onChoose(action)}
          >
            {say(`silence.${action}`)}
          </button>
        ))}
      </div>
    </Step>
  )
}
