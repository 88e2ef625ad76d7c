/**
 * The truth about a letter, in the project's words: locked and waiting, or handed over. "Handed over" is shown only after
 * the relay's durable answer; nothing here ever says "sent".
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Outbox, OutboxState } from '../outbox/outbox.ts'
import type { System } from './system.ts'
import type { Kept } from './letter/keep-letter.ts'
import { useSpeech } from './speech.ts'

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
  const { say, date } = useSpeech()
  const handedOver = kept.ids.every((id) => outbox.handedOver(id))
  return (
    <div class="state" role="status">
      <p class="line">{handedOver ? say('state.handed') : say('state.waiting', { date: date(kept.untilDay) })}</p>
      {!handedOver && <HowItGoes state={state} fault={kept.fault} system={system} />}
    </div>
  )
}

/** What has to happen for it to go out. */
export function HowItGoes({
  state,
  fault,
  system,
}: {
  readonly state: OutboxState | null
  readonly fault: Kept['fault']
  readonly system: System
}): JSX.Element {
  const { say } = useSpeech()
  if (fault !== null) return <p>{say(`trouble.${fault}`)}</p>
  const offline = system.offline()
  return (
    <>
      <p>{say(state?.wakes === true ? 'state.waiting.sync' : 'state.waiting.how')}</p>
      {(offline === 'unsupported' || offline === 'failed') && <p>{say('trouble.no-worker')}</p>}
      {state?.reasons.includes('disk') === true && <p>{say('state.waiting.disk')}</p>}
    </>
  )
}
