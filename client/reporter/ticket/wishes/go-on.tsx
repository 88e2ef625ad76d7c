/** Taking a withdrawal back: a person at each office reads it and opens the case again. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Door } from '../../../../shared/trust/area.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import { sealReopening } from '../../letter/wishes.ts'
import { useSpeech } from '../../speech.ts'
import { Receivers } from '../receivers.tsx'
import { SendLetter } from '../send-letter.tsx'
import type { WishProps } from './wish.ts'

export function GoOn({ opened, onHome, onBack }: WishProps): JSX.Element {
  const { say, name } = useSpeech()
  const [doors, setDoors] = useState<readonly Door[]>([])
  if (doors.length === 0) return <Receivers opened={opened} onDoors={setDoors} onBack={onBack} />
  const { system, keys } = opened
  const seal = (): Promise<readonly OutboxItem[]> =>
    Promise.all(doors.map((door) => sealReopening(system, keys, door, '')))
  return (
    <SendLetter
      system={system}
      label={say('go-on.send')}
      done={say('go-on.title')}
      ready={() => true}
      seal={seal}
      onHome={onHome}
      onDone={onBack}
      onBack={onBack}
    >
      <Heading>{say('go-on.title')}</Heading>
      {doors.map(({ agency }) => (
        <p key={agency.id} class="note">
          {say('review.to', { agency: name(agency.names) })}
        </p>
      ))}
      <p>{say('go-on.text')}</p>
    </SendLetter>
  )
}
