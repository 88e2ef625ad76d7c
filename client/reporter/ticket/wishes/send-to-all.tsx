/** A wish that nothing more is asked about: what it does, to whom it goes, and what became of it at each office. */
import type { ComponentChildren, JSX } from 'preact'
import type { Door } from '../../../../shared/trust/area.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import type { Key } from '../../../words/reporter.en.ts'
import { useSpeech } from '../../speech.ts'
import { SendLetter } from '../send-letter.tsx'
import { ToAll } from '../to-all.tsx'
import { ToOffices } from '../to-offices.tsx'
import { UntoldOffices } from '../untold.tsx'
import type { WishProps } from './wish.ts'

export function SendToAll({
  opened,
  title,
  label,
  done,
  seal,
  onHome,
  onBack,
  onBefore = onBack,
  children,
}: WishProps & {
  readonly title: Key
  /** Of the button. */
  readonly label: Key
  /** The heading over how it stands. */
  readonly done: Key
  readonly seal: (door: Door) => Promise<OutboxItem | readonly OutboxItem[]>
  /** Where something was asked before. */
  readonly onBefore?: () => void
  readonly children: ComponentChildren
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <ToAll
      opened={opened}
      onBack={onBefore}
      show={({ doors, untold }, tryRest) => (
        <SendLetter
          system={opened.system}
          label={say(label)}
          done={say(done)}
          ready={() => true}
          seal={async () => (await Promise.all(doors.map(seal))).flat()}
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
      )}
    />
  )
}
