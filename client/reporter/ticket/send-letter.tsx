/** The last step of anything written with a ticket: seal, keep, then say how it stands. A second tap finds the first at work. */
import type { ComponentChildren, JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { OutboxItem } from '../../outbox/item.ts'
import { Heading } from '../../ui/heading.tsx'
import { type Kept, keepItems } from '../letter/keep-letter.ts'
import { LetterState } from '../letter-state.tsx'
import { troubleOf } from '../reasons.ts'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'
import { Trouble, type TroubleKind } from '../trouble.tsx'

export function SendLetter({
  system,
  label,
  done,
  ready,
  seal,
  onHome,
  onBack,
  children,
}: {
  readonly system: System
  readonly label: string
  /** Over the state of what was handed over. */
  readonly done: string
  /** Whether there is anything to seal. */
  readonly ready: () => boolean
  readonly seal: () => Promise<readonly OutboxItem[]>
  readonly onHome: () => void
  readonly onBack: () => void
  readonly children: ComponentChildren
}): JSX.Element {
  const { say } = useSpeech()
  const [kept, setKept] = useState<Kept | null>(null)
  const [trouble, setTrouble] = useState<TroubleKind | null>(null)
  const [busy, setBusy] = useState(false)
  const working = useRef(false)
  const send = (): void => {
    if (working.current || !ready()) return
    working.current = true
    setBusy(true)
    seal()
      .then((items) => keepItems(system, items))
      .then(setKept, (error: unknown) => setTrouble(troubleOf(error)))
      .finally(() => {
        working.current = false
        setBusy(false)
      })
  }
  if (kept !== null) {
    return (
      <>
        <Heading>{done}</Heading>
        <LetterState kept={kept} system={system} />
        <button type="button" class="back" onClick={onHome}>
          {say('home')}
        </button>
      </>
    )
  }
  return (
    <>
      {children}
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
