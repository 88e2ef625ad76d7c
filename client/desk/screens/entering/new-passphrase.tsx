/** Choosing the passphrase of a new desk: typed twice, with a word on how hard it is to guess. */
import type { JSX } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { PASSPHRASE_MIN_CHARACTERS } from '../../../../shared/protocol.ts'
import { PassphraseField } from '../../../ui/passphrase-field.tsx'
import { PrivateLine } from '../../../ui/private-field.tsx'
import type { Key } from '../../../words/desk.en.ts'
import type { Chosen } from '../../enrol/make-desk.ts'
import { useSpeech } from '../../speech.ts'
import { strengthOf } from '../../view/passphrase-strength.ts'

interface NewPassphraseProps {
  /** What the desk is called in this browser, to be changed; null: it has its name. */
  readonly initialName: string | null
  /** Of the button. */
  readonly action?: Key
  /** What happened to the last try, as a sentence. */
  readonly trouble: string | null
  readonly making: boolean
  readonly onChosen: (chosen: Chosen) => void
  readonly onBack?: () => void
}

const MOST_NAME_CHARACTERS = 80

export function NewPassphrase({
  initialName,
  action = 'passphrase.make',
  trouble,
  making,
  onChosen,
  onBack,
}: NewPassphraseProps): JSX.Element {
  const { say } = useSpeech()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [shown, show] = useState(false)
  const [differs, tellDiffers] = useState(false)
  const name = useRef(initialName ?? '')
  const meter = useId()
  const strength = strengthOf(first)
  const choose = (): void => {
    tellDiffers(first !== second)
    if (first === second && strength.level !== 'short') onChosen({ passphrase: first, name: name.current.trim() })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!making) choose()
      }}
    >
      {initialName !== null && (
        <>
          <PrivateLine
            label={say('passphrase.name')}
            initial={initialName}
            maxCharacters={MOST_NAME_CHARACTERS}
            onText={(text) => {
              name.current = text
            }}
          />
          <p class="why">{say('passphrase.name.why')}</p>
        </>
      )}
      <h2>{say('passphrase.title')}</h2>
      <p>{say('passphrase.text')}</p>
      <PassphraseField
        label={say('passphrase.first', { count: PASSPHRASE_MIN_CHARACTERS })}
        shown={shown}
        describedBy={meter}
        onText={setFirst}
      />
      <p id={meter} class={`meter ${strength.level}`} role="status">
        <b>{say('meter.label')}: </b>
        {strength.level === 'short' ? say('meter.short', { count: strength.missing }) : say(`meter.${strength.level}`)}
      </p>
      <PassphraseField label={say('passphrase.second')} shown={shown} onText={setSecond} />
      <p role="status" class="outcome">
        {making ? say('passphrase.making') : differs && first !== second ? say('passphrase.differs') : trouble}
      </p>
      <div class="ways">
        <button type="submit" class="next" disabled={making || strength.level === 'short'}>
          {say(action)}
        </button>
        <button type="button" class="plain" aria-pressed={shown} onClick={() => show(!shown)}>
          {say(shown ? 'passphrase.hide' : 'passphrase.show')}
        </button>
        {onBack !== undefined && (
          <button type="button" class="plain" disabled={making} onClick={onBack}>
            {say('back')}
          </button>
        )}
      </div>
    </form>
  )
}
