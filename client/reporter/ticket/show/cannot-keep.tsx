/**
 * Nobody has to keep the code. Where it was the only way to be answered, the other ways are asked once more, and what is
 * chosen follows the report as a letter of its own.
 */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ContactPlan } from '../../../../shared/case/bodies.ts'
import { Heading } from '../../../ui/heading.tsx'
import { sealFollowUp } from '../../letter/follow-up.ts'
import type { Kept } from '../../letter/keep-letter.ts'
import { sealToEach } from '../../letter/seal-event.ts'
import { LetterState } from '../../standing/letter-state.tsx'
import { useSpeech } from '../../speech.ts'
import { AskPlan } from '../../plan/ask-plan.tsx'
import { NOTHING_CHOSEN, noPlanTyped } from '../../plan/plan.ts'
import { Trouble } from '../../trouble.tsx'
import { useSealing } from '../../letter/use-sealing.ts'
import type { Sent } from './sent.ts'

export function CannotKeep({
  sent,
  plan,
  kept,
  onPlan,
  onAgain,
  onFinished,
}: {
  readonly sent: Sent
  readonly plan: Sent['plan']
  readonly kept: Kept
  readonly onPlan: (kept: Kept) => void
  readonly onAgain: () => void
  readonly onFinished: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const { system, keys, doors } = sent
  const [skipped, setSkipped] = useState(false)
  const [choice, setChoice] = useState(NOTHING_CHOSEN)
  const typed = useRef(noPlanTyped())
  const { busy, trouble, start } = useSealing(system)
  useEffect(() => () => void (typed.current = noPlanTyped()), [])
  if (plan === 'stands' || skipped)
    return (
      <Stands
        sentence={plan === 'stands' ? 'keep.stands' : 'keep.stands.not'}
        kept={kept}
        sent={sent}
        onAgain={onAgain}
        onFinished={onFinished}
      />
    )
  const take = (contact: ContactPlan): void => {
    start(
      () => sealToEach(doors, (door) => sealFollowUp(system, keys, door, '', { contact })),
      (more) => {
        typed.current = noPlanTyped()
        onPlan(more)
      },
    )
  }
  return (
    <AskPlan
      choice={choice}
      typed={typed.current}
      silentDay={sent.silentDay}
      withoutCode
      onChoice={setChoice}
      onPlan={take}
      onLeave={() => setSkipped(true)}
      onBack={onAgain}
    >
      <p role="status">{busy ? say('review.sealing') : ''}</p>
      {trouble !== null && <Trouble of={trouble} />}
    </AskPlan>
  )
}

function Stands({
  sentence,
  kept,
  sent,
  onAgain,
  onFinished,
}: {
  readonly sentence: 'keep.stands' | 'keep.stands.not'
  readonly kept: Kept
  readonly sent: Sent
  readonly onAgain: () => void
  readonly onFinished: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('keep.cannot.title')}</Heading>
      <LetterState kept={kept} system={sent.system} />
      <p>{say(sentence)}</p>
      <p>{say('keep.tell.again')}</p>
      <div class="ways">
        <button type="button" class="next" onClick={onFinished}>
          {say('ticket.finished')}
        </button>
        <button type="button" class="back" onClick={onAgain}>
          {say('keep.again')}
        </button>
      </div>
    </>
  )
}
