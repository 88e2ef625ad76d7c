/** Another way to be answered, told to every office that has the report. This phone does not know what was said before. */
import type { JSX } from 'preact'
import { sealFollowUp } from '../../letter/follow-up.ts'
import { useSpeech } from '../../speech.ts'
import { PlanAnew } from '../../tell/plan-anew.tsx'
import { SendToAll } from './send-to-all.tsx'
import type { WishProps } from './wish.ts'

export function AnswerElse(props: WishProps): JSX.Element {
  const { say } = useSpeech()
  const { system, keys } = props.opened
  return (
    <PlanAnew
      onLeave={props.onBack}
      show={(contact, facts, onBefore) => (
        <SendToAll
          {...props}
          title="my.more.answer"
          label="more.send"
          done="my.more.answer"
          seal={(door) => sealFollowUp(system, keys, door, '', { contact })}
          onBefore={onBefore}
        >
          <p>{say('answer.replaces')}</p>
          {facts}
        </SendToAll>
      )}
    />
  )
}
