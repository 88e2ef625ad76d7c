/**
 * The truth about a letter, in the project's words: locked and waiting, or handed over. "Handed over" is shown only after
 * the relay's durable answer; nothing here ever says "sent".
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Outbox, OutboxState } from '../outbox/outbox.ts'
import type { System } from './system.ts'
import { FEW_HOTLINES } from './hotlines.ts'
import type { Kept } from './letter/keep-letter.ts'
import { Numbers } from './numbers.tsx'
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
      <p class="line">{handedOver ? say('state.handed') : say(...waitingLine(kept.fault, date(kept.untilDay)))}</p>
      {!handedOver && <HowItGoes state={state} fault={kept.fault} system={system} />}
    </div>
  )
}

/** Where it waits: on the phone until a day, or only as long as this page is open. */
export function waitingLine(fault: Kept['fault'], date: string): ['state.waiting' | 'state.memory', { date: string }] {
  return [fault === null ? 'state.waiting' : 'state.memory', { date }]
}

/** What has to happen for it to go out; with the numbers where something is in its way. */
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
  if (fault !== null) {
    return (
      <>
        <p>{say(`trouble.${fault}`)}</p>
        <Numbers of={FEW_HOTLINES} />
      </>
    )
  }
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
    </>
  )
}
