/**
 * Another way to be answered, in place of what was said before: a number may have been mistyped, or somebody else may have
 * that phone now. Told to every office that has the report. This phone does not know what was said before.
 */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ContactPlan } from '../../../../shared/case/bodies.ts'
import type { Door } from '../../../../shared/trust/area.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import { sealFollowUp } from '../../letter/follow-up.ts'
import { useSpeech } from '../../speech.ts'
import { AskPlan, NOTHING_CHOSEN } from '../../tell/ask-plan.tsx'
import { nothingTyped } from '../../tell/draft.ts'
import { PlanFacts } from '../../tell/plan-facts.tsx'
import type { Receiving } from '../find-doors.ts'
import { SendLetter } from '../send-letter.tsx'
import { ToAll } from '../to-all.tsx'
import { ToOffices } from '../to-offices.tsx'
import { UntoldOffices } from '../untold.tsx'
import type { WishProps } from './wish.ts'

export function AnswerElse(props: WishProps): JSX.Element {
  const [choice, setChoice] = useState(NOTHING_CHOSEN)
  const [plan, setPlan] = useState<ContactPlan | null>(null)
  const typed = useRef(nothingTyped())
  useEffect(() => () => void (typed.current = nothingTyped()), [])
  const { opened, onBack } = props
  const show = (to: Receiving, tryRest: () => void): JSX.Element =>
    plan === null ? (
      <AskPlan
        choice={choice}
        typed={typed.current}
        onChoice={setChoice}
        onPlan={setPlan}
        onLeave={onBack}
        onBack={onBack}
      />
    ) : (
      <Send {...props} {...{ to, tryRest, plan }} onBefore={() => setPlan(null)}>
        <PlanFacts plan={plan} choice={choice} />
      </Send>
    )
  return <ToAll opened={opened} onBack={onBack} show={show} />
}

function Send({
  opened: { system, keys },
  to: { doors, untold },
  tryRest,
  plan,
  onHome,
  onBack,
  onBefore,
  children,
}: WishProps & {
  readonly to: Receiving
  readonly tryRest: () => void
  readonly plan: ContactPlan
  readonly onBefore: () => void
  readonly children: JSX.Element
}): JSX.Element {
  const { say } = useSpeech()
  const sealFor = (door: Door): Promise<readonly OutboxItem[]> =>
    sealFollowUp(system, keys, door, '', { contact: plan })
  return (
    <SendLetter
      system={system}
      label={say('more.send')}
      done={say('my.more.answer')}
      ready={() => true}
      seal={async () => (await Promise.all(doors.map(sealFor))).flat()}
      rest={<UntoldOffices untold={untold} onAgain={tryRest} />}
      onHome={onHome}
      onDone={onBack}
      onBack={onBefore}
    >
      <Heading>{say('my.more.answer')}</Heading>
      <ToOffices doors={doors} />
      <UntoldOffices untold={untold} />
      <p>{say('answer.replaces')}</p>
      {children}
    </SendLetter>
  )
}
