/**
 * The truth about a letter, in the project's words: locked and waiting, or handed over. "Handed over" is shown only after
 * the relay's durable answer; nothing here ever says "sent".
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Day } from '../../../shared/day.ts'
import type { Outbox, OutboxState } from '../../outbox/outbox.ts'
import { FEW_HOTLINES } from '../hotlines.ts'
import { KeepIt } from './keep-it.tsx'
import type { Kept } from '../letter/keep-letter.ts'
import { type LetterStanding, standingOfLetter } from './standing.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'
import { VoiceState } from './voice-state.tsx'

/** The outbox as it is now; null until it has been read. */
export function useOutbox(outbox: Outbox): OutboxState | null {
  const [state, setState] = useState<OutboxState | null>(null)
  useEffect(() => {
    let gone = false
    const read = async (): Promise<void> => {
      const next = await outbox.state()
      if (!gone) setState(next)
    }
    const stop = outbox.onChange(() => void read())
    void read()
    return () => {
      gone = true
      stop()
    }
  }, [outbox])
  return state
}

export function LetterState({ kept, system }: { readonly kept: Kept; readonly system: System }): JSX.Element {
  const { outbox } = system
  const state = useOutbox(outbox)
  const standing = standingOfLetter(kept, outbox, state)
  return (
    <div class="state" role="status">
      {kept.ids.length > 0 && <Standing standing={standing} untilDay={kept.untilDay} state={state} system={system} />}
      {kept.voices !== undefined && (
        <VoiceState
          voices={kept.voices}
          standing={standingOfLetter({ ...kept, ids: kept.voices }, outbox, state)}
          state={state}
        />
      )}
    </div>
  )
}

interface Shown {
  readonly standing: LetterStanding
  readonly untilDay: Day
  readonly state: OutboxState | null
  readonly system: System
}

/** One line in the project's words, and what has to happen; with the numbers where something is in its way. */
export function Standing({ standing, untilDay, state, system }: Shown): JSX.Element {
  const { say, date, today } = useSpeech()
  switch (standing.is) {
    case 'handed':
      return <p class="line">{say('state.handed')}</p>
    case 'late':
    case 'expired':
      return (
        <>
          <p class="line">{say(`state.${standing.is}`, { date: date(today()) })}</p>
          <Numbers of={FEW_HOTLINES} />
        </>
      )
    case 'memory':
      return (
        <>
          <p class="line">{say('state.memory')}</p>
          <p>{say(`trouble.${standing.fault}`)}</p>
          <Numbers of={FEW_HOTLINES} />
        </>
      )
    case 'waiting':
      return (
        <>
          <p class="line">{say('state.waiting', { date: date(untilDay) })}</p>
          <HowItGoes state={state} system={system} />
        </>
      )
  }
}

/** What has to happen for it to go out. */
function HowItGoes({ state, system }: { readonly state: OutboxState | null; readonly system: System }): JSX.Element {
  const { say } = useSpeech()
  const offline = system.offline()
  return (
    <>
      <p>{say(state?.wakes === true ? 'state.waiting.sync' : 'state.waiting.how')}</p>
      {(offline === 'unsupported' || offline === 'failed') && (
        <>
          <p>{say('trouble.no-worker')}</p>
          <Numbers of={FEW_HOTLINES} />
        </>
      )}
      {state?.reasons.includes('disk') === true && <p>{say('state.waiting.disk')}</p>}
      <KeepIt persistence={system.persistence} />
    </>
  )
}
