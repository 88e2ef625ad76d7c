/**
 * What the person needs, in pictures and by the codes of the vocabulary. One tap chooses and goes on; who needs several
 * things says so first; not to know is an answer.
 */
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { NEEDS, type Need } from '../../../shared/case/codes.ts'
import { useSpeech } from '../speech.ts'
import { Picture } from './pictures.tsx'
import { Step } from '../step.tsx'

/** Asked for most (domain.md 1.1, 4.2); the others are behind one more tap. */
const FIRST_NEEDS: readonly Need[] = [
  'shelter',
  'health',
  'psychosocial',
  'police',
  'child_protection',
  'livelihood_welfare',
]
const MORE_NEEDS: readonly Need[] = NEEDS.filter((need) => !FIRST_NEEDS.includes(need))

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
  const [several, setSeveral] = useState(chosen.length > 1)
  const [more, setMore] = useState<'hidden' | 'there' | 'just-opened'>(
    chosen.some((need) => MORE_NEEDS.includes(need)) ? 'there' : 'hidden',
  )
  const firstOfMore = useRef<HTMLButtonElement>(null)
  // the button that had the focus is gone
  useLayoutEffect(() => {
    if (more === 'just-opened') firstOfMore.current?.focus()
  }, [more])
  const choose = (need: Need): void => {
    if (several) return onChange(chosen.includes(need) ? chosen.filter((one) => one !== need) : [...chosen, need])
    onChange([need])
    onNext()
  }
  const dontKnow = (): void => {
    onChange([])
    onNext()
  }
  const shown = more !== 'hidden' ? [...FIRST_NEEDS, ...MORE_NEEDS] : FIRST_NEEDS
  return (
    <Step number={2} title="need.title" why="need.why" {...(several ? { onNext } : {})} onBack={onBack}>
      <div class="choices tiles" role="group" aria-label={say('need.title')}>
        {shown.map((need) => (
          <button
            key={need}
            ref={need === MORE_NEEDS[0] ? firstOfMore : null}
            type="button"
            class="choice tile"
            aria-pressed={chosen.includes(need)}
            onClick={() => choose(need)}
          >
            <Picture of={need} />
            {say(`need.${need}`)}
          </button>
        ))}
      </div>
      <div class="choices">
        {more === 'hidden' && (
          <button type="button" class="choice" onClick={() => setMore('just-opened')}>
            {say('need.more')}
          </button>
        )}
        <button type="button" class="choice" aria-pressed={several} onClick={() => setSeveral(!several)}>
          {say('need.several')}
        </button>
        <button type="button" class="choice" onClick={dontKnow}>
          {say('need.unknown')}
        </button>
      </div>
    </Step>
  )
}
