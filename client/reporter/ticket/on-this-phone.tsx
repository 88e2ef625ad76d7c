/** What waits on this phone, and what waited too long. Not on the home, where whoever takes the phone would read it first. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Day } from '../../../shared/day.ts'
import { HowItGoes, useOutbox, waitingLine } from '../letter-state.tsx'
import { useSystem } from '../machinery.ts'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'

export function OnThisPhone(): JSX.Element | null {
  const ask = useSystem()
  const [system, setSystem] = useState<System | null>(null)
  useEffect(() => {
    let gone = false
    ask().then(
      (parts) => gone || setSystem(parts),
      () => undefined,
    )
    return () => void (gone = true)
  }, [])
  return system === null ? null : <Waiting system={system} />
}

function Waiting({ system }: { readonly system: System }): JSX.Element | null {
  const { outbox } = system
  const { say, date } = useSpeech()
  const state = useOutbox(outbox)
  if (state === null || (state.waiting.length === 0 && state.expired.length === 0)) return null
  const [until] = state.waiting.map(({ expiresDay }): Day => expiresDay).toSorted((a, b) => a - b)
  return (
    <section>
      <h2>{say('my.phone')}</h2>
      {until !== undefined && (
        <div class="state" role="status">
          <p class="line">{say(...waitingLine(state.fault, date(until)))}</p>
          <HowItGoes state={state} fault={state.fault} system={system} />
        </div>
      )}
      {state.expired.length > 0 && (
        <div class="state">
          <p>{say('state.expired')}</p>
          <button type="button" onClick={() => void outbox.forgetExpired()}>
            {say('state.expired.seen')}
          </button>
        </div>
      )}
    </section>
  )
}
