/** One question with its choices, each of which goes on. */
import type { JSX } from 'preact'
import type { Key } from '../../words/reporter.en.ts'
import { useSpeech } from '../speech.ts'
import { Step } from '../step.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly picture?: JSX.Element
}

export function AskOne({
  title,
  why,
  choices,
  any,
  onChoose,
  onBack,
}: {
  readonly title: Key
  readonly why: Key
  readonly choices: readonly Choice[]
  /** The choice not to choose, which gives null. */
  readonly any?: Key
  readonly onChoose: (value: string | null) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const tiles = choices.some(({ picture }) => picture !== undefined)
  return (
    <Step title={title} why={why} onBack={onBack}>
      <div class={tiles ? 'choices tiles' : 'choices'} role="group" aria-label={say(title)}>
        {choices.map(({ value, label, picture }) => (
          <button key={value} type="button" class={tiles ? 'choice tile' : 'choice'} onClick={() => onChoose(value)}>
            {picture}
            {label}
          </button>
        ))}
      </div>
      {any !== undefined && (
        <div class="choices">
          <button type="button" class="choice" onClick={() => onChoose(null)}>
            {say(any)}
          </button>
        </div>
      )}
    </Step>
  )
}
