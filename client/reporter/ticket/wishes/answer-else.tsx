/** Another way to be answered, told to every office that has the report. This phone does not know what was said before. */
import type { JSX } from 'preact'
import { sealFollowUp } from '../../letter/follow-up.ts'
import { useSpeech } from '../../speech.ts'
import { PlanAnew } from '../../plan/plan-anew.tsx'
import type { Receiving } from '../../offices/find-doors.ts'
import { ToAll } from '../to-all.tsx'
import { SendTo } from './send-to-all.tsx'
import { useSilentFrom } from './silent-from.ts'
import type { WishProps } from './wish.ts'

interface Receivers {
  readonly to: Receiving
  readonly tryRest: () => void
}

export function AnswerElse(props: WishProps): JSX.Element {
  const { opened, onBack } = props
  const show = (to: Receiving, tryRest: () => void): JSX.Element => <Plan {...props} to={to} tryRest={tryRest} />
  return <ToAll opened={opened} onBack={onBack} show={show} />
}

function Plan(props: WishProps & Receivers): JSX.Element {
  const { say } = useSpeech()
  const { opened, to, onBack } = props
  const { system, keys } = opened
  const silentDay = useSilentFrom(opened, to.doors)
  if (silentDay === null) return <p role="status">{say('loading')}</p>
  return (
    <PlanAnew
      silentDay={silentDay}
      onLeave={onBack}
      show={(contact, facts, onBefore) => (
        <SendTo
          {...props}
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
}
