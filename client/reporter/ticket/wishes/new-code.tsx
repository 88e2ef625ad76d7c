/**
 * The new code before it counts. What makes it count is sealed but lies in no outbox: whoever is disturbed before the code
 * is written down, or cannot keep it, still has the old one.
 */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Heading } from '../../../ui/heading.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import type { Kept, Ticket } from '../../letter/keep-letter.ts'
import { useSpeech } from '../../speech.ts'
import type { System } from '../../system.ts'
import { Trouble } from '../../trouble.tsx'
import { CompareGroups } from '../show/compare.tsx'
import { TheCode } from '../show/the-code.tsx'
import { useSealing } from '../../letter/use-sealing.ts'

export interface NewTicket {
  readonly ticket: Ticket
  /** One to each office. */
  readonly letters: readonly OutboxItem[]
}

export function NewCode({
  next: { ticket, letters },
  system,
  onChanged,
  onUnchanged,
}: {
  readonly next: NewTicket
  readonly system: System
  /** The letters are in the outbox: no way back. */
  readonly onChanged: (kept: Kept) => void
  readonly onUnchanged: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const [at, setAt] = useState<'code' | 'compare' | 'cannot'>('code')
  const { trouble, start } = useSealing(system)
  const again = (): void => setAt('code')
  const finish = (): void => start(() => Promise.resolve(letters), onChanged)
  const standing: ComponentChildren = (
    <>
      <p class="note">{say('code.until', { button: say('ticket.finished') })}</p>
      {trouble !== null && <Trouble of={trouble} />}
    </>
  )
  switch (at) {
    case 'code':
      return (
        <TheCode
          code={ticket.code}
          day={system.today()}
          contactDay={null}
          onWrote={() => setAt('compare')}
          onCannot={() => setAt('cannot')}
          onFinished={finish}
        >
          {standing}
        </TheCode>
      )
    case 'compare':
      return (
        <CompareGroups code={ticket.code} day={system.today()} contactDay={null} onAgain={again} onFinished={finish}>
          {standing}
        </CompareGroups>
      )
    case 'cannot':
      return (
        <>
          <Heading>{say('code.kept')}</Heading>
          <p>{say('code.kept.text')}</p>
          <div class="ways">
            <button type="button" class="next" onClick={onUnchanged}>
              {say('ticket.finished')}
            </button>
            <button type="button" onClick={again}>
              {say('keep.again')}
            </button>
          </div>
        </>
      )
  }
}
