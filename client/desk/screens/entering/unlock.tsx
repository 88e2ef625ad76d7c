/** Choosing one of several desks of this browser, and opening it. Any number of tries, and one answer to all that fail. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Heading } from '../../../ui/heading.tsx'
import { PassphraseField } from '../../../ui/passphrase-field.tsx'
import { visibleString } from '../../../ui/visible-text.ts'
import type { Key } from '../../../words/desk.en.ts'
import type { KnownVault, UnlockAnswer } from '../../bridge/messages.ts'
import { useSpeech } from '../../speech.ts'
import { Frame } from '../frame.tsx'
import { whyShut } from './shut.ts'

interface UnlockProps {
  readonly vaults: readonly KnownVault[]
  /** The one to open first; null: nobody knows whose desk is wanted. */
  readonly first: KnownVault | null
  /** Why the desk of before was locked, and what has become of what was being written there. */
  readonly why: readonly Key[]
  readonly onUnlock: (vault: KnownVault, passphrase: string) => Promise<UnlockAnswer>
  /** The passphrase is forgotten, and there is a recovery kit. */
  readonly onKit: (vault: KnownVault) => void
  /** Another desk is to be made in this browser, of a recovery kit. */
  readonly onRecover: () => void
}

export function Unlock({ vaults, first, why, onUnlock, onKit, onRecover }: UnlockProps): JSX.Element {
  const [chosen, choose] = useState<KnownVault | null>(first)
  if (chosen === null) return <PickVault vaults={vaults} onPick={choose} onRecover={onRecover} />
  const others = vaults.filter(({ id }) => id !== chosen.id)
  const ways = { onUnlock, onPick: choose, onKit, onRecover }
  return <Open key={chosen.id} vault={chosen} others={others} why={why} {...ways} />
}

interface PicksProps {
  readonly vaults: readonly KnownVault[]
  readonly onPick: (vault: KnownVault) => void
}

function Picks({ vaults, onPick }: PicksProps): JSX.Element {
  return (
    <ul class="picks">
      {vaults.map((vault) => (
        <li key={vault.id}>
          <button type="button" onClick={() => onPick(vault)}>
            <bdi translate={false}>{visibleString(vault.label)}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}

function PickVault({ onRecover, ...picks }: PicksProps & Pick<UnlockProps, 'onRecover'>): JSX.Element {
  const { say } = useSpeech()
  return (
    <Frame>
      <Heading>{say('pick.title')}</Heading>
      <Picks {...picks} />
      <div class="ways">
        <button type="button" class="plain" onClick={onRecover}>
          {say('unlock.recover')}
        </button>
      </div>
    </Frame>
  )
}

/** After so many wrong tries in a row it is more likely the keyboard than the memory. */
const TRIES_BEFORE_HINT = 3

interface OpenProps extends Omit<UnlockProps, 'vaults' | 'first'>, Pick<PicksProps, 'onPick'> {
  readonly vault: KnownVault
  readonly others: readonly KnownVault[]
}

function Open({ vault, others, why, onUnlock, onPick, onKit, onRecover }: OpenProps): JSX.Element {
  const { say } = useSpeech()
  const typed = useRef('')
  const field = useRef<HTMLInputElement | null>(null)
  const [shown, show] = useState(false)
  const [opening, setOpening] = useState(false)
  const [trouble, tell] = useState<Key | null>(null)
  const [tries, count] = useState(0)
  useEffect(() => field.current?.focus(), [])
  const open = async (): Promise<void> => {
    setOpening(true)
    tell(null)
    const answer = await onUnlock(vault, typed.current)
    setOpening(false)
    if (answer.kind === 'opened') {
      typed.current = ''
      if (field.current !== null) field.current.value = ''
      return
    }
    tell(whyShut(answer, 'unlock.failed'))
    if (answer.kind === 'failed') count(tries + 1)
    field.current?.focus()
    field.current?.select()
  }
  return (
    <Frame>
      <Heading>{say('unlock.title')}</Heading>
      {why.length > 0 && <p role="status">{why.map((key) => say(key)).join(' ')}</p>}
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
          {!opening && tries >= TRIES_BEFORE_HINT && ` ${say('unlock.hint')}`}
        </p>
        <div class="ways">
          <button type="submit" class="next" disabled={opening}>
            {say('unlock.open')}
          </button>
          <button type="button" class="plain" aria-pressed={shown} onClick={() => show(!shown)}>
            {say(shown ? 'passphrase.hide' : 'passphrase.show')}
          </button>
        </div>
      </form>
      <p class="why">{say('unlock.forgotten')}</p>
      <div class="ways">
        <button type="button" class="plain" onClick={() => onKit(vault)}>
          {say('unlock.kit')}
        </button>
        <button type="button" class="plain" onClick={onRecover}>
          {say('unlock.recover')}
        </button>
      </div>
      {others.length > 0 && (
        <section aria-label={say('unlock.others')}>
          <h2>{say('unlock.others')}</h2>
          <Picks vaults={others} onPick={onPick} />
        </section>
      )}
    </Frame>
  )
}
