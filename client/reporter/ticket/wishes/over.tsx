/**
 * Whether what an office calls closed is over for the person: a yes is counted apart from the closing, a no opens it again.
 * Either goes to that office alone: nothing is told above it here, so nobody above it hears of it.
 */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { REPORTER_PART_CHARACTERS } from '../../../../shared/case/limits.ts'
import type { Door } from '../../../../shared/trust/area.ts'
import { Heading } from '../../../ui/heading.tsx'
import { PrivateText } from '../../../ui/private-field.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import { sealFeedback, sealReopening } from '../../letter/wishes.ts'
import { ReadScreen } from '../../aloud/read-screen.tsx'
import { useSpeech } from '../../speech.ts'
import { OneReceiver } from '../one-receiver.tsx'
import { SendLetter } from '../send-letter.tsx'
import type { WishProps } from './wish.ts'

export function Over({ opened, onHome, onBack }: WishProps): JSX.Element {
  const { say, name } = useSpeech()
  const [door, setDoor] = useState<Door | null>(null)
  const [over, setOver] = useState<boolean | 'unsure' | null>(null)
  const words = useRef('')
  useEffect(() => () => void (words.current = ''), [])
  if (door === null) return <OneReceiver opened={opened} why="more.why" onDoor={setDoor} onBack={onBack} />
  if (over === null) {
    return (
      <>
        <Heading>{say('over.title')}</Heading>
        <p class="why">{say('over.why')}</p>
        <ReadScreen />
        <div class="choices">
          <button type="button" class="choice" onClick={() => setOver(true)}>
            {say('over.yes')}
          </button>
          <button type="button" class="choice" onClick={() => setOver(false)}>
            {say('over.no')}
          </button>
          <button type="button" class="choice" onClick={() => setOver('unsure')}>
            {say('over.unsure')}
          </button>
        </div>
        <button type="button" class="back" onClick={onBack}>
          {say('back')}
        </button>
      </>
    )
  }
  if (over === 'unsure') return <NotSure onTicket={onBack} onBack={() => setOver(null)} />
  const { system, keys } = opened
  const seal = async (): Promise<readonly OutboxItem[]> => {
    if (!over) return [await sealReopening(system, keys, door, words.current)]
    const answers = [['confirmed_by_reporter', 'yes'] as const]
    return sealFeedback(system, keys, { agency: door, overseer: null }, { answers, words: '', forAgency: false })
  }
  const part = over ? 'yes' : 'no'
  return (
    <SendLetter
      key={part}
      system={system}
      label={say('more.send')}
      done={say(`over.${part}.title`)}
      ready={() => true}
      seal={seal}
      onHome={onHome}
      onDone={onBack}
      onBack={() => setOver(null)}
    >
      <Heading>{say(`over.${part}.title`)}</Heading>
      <p class="note">{say('review.to', { agency: name(door.agency.names) })}</p>
      <p>{say(`over.${part}.text`)}</p>
      {!over && (
        <PrivateText
          label={say('over.no.label')}
          initial={words.current}
          maxCharacters={REPORTER_PART_CHARACTERS}
          onText={(text) => void (words.current = text)}
        />
      )}
    </SendLetter>
  )
}

/** A screen of its own: its heading takes the focus. */
function NotSure({ onTicket, onBack }: { readonly onTicket: () => void; readonly onBack: () => void }): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('over.unsure.title')}</Heading>
      <p>{say('over.unsure.text')}</p>
      <div class="ways">
        <button type="button" class="next" onClick={onTicket}>
          {say('my.title')}
        </button>
        <button type="button" class="back" onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </>
  )
}
