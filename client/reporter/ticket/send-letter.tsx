/** The last step of anything written with a ticket: seal, keep, then say how it stands. */
import type { ComponentChildren, JSX, TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { OutboxItem } from '../../outbox/item.ts'
import { Heading } from '../../ui/heading.tsx'
import type { Kept, SealedLetters } from '../letter/keep-letter.ts'
import { LetterState } from '../standing/letter-state.tsx'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'
import { Trouble } from '../trouble.tsx'
import { useSealing } from '../letter/use-sealing.ts'

export function SendLetter({
  system,
  label,
  done,
  ready,
  seal,
  onHome,
  onDone,
  onBack,
  rest,
  children,
}: {
  readonly system: System
  readonly label: string
  /** Over the state of what was handed over. */
  readonly done: string
  /** Whether there is anything to seal. */
  readonly ready: () => boolean
  readonly seal: () => Promise<readonly OutboxItem[] | SealedLetters>
  readonly onHome: () => void
  /** Back to what the ticket has opened. */
  readonly onDone: () => void
  readonly onBack: () => void
  /** Below that state: what is left to do. */
  readonly rest?: ComponentChildren
  readonly children: ComponentChildren
}): JSX.Element {
  const { say } = useSpeech()
  const [kept, setKept] = useState<Kept | null>(null)
  const { busy, trouble, start } = useSealing(system)
  const send = ({ currentTarget }: TargetedEvent<HTMLButtonElement>): void => {
    if (ready()) return start(seal, setKept)
    // what is missing: the only answer that needs no words
    currentTarget.closest('main')?.querySelector<HTMLElement>('textarea, input')?.focus()
  }
  if (kept !== null) {
    return (
      <>
        <Heading>{done}</Heading>
        <LetterState kept={kept} system={system} />
        {rest}
        <div class="ways">
          <button type="button" data-back onClick={onDone}>
            {say('back')}
          </button>
          <button type="button" class="back" onClick={onHome}>
            {say('home')}
          </button>
        </div>
      </>
    )
  }
  return (
    <>
      {children}
      <ReadScreen />
      {trouble !== null && <Trouble of={trouble} />}
      <div class="ways">
        <button type="button" class="next" disabled={busy} aria-busy={busy} onClick={send}>
          {label}
        </button>
        <button type="button" class="back" disabled={busy} onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </>
  )
}
