/** Of whom one tells. Not asked on the straight way: who says nothing tells of themself, or does not say. */
import type { JSX } from 'preact'
import { CHILD_UNDER } from '../reading-time.ts'
import { useSpeech } from '../speech.ts'
import { type About, isOfAnother } from './draft.ts'
import { Step } from '../step.tsx'

const ABOUT: readonly About[] = ['self', 'child', 'other', 'helper']

export function AboutWhom({
  chosen,
  onChoose,
  onBack,
}: {
  readonly chosen: About | null
  readonly onChoose: (about: About) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <Step title="whom.title" why="whom.why" onBack={onBack}>
      <div class="choices">
        {ABOUT.map((about) => (
          <button
            key={about}
            type="button"
            class="choice"
            aria-pressed={chosen === about}
            onClick={() => onChoose(about)}
          >
            {say(`whom.${about}`, { age: CHILD_UNDER })}
            {isOfAnother(about) && <span class="second"> {say(`whom.${about}.more`)}</span>}
          </button>
        ))}
      </div>
    </Step>
  )
}
