/** More words, sealed to the office that has the report, through the outbox like the report itself. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { REPORTER_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { longestWords } from '../../../shared/case/words.ts'
import type { Door } from '../../../shared/trust/area.ts'
import { Heading } from '../../ui/heading.tsx'
import { nothingSaid, saysSomething, sealSaid } from '../letter/said-more.ts'
import { useSpeech } from '../speech.ts'
import { WordsOrVoice } from '../voice/words-or-voice.tsx'
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
  const said = useRef(nothingSaid())
  if (door === null) return <OneReceiver opened={opened} why="more.why" onDoor={setDoor} onBack={onBack} />
  return (
    <SendLetter
      system={opened.system}
      label={say('more.send')}
      done={say('my.title')}
      ready={() => saysSomething(said.current)}
      seal={() => sealSaid(opened.system, opened.keys, [door], said.current)}
      onHome={onHome}
      onDone={onBack}
      onBack={onBack}
    >
      <Heading>{say('more.title')}</Heading>
      <p class="why">{say('more.why')}</p>
      <p class="note">{say('review.to', { agency: name(door.agency.names) })}</p>
      <WordsOrVoice
        label={say('more.title')}
        labelHidden
        initial={() => said.current.words}
        maxCharacters={longestWords(REPORTER_PART_CHARACTERS)}
        onText={(text) => void (said.current.words = text)}
        voiced={said.current}
      />
    </SendLetter>
  )
}
