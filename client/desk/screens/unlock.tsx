/** Choosing one of several desks of this browser, and opening it. Any number of tries, and one answer to all that fail. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Heading } from '../../ui/heading.tsx'
import { PassphraseField } from '../../ui/passphrase-field.tsx'
import { visibleString } from '../../ui/visible-text.ts'
import type { Key } from '../../words/desk.en.ts'
import type { KnownVault, UnlockAnswer } from '../bridge/messages.ts'
import { useSpeech } from '../speech.ts'
import { Frame } from './frame.tsx'

interface UnlockProps {
  readonly vaults: readonly KnownVault[]
  readonly onUnlock: (vault: KnownVault, passphrase: string) => Promise<UnlockAnswer>
}

export function Unlock({ vaults, onUnlock }: UnlockProps): JSX.Element {
  const [chosen, choose] = useState<KnownVault | null>(vaults.length === 1 ? (vaults[0] ?? null) : null)
  if (chosen === null) return <PickVault vaults={vaults} onPick={choose} />
  const other = vaults.length > 1 ? (): void => choose(null) : undefined
  return <Open key={chosen.id} vault={chosen} onUnlock={onUnlock} onOther={other} />
}

function PickVault({
  vaults,
  onPick,
}: {
  readonly vaults: readonly KnownVault[]
  readonly onPick: (vault: KnownVault) => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <Frame>
      <Heading>{say('pick.title')}</Heading>
      <ul class="picks">
        {vaults.map((vault) => (
          <li key={vault.id}>
            <button type="button" onClick={() => onPick(vault)}>
              <bdi translate={false}>{visibleString(vault.label)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </Frame>
  )
}

interface OpenProps extends Pick<UnlockProps, 'onUnlock'> {
  readonly vault: KnownVault
  readonly onOther: (() => void) | undefined
}

function keyOf(answer: UnlockAnswer): Key | null {
  switch (answer.kind) {
    case 'opened':
      return null
    case 'failed':
      return 'unlock.failed'
    case 'unusable':
      return 'unlock.unusable'
    case 'no-memory':
      return 'make.no-memory'
    case 'storage':
      return `problem.storage.${answer.code}`
  }
}

function Open({ vault, onUnlock, onOther }: OpenProps): JSX.Element {
  const { say } = useSpeech()
  const typed = useRef('')
  const field = useRef<HTMLInputElement | null>(null)
  const [shown, show] = useState(false)
  const [opening, setOpening] = useState(false)
  const [trouble, tell] = useState<Key | null>(null)
  const open = async (): Promise<void> => {
    setOpening(true)
    tell(null)
    const answer = await onUnlock(vault, typed.current)
    setOpening(false)
    tell(keyOf(answer))
    if (answer.kind === 'opened') {
      typed.current = ''
      if (field.current !== null) field.current.value = ''
      return
    }
    field.current?.focus()
    field.current?.select()
  }
  return (
    <Frame>
      <Heading>{say('unlock.title')}</Heading>
      <p class="whose">
        <bdi translate={false}>{visibleString(vault.label)}</bdi>
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!opening) void open()
        }}
      >
        <PassphraseField
          label={say('unlock.passphrase')}
          shown={shown}
          onText={(text) => {
            typed.current = text
          }}
          field={(one) => {
            field.current = one
          }}
        />
        <p role="status" class="outcome">
          {opening ? say('unlock.opening') : trouble !== null && say(trouble)}
        </p>
        <div class="ways">
          <button type="submit" class="next" disabled={opening}>
            {say('unlock.open')}
          </button>
          <button type="button" class="plain" aria-pressed={shown} onClick={() => show(!shown)}>
            {say(shown ? 'passphrase.hide' : 'passphrase.show')}
          </button>
          {onOther !== undefined && (
            <button type="button" class="plain" onClick={onOther}>
              {say('unlock.other')}
            </button>
          )}
        </div>
      </form>
      <p class="why">{say('unlock.forgotten')}</p>
    </Frame>
  )
}
