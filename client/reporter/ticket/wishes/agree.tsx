/**
 * What the person agrees to beside getting help: off until they say yes, one question after the other, each can be left as it
 * is. This phone does not know what was said before.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Door } from '../../../../shared/trust/area.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import { ConsentChoice } from '../../consent-choice.tsx'
import { ASKED, type Given, consentsOf } from '../../letter/consents.ts'
import { sealToEach } from '../../letter/seal-event.ts'
import { sealConsents } from '../../letter/wishes.ts'
import { useSpeech } from '../../speech.ts'
import { Step } from '../../step.tsx'
import type { Receiving } from '../../offices/find-doors.ts'
import { SendLetter } from '../send-letter.tsx'
import { ToAll } from '../to-all.tsx'
import { ToOffices } from '../to-offices.tsx'
import { UntoldOffices } from '../untold.tsx'
import { CannotTakeBack } from './cannot-take-back.tsx'
import type { WishProps } from './wish.ts'

export function Agree(props: WishProps): JSX.Element {
  const [at, setAt] = useState(0)
  const [given, setGiven] = useState<Given>({})
  const { opened, onBack } = props
  return (
    <ToAll
      opened={opened}
      onBack={onBack}
      show={(to, tryRest) => <Questions {...props} {...{ to, tryRest, at, setAt, given, setGiven }} />}
    />
  )
}

function Questions({
  opened,
  to: { doors, untold },
  tryRest,
  at,
  setAt,
  given,
  setGiven,
  onHome,
  onBack,
}: WishProps & {
  readonly to: Receiving
  readonly tryRest: () => void
  readonly at: number
  readonly setAt: (at: number) => void
  readonly given: Given
  readonly setGiven: (given: Given) => void
}): JSX.Element {
  const { say, language } = useSpeech()
  const asked = ASKED[at]
  const before = (): void => (at === 0 ? onBack() : setAt(at - 1))
  if (asked !== undefined) {
    const { [asked]: _left, ...others } = given
    return (
      <Step
        key={asked}
        title={`agree.${asked}`}
        why="agree.why"
        onNext={() => setAt(at + 1)}
        onSkip={() => (setGiven(others), setAt(at + 1))}
        onBack={before}
      >
        <ConsentChoice asked={asked} given={given} onGiven={setGiven} />
      </Step>
    )
  }
  const consents = consentsOf(given, language)
  const { system, keys, told } = opened
  const sealFor = (door: Door): Promise<readonly OutboxItem[]> =>
    sealConsents(system, keys, door, consents, told.lastOf.get(door.agency.id) ?? null)
  return (
    <SendLetter
      system={opened.system}
      label={say('more.send')}
      done={say('agree.title')}
      ready={() => consents.length > 0}
      seal={() => sealToEach(doors, sealFor)}
      rest={<UntoldOffices untold={untold} onAgain={tryRest} />}
      onHome={onHome}
      onDone={onBack}
      onBack={before}
    >
      <Heading>{say('agree.title')}</Heading>
      {consents.length === 0 && <p class="note">{say('agree.nothing')}</p>}
      {consents.length > 0 && <ToOffices doors={doors} />}
      {consents.length > 0 && (
        <dl class="facts">
          {ASKED.filter((one) => given[one] !== undefined).map((one) => (
            <div key={one}>
              <dt>{say(`agree.${one}`)}</dt>
              <dd>{say(given[one] === true ? 'agree.yes' : 'agree.no')}</dd>
            </div>
          ))}
        </dl>
      )}
      <UntoldOffices untold={untold} />
      <CannotTakeBack />
    </SendLetter>
  )
}
