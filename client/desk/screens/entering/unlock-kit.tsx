/** Opening a desk of this browser with its recovery kit, because its passphrase is forgotten. Source: docs/protocol.md 9.40. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Heading } from '../../../ui/heading.tsx'
import { visibleString } from '../../../ui/visible-text.ts'
import type { Key } from '../../../words/desk.en.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { KnownVault } from '../../bridge/messages.ts'
import { useSpeech } from '../../speech.ts'
import { Frame } from '../frame.tsx'
import { KitWords, type Sentence, wrongWords } from './kit-words.tsx'
import { NewPassphrase } from './new-passphrase.tsx'
import { whyShut } from './shut.ts'

interface UnlockByKitProps {
  readonly desk: DeskEnd
  readonly vault: KnownVault
  readonly onOpened: () => void
  readonly onBack: () => void
}

export function UnlockByKit({ desk, vault, onOpened, onBack }: UnlockByKitProps): JSX.Element {
  const { say } = useSpeech()
  const [opens, setOpens] = useState(false)
  const [making, setMaking] = useState(false)
  const [trouble, tell] = useState<Key | null>(null)
  const look = async (words: string): Promise<Sentence | null> => {
    const state = await desk.ask('tryKit', { id: vault.id, words })
    if (state.kind === 'wrong-words') return wrongWords(state.why)
    if (state.kind !== 'opens') return (speech) => speech.say(whyShut(state, 'unlock.kit.failed'))
    setOpens(true)
    return null
  }
  const open = async (passphrase: string): Promise<void> => {
    setMaking(true)
    tell(null)
    const answer = await desk.ask('unlockByKit', { passphrase })
    setMaking(false)
    if (answer.kind === 'opened') onOpened()
    else tell(whyShut(answer, 'unlock.kit.failed'))
  }
  return (
    <Frame>
      <Heading>{say('unlock.kit.title')}</Heading>
      <p class="whose">
        <bdi translate={false}>{visibleString(vault.label)}</bdi>
      </p>
      {opens ? (
        <>
          <p>{say('unlock.kit.new')}</p>
          <NewPassphrase
            initialName={null}
            action="unlock.kit.open"
            making={making}
            trouble={trouble === null ? null : say(trouble)}
            onChosen={({ passphrase }) => void open(passphrase)}
            onBack={onBack}
          />
        </>
      ) : (
        <KitWords onWords={look} onBack={onBack} />
      )}
    </Frame>
  )
}
