/** After the ticket: a calm page with numbers. */
import type { JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import type { Kept } from '../letter/keep-letter.ts'
import { LetterState, standingOfLetter, useOutbox } from '../letter-state.tsx'
import { ALL_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'

/** The state stays in sight until one leaves; what waits in this page only holds one here. */
export function Calm({
  kept,
  system,
  onHome,
}: {
  readonly kept: Kept
  readonly system: System
  readonly onHome: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const { is } = standingOfLetter(kept, system.outbox, useOutbox(system.outbox))
  const mayStop = is === 'handed' || is === 'waiting'
  return (
    <>
      <Heading>{say('calm.title')}</Heading>
      <LetterState kept={kept} system={system} />
      {mayStop && <p>{say('calm.text')}</p>}
      {mayStop && <Numbers of={ALL_HOTLINES} />}
      <button type="button" class="back" onClick={onHome}>
        {say('home')}
      </button>
    </>
  )
}
