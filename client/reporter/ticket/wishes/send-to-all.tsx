/** A wish that nothing is typed into at the end: what it does, to whom it goes, and what became of it at each office. */
import type { ComponentChildren, JSX } from 'preact'
import type { Door } from '../../../../shared/trust/area.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import type { Key } from '../../../words/reporter.en.ts'
import { sealToEach } from '../../letter/seal-event.ts'
import { useSpeech } from '../../speech.ts'
import type { Receiving } from '../../offices/find-doors.ts'
import { SendLetter } from '../send-letter.tsx'
import { ToAll } from '../to-all.tsx'
import { ToOffices } from '../to-offices.tsx'
import { UntoldOffices } from '../untold.tsx'
import type { WishProps } from './wish.ts'

interface Wish extends WishProps {
  readonly title: Key
  /** Of the button. */
  readonly label: Key
  /** The heading over how it stands. */
  readonly done: Key
  readonly seal: (door: Door) => Promise<OutboxItem | readonly OutboxItem[]>
  readonly children: ComponentChildren
}

/** Without questions of its own. */
export function SendToAll(props: Wish): JSX.Element {
  const { opened, onBack } = props
  const show = (to: Receiving, tryRest: () => void): JSX.Element => <SendTo {...props} to={to} tryRest={tryRest} />
  return <ToAll opened={opened} onBack={onBack} show={show} />
}

/** Once it is known who gets it. */
export function SendTo({
  to: { doors, untold },
  tryRest,
  opened,
  title,
  label,
  done,
  seal,
  onHome,
  onBack,
  onBefore = onBack,
  children,
}: Wish & {
  readonly to: Receiving
  /** Those who could not be told. */
  readonly tryRest: () => void
  /** Where something was asked before. */
  readonly onBefore?: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <SendLetter
      system={opened.system}
      label={say(label)}
      done={say(done)}
      ready={() => true}
      seal={() => sealToEach(doors, seal)}
      rest={<UntoldOffices untold={untold} onAgain={tryRest} />}
      onHome={onHome}
      onDone={onBack}
      onBack={onBefore}
    >
      <Heading>{say(title)}</Heading>
      <ToOffices doors={doors} />
      <UntoldOffices untold={untold} />
      {children}
    </SendLetter>
  )
}
