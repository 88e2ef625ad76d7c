/** Danger now? Then the numbers come before any form. */
import type { JSX } from 'preact'
import { DANGER_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import { Step } from './step.tsx'

export function DangerNow({
  onYes,
  onNo,
  onBack,
}: {
  readonly onYes: () => void
  readonly onNo: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <Step number={1} title="danger.title" why="danger.why" onSkip={onNo} onBack={onBack}>
      <div class="choices">
        <button type="button" class="choice" onClick={onYes}>
          {say('danger.yes')}
        </button>
        <button type="button" class="choice" onClick={onNo}>
          {say('danger.no')}
        </button>
      </div>
    </Step>
  )
}

export function CallFirst({
  onSilent,
  onBack,
}: {
  readonly onSilent: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <Step number={1} title="danger.first.title" onBack={onBack}>
      <p>{say('danger.first.later')}</p>
      <p>{say('help.trace')}</p>
      <Numbers of={DANGER_HOTLINES} />
      <button type="button" class="choice" onClick={onSilent}>
        {say('danger.first.silent')}
      </button>
    </Step>
  )
}
