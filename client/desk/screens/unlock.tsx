/** Choosing one of several desks of this browser, and opening it. Any number of tries, and one answer to all that fail. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Heading } from '../../ui/heading.tsx'
import { PassphraseField } from '../../ui/passphrase-field.tsx'
import { visibleString } from '../../ui/visible-text.ts'
import { useSpeech } from '../speech.ts'
import { Frame } from './frame.tsx'

export interface KnownVault {
  readonly id: string
  readonly label: string
}

export type UnlockOutcome = 'opened' | 'failed' | 'unusable' | 'no-memory'

interface UnlockProps {
  readonly vaults: readonly KnownVault[]
  readonly onUnlock: (vault: KnownVault, passphrase: string) => Promise<UnlockOutcome>
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

const SAID = { failed: 'unlock.failed', unusable: 'unlock.unusable', 'no-memory': 'make.no-memory' } as const

function Open({ vault, onUnlock, onOther }: OpenProps): JSX.Element {
  const { say } = useSpeech()
  const typed = useRef('')
  const field = useRef<HTMLInputElement | null>(null)
  const [shown, show] = useState(false)
  const [outcome, tell] = useState<UnlockOutcome | 'opening' | null>(null)
  const open = async (): Promise<void> => {
    tell('opening')
    const next = await onUnlock(vault, typed.current)
    if (next === 'opened') return
    tell(next)
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
          if (outcome !== 'opening') void open()
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
          {outcome === 'opening' && say('unlock.opening')}
          {outcome !== null && outcome !== 'opening' && outcome !== 'opened' && say(SAID[outcome])}
        </p>
        <div class="ways">
          <button type="submit" class="next" disabled={outcome === 'opening'}>
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
