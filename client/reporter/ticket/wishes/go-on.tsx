/** Taking a withdrawal back: a person at each office reads it and opens the case again. */
import type { JSX } from 'preact'
import type { Door } from '../../../../shared/trust/area.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import { sealReopening } from '../../letter/wishes.ts'
import { useSpeech } from '../../speech.ts'
import { SendLetter } from '../send-letter.tsx'
import { ToAll } from '../to-all.tsx'
import { UntoldOffices } from '../untold.tsx'
import type { WishProps } from './wish.ts'

export function GoOn({ opened, onHome, onBack }: WishProps): JSX.Element {
  const { say, name } = useSpeech()
  const { system, keys } = opened
  const seal = (doors: readonly Door[]): Promise<readonly OutboxItem[]> =>
    Promise.all(doors.map((door) => sealReopening(system, keys, door, '')))
  return (
    <ToAll
      opened={opened}
      onBack={onBack}
      show={({ doors, untold }, tryRest) => (
        <SendLetter
          system={system}
          label={say('go-on.send')}
          done={say('go-on.title')}
          ready={() => true}
          seal={() => seal(doors)}
          rest={<UntoldOffices untold={untold} onAgain={tryRest} />}
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
          <UntoldOffices untold={untold} />
          <p>{say('go-on.text')}</p>
        </SendLetter>
      )}
    />
  )
}
