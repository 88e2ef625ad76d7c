/** More words, sealed to the office that has the report, through the outbox like the report itself. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Door } from '../../../shared/trust/area.ts'
import { Heading } from '../../ui/heading.tsx'
import { PrivateText } from '../../ui/private-field.tsx'
import type { OutboxItem } from '../../outbox/item.ts'
import { sealFollowUp } from '../letter/follow-up.ts'
import { useSpeech } from '../speech.ts'
import { MOST_CHARACTERS } from '../tell/own-words.tsx'
import type { Opened } from './opened.ts'
import { OneReceiver } from './one-receiver.tsx'
import { SendLetter } from './send-letter.tsx'

export function WriteMore({
  opened,
  onHome,
  onBack,
}: {
  readonly opened: Opened
  readonly onHome: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  const [door, setDoor] = useState<Door | null>(null)
  const words = useRef('')
  if (door === null) return <OneReceiver opened={opened} onDoor={setDoor} onBack={onBack} />
  const seal = async (): Promise<readonly OutboxItem[]> => {
    const items = await sealFollowUp(opened.system, opened.keys, door, words.current)
    words.current = ''
    return items
  }
  return (
    <SendLetter
      system={opened.system}
      label={say('more.send')}
      done={say('my.title')}
      ready={() => words.current.trim() !== ''}
      seal={seal}
      onHome={onHome}
      onDone={onBack}
      onBack={onBack}
    >
      <Heading>{say('more.title')}</Heading>
      <p class="why">{say('more.why')}</p>
      <p class="note">{say('review.to', { agency: name(door.agency.names) })}</p>
      <PrivateText
        label={say('more.title')}
        labelHidden
        initial={words.current}
        maxCharacters={MOST_CHARACTERS}
        onText={(text) => void (words.current = text)}
      />
    </SendLetter>
  )
}
