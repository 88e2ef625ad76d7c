/** What the person needs: by the codes of the vocabulary, several or none. */
import type { JSX } from 'preact'
import { NEEDS, type Need } from '../../../shared/case/codes.ts'
import { ChooseSome } from '../../ui/choices.tsx'
import { useSpeech } from '../speech.ts'
import { Step } from './step.tsx'

export function WhatNeed({
  chosen,
  onChange,
  onNext,
  onBack,
}: {
  readonly chosen: readonly Need[]
  readonly onChange: (needs: readonly Need[]) => void
  readonly onNext: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const toggle = (need: Need): void => {
    onChange(chosen.includes(need) ? chosen.filter((one) => one !== need) : [...chosen, need])
  }
  const skip = (): void => {
    onChange([])
    onNext()
  }
  const choices = NEEDS.map((value) => ({ value, label: say(`need.${value}`) }))
  return (
    <Step number={2} title="need.title" why="need.why" onNext={onNext} onSkip={skip} onBack={onBack}>
      <ChooseSome label={say('need.title')} choices={choices} chosen={chosen} onChoose={toggle} />
    </Step>
  )
}
