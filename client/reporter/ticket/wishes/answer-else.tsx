/** Another way to be answered, told to every office that has the report. This phone does not know what was said before. */
import type { JSX } from 'preact'
import { sealFollowUp } from '../../letter/follow-up.ts'
import { useSpeech } from '../../speech.ts'
import { PlanAnew } from '../../tell/plan-anew.tsx'
import type { Receiving } from '../find-doors.ts'
import { ToAll } from '../to-all.tsx'
import { SendTo } from './send-to-all.tsx'
import type { WishProps } from './wish.ts'

export function AnswerElse(props: WishProps): JSX.Element {
  const { say } = useSpeech()
  const { opened, onBack } = props
  const { system, keys } = opened
  const show = (to: Receiving, tryRest: () => void): JSX.Element => (
    <PlanAnew
      onLeave={onBack}
      show={(contact, facts, onBefore) => (
        <SendTo
          {...props}
          to={to}
          tryRest={tryRest}
          title="my.more.answer"
          label="more.send"
          done="my.more.answer"
          seal={(door) => sealFollowUp(system, keys, door, '', { contact })}
          onBefore={onBefore}
        >
          <p>{say('answer.replaces')}</p>
          {facts}
        </SendTo>
      )}
    />
  )
  return <ToAll opened={opened} onBack={onBack} show={show} />
}
